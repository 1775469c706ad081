import type { Person } from '../../../../src/domain/forge.js';
import { SECOND } from '../../../../src/domain/time.js';
import type { Resolution, ReviewThread, ThreadList } from '../../../../src/domain/subjects/thread-list.js';
import { aThread } from '../../../support/a-thread-list.js';
import { ALICE, BOB } from '../../../support/builders.js';
import type { Step } from './history.js';

const IDS = ['t1', 't2'];

/** What is done to two threads of a merge request, of which the second may come later. */
export const THREAD_STEPS: readonly Step<ThreadList>[] = [
  {
    name: 'begin another thread',
    tells: [],
    change: ({ threads, updatedAt }) =>
      threads.length > 1
        ? null
        : { threads: [...threads, aThread({ id: 't2', createdAt: after(updatedAt) })] },
  },
  ...IDS.flatMap((id) => [
    { name: `Bob resolves ${id}`, tells: ['thread-resolved'], change: resolving(id, BOB) },
    { name: `Alice resolves ${id}`, tells: [], change: resolving(id, ALICE) },
    {
      name: `open ${id} again`,
      tells: [],
      change: (state: ThreadList) =>
        turned(state, id, (resolution) => (resolution === null ? undefined : null)),
    },
  ]),
];

function resolving(id: string, by: Person): Step<ThreadList>['change'] {
  return (state) =>
    turned(state, id, (resolution) => (resolution === null ? { by, at: after(state.updatedAt) } : undefined));
}

/** `undefined`: it cannot happen now. */
function turned(
  { threads }: ThreadList,
  id: string,
  turn: (resolution: Resolution | null) => Resolution | null | undefined,
): { readonly threads: readonly ReviewThread[] } | null {
  const thread = threads.find((one) => one.id === id);
  const resolution = thread && turn(thread.resolution);
  if (resolution === undefined) return null;
  return { threads: threads.map((one) => (one.id === id ? { ...one, resolution } : one)) };
}

function after(time: string): string {
  return new Date(Date.parse(time) + SECOND).toISOString();
}
