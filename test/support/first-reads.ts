import { setTimeout as delay } from 'node:timers/promises';
import type { Town } from './town.js';
import { waitUntil } from './wait-until.js';

const READ_FIRST = {
  gitlab: [
    /\/todos/,
    /\/events/,
    /\/merge_requests\?.*reviewer_username/,
    /\/merge_requests\?.*assignee_/,
    /\/merge_requests\?.*author_username/,
    /\/pipelines/,
    /\/projects\/[^/]+\/merge_requests\?/,
  ],
  github: [/\/notifications/, /\/pulls\?/, /\/actions\/runs/, /\/issues\/comments/, /\/pulls\/comments/],
};

/** What happens before a feed is read first is history to it. The last read has a moment to be kept. */
export async function firstReads({ servers, people }: Town): Promise<void> {
  const isRead = (forge: 'gitlab' | 'github', token: string, path: RegExp): boolean =>
    servers[forge].log.entries.some(
      ({ url, status, headers }) =>
        status === 200 && path.test(url) && JSON.stringify(headers).includes(token),
    );
  const areRead = (): boolean =>
    people.every(({ tokens }) =>
      (['gitlab', 'github'] as const).every((forge) =>
        READ_FIRST[forge].every((path) => isRead(forge, tokens[forge], path)),
      ),
    );
  await waitUntil(areRead, 'the first read of every feed', 60_000);
  await delay(2_000);
}
