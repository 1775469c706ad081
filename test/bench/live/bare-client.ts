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
  await readAll(targets, options.concurrency);
  const begun = performance.now();
  await readAll(targets, options.concurrency);
  return targets.length / ((performance.now() - begun) / 1_000);
}

async function readAll(targets: readonly Target[], concurrency: number): Promise<void> {
  const waiting = [...targets];
  const lanes = Array.from({ length: concurrency }, async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await read(next);
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
