import { CROWDS, MOST_AT_REST } from '../../domain/at-rest.js';
import type { Ages } from '../../domain/retention.js';
import { type Snapshot, subjectKey } from '../../domain/subject.js';
import { COMMIT_TAG } from '../../domain/subjects/image.js';
import type { AccountMemory, MemorySnapshot } from './memory-state.js';

/** Forgets what `prune` forgets in the database. */
export function forget(memory: AccountMemory, { snapshots: before, events: eventsBefore, now }: Ages): void {
  const { snapshots, events } = memory;
  for (const [key, { keptAt, body }] of snapshots) {
    if (keptAt < before && !mayMove(memory, body, now)) snapshots.delete(key);
  }
  for (const key of crowdedOut(memory, before)) snapshots.delete(key);
  for (const [key, recordedAt] of events) if (recordedAt < eventsBefore) events.delete(key);
}

/** Years of rest notwithstanding, and is then compared with how it was. */
function mayMove({ snapshots }: AccountMemory, subject: Snapshot, now: Date): boolean {
  switch (subject.kind) {
    case 'merge-request':
    case 'issue':
      return subject.state === 'open';
    case 'milestone':
      return subject.dueOn >= now.toISOString().slice(0, 10);
    case 'thread-list': {
      const target = snapshots.get(subjectKey({ kind: 'merge-request', id: subject.id }))?.body;
      return target?.kind === 'merge-request' && target.state === 'open';
    }
    case 'project-access':
      return subject.isLost;
    case 'branch-health':
      return subject.outcome === 'failed';
    case 'deployment':
      return subject.status === 'waiting';
    case 'comment':
      return subject.mentions.length > 0;
    case 'image':
      return !COMMIT_TAG.test(subject.tag);
    case 'wiki-page':
      return subject.text !== null;
    case 'pipeline':
      return true;
    default:
      return false;
  }
}

type Entry = readonly [key: string, MemorySnapshot];

function crowdedOut({ snapshots }: AccountMemory, before: Date): readonly string[] {
  const crowds = new Map<string, Entry[]>();
  for (const entry of snapshots) {
    const { keptAt, body } = entry[1];
    if (keptAt >= before || !CROWDS.some((kind) => kind === body.kind)) continue;
    const name = `${body.kind}:${body.projectId}`;
    const crowd = crowds.get(name);
    if (crowd === undefined) crowds.set(name, [entry]);
    else crowd.push(entry);
  }
  return [...crowds.values()].flatMap((crowd) =>
    crowd
      .sort(lastMovedFirst)
      .slice(MOST_AT_REST)
      .map(([key]) => key),
  );
}

function lastMovedFirst([key, one]: Entry, [otherKey, other]: Entry): number {
  return other.keptAt.getTime() - one.keptAt.getTime() || (key < otherKey ? -1 : 1);
}
