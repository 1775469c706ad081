import type { GitlabReply } from '../client.js';

/** Page after page, asked for only when the one before was not enough; at most `maxPages`. */
export async function* walkPages(
  maxPages: number,
  ask: (page: number) => Promise<GitlabReply>,
): AsyncGenerator<GitlabReply> {
  for (let page = 1; page <= maxPages; page += 1) {
    const reply = await ask(page);
    yield reply;
    if (!reply.hasNext) return;
  }
}
