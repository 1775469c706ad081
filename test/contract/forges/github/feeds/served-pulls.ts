import { Poller } from '../github-bench.js';
import { at } from '../github-items.js';
import type { Item } from '../github-items.js';
import type { LoopbackGithub } from '../loopback-github.js';

export const PULLS = '/repos/acme/shop/pulls';

/** Serves a list that a test may change, newest change first, as GitHub sorts it. */
export function servePulls(server: LoopbackGithub, items: readonly Item[], path = PULLS): Item[] {
  const list = [...items];
  server.on('/graphql', () => ({ body: { data: { repository: {} } } }));
  server.list(path, (query) =>
    list
      .filter((item) => query.get('state') === 'all' || item['state'] === 'open')
      .sort((one, other) => String(other['updated_at']).localeCompare(String(one['updated_at']))),
  );
  return list;
}

export function put(list: Item[], item: Item): void {
  const index = list.findIndex(({ id }) => id === item['id']);
  if (index >= 0) list.splice(index, 1);
  list.push(item);
}

/** A poller that has read the baseline, with a quiet log. */
export async function startPolling(server: LoopbackGithub): Promise<Poller> {
  const poller = new Poller(server, 'merge-requests');
  await poller.read();
  server.takeLog();
  poller.gate.take();
  server.now = new Date(at(600));
  return poller;
}
