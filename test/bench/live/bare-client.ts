import { performance } from 'node:perf_hooks';
import type { Forge, ForgeKind } from '../../../src/domain/forge.js';
import type { SimPerson } from './sim-messages.js';

/** The lists that the daemon reads of a project, as addresses. */
const LISTS: Readonly<Record<ForgeKind, readonly string[]>> = {
  gitlab: ['pipelines?order_by=updated_at&per_page=20&updated_after=2099-01-01T00:00:00Z'],
  github: [
    'pulls?state=all&sort=updated&direction=desc&per_page=30',
    'actions/runs?per_page=30',
    'issues/comments?sort=updated&direction=desc&per_page=30',
    'pulls/comments?sort=updated&direction=desc&per_page=30',
  ],
};

interface Target {
  readonly url: string;
  readonly token: string;
  etag: string | null;
}

/** Requests a second of nothing but `fetch`, asking again for what it has asked for before. */
export async function measureBareClient(
  forge: Forge,
  people: readonly SimPerson[],
  options: { readonly requests: number; readonly concurrency: number },
): Promise<number> {
  const targets = people
    .flatMap(({ token, projects }) =>
      projects.flatMap(({ id, path }) =>
        LISTS[forge.kind].map((list): Target => {
          const place = forge.kind === 'gitlab' ? `projects/${id}` : `repos/${path}`;
          return { url: `${forge.apiUrl}/${place}/${list}`, token, etag: null };
        }),
      ),
    )
    .slice(0, options.requests);
  const readAll = (): Promise<void> => inLanes(targets, options.concurrency, read);
  await readAll();
  const begun = performance.now();
  await readAll();
  return targets.length / ((performance.now() - begun) / 1_000);
}

/** Messages a second of nothing but `fetch`, to each chat in turn. */
export async function measureBareSender(
  telegram: { readonly url: string; readonly token: string },
  chatIds: readonly number[],
  options: { readonly messages: number; readonly concurrency: number },
): Promise<number> {
  const numbers = Array.from({ length: options.messages }, (_, number) => number);
  const send = async (number: number): Promise<void> => {
    const reply = await fetch(`${telegram.url}/bot${telegram.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chatIds[number % chatIds.length], text: `message ${number}` }),
    });
    if (!reply.ok) throw new Error(`${reply.status} from the simulator`);
    await reply.json();
  };
  const begun = performance.now();
  await inLanes(numbers, options.concurrency, send);
  return numbers.length / ((performance.now() - begun) / 1_000);
}

async function inLanes<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lanes = Array.from({ length: concurrency }, async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  });
  await Promise.all(lanes);
}

async function read(target: Target): Promise<void> {
  const reply = await fetch(target.url, {
    headers: {
      authorization: `Bearer ${target.token}`,
      ...(target.etag === null ? {} : { 'if-none-match': target.etag }),
    },
  });
  const text = await reply.text();
  if (reply.status !== 304 && !reply.ok) throw new Error(`${reply.status} from the simulator`);
  if (text !== '') JSON.parse(text);
  target.etag = reply.headers.get('etag') ?? target.etag;
}
