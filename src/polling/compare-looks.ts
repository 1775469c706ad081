import { isDeepStrictEqual } from 'node:util';
import type { Sighting } from '../domain/feed.js';
import { type Snapshot, type Subject, subjectKey } from '../domain/subject.js';
import type { BranchHealth } from '../domain/subjects/branch-health.js';
import { historyOf, type Pipeline } from '../domain/subjects/pipeline.js';
import { rememberNaming } from '../domain/subjects/comment.js';
import { rememberMoves } from '../domain/subjects/moves.js';
import { MINUTE, SECOND } from '../domain/time.js';
import { judgePipelines } from './branch-health.js';
import type { SubjectChange } from './diff-subjects.js';

/** Two looks at one subject that differ. */
export type Look = Pick<SubjectChange, 'before' | 'after'>;

export interface Comparison {
  /** What may be told, in the order of the sightings. */
  readonly changes: readonly SubjectChange[];
  /** All that differs, what is remembered in silence too: others may have seen it before. */
  readonly looks: readonly Look[];
  /** What has to be remembered instead of, or besides, what is. */
  readonly snapshots: readonly Snapshot[];
}

/** Keys of everything that `compareLooks` wants to know of these sightings. */
export function keysOf(sightings: readonly Sighting[]): readonly string[] {
  const keys = sightings.flatMap(({ subject }) =>
    subject.kind === 'pipeline' ? [subjectKey(subject), healthKey(subject)] : [subjectKey(subject)],
  );
  return [...new Set(keys)];
}

/**
 * Sightings against what is remembered. A subject never seen before is told when it was created since `newSince`, or
 * when its feed proves that it is news; `null` (the first read) tells none of them. Forges cut times to the second, so
 * one that is less than that too old counts: it was not there at the first read. One that looks older than what is
 * remembered comes from a slow replica and is passed over.
 */
export function compareLooks(
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, Snapshot>,
  newSince: Date | null,
): Comparison {
  const sights = latestOfEach(sightings)
    .map((sighting) => ({ ...sighting, before: rememberedSubject(known, sighting.subject) }))
    .filter(({ subject, before }) => before === null || time(subject.updatedAt) >= time(before.updatedAt));
  const judged = judgePipelines(sights.flatMap(pipelineLook), healthsAmong(known));
  const withOutcome = new Map(judged.pipelines.map((pipeline) => [pipeline.id, pipeline]));
  const changes: SubjectChange[] = [];
  const looks: Look[] = [];
  for (const { subject, before, isNews, namedAt, wasOpen } of sights) {
    const after =
      subject.kind === 'pipeline' ? (withOutcome.get(subject.id) ?? subject) : handOn(before, subject);
    if (isDeepStrictEqual(before, after)) continue;
    looks.push({ before, after });
    const isNew = before === null && newSince !== null && time(after.createdAt) + SECOND > newSince.getTime();
    if (before === null && !isNew && (!isNews || newSince === null)) continue;
    const earlier = before === null && !isNew && wasOpen === true ? beforeEnding(after) : before;
    changes.push({ before: beforeNaming(earlier, namedAt), after, isNew });
  }
  return { changes, looks, snapshots: [...looks.map(({ after }) => after), ...judged.healths] };
}

/** What a look does not show, and is remembered from those before. */
function handOn(before: Subject | null, after: Subject): Subject {
  if (before?.kind === 'comment' && after.kind === 'comment') return rememberNaming(before, after);
  return rememberMoves(before, after);
}

/** A list that moves while its pages are read may show an item twice; the last look counts. */
function latestOfEach(sightings: readonly Sighting[]): readonly Sighting[] {
  const latest = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const key = subjectKey(sighting.subject);
    const earlier = latest.get(key);
    const isNews = sighting.isNews || (earlier?.isNews ?? false);
    latest.delete(key);
    latest.set(key, { ...earlier, ...sighting, isNews });
  }
  return [...latest.values()];
}

/** What was seen well before the naming: an item is made a little after the edit, which another feed may have shown. */
function beforeNaming(before: Subject | null, namedAt: string | undefined): Subject | null {
  if (before === null || namedAt === undefined || !('mentions' in before)) return before;
  return time(namedAt) > time(before.updatedAt) + MINUTE ? { ...before, mentions: [] } : before;
}

/** What nobody saw while it was open. */
function beforeEnding(after: Subject): Subject | null {
  return after.kind === 'merge-request' || after.kind === 'issue' ? { ...after, state: 'open' } : null;
}

function rememberedSubject(known: ReadonlyMap<string, Snapshot>, subject: Subject): Subject | null {
  const snapshot = known.get(subjectKey(subject)) ?? null;
  if (snapshot === null || snapshot.kind === 'branch-health' || snapshot.kind === 'project-access')
    return null;
  return snapshot;
}

function pipelineLook({ subject, before }: { subject: Subject; before: Subject | null }): readonly {
  before: Pipeline | null;
  after: Pipeline;
}[] {
  if (subject.kind !== 'pipeline') return [];
  return [{ before: before?.kind === 'pipeline' ? before : null, after: subject }];
}

function healthsAmong(known: ReadonlyMap<string, Snapshot>): readonly BranchHealth[] {
  return [...known.values()].filter((snapshot) => snapshot.kind === 'branch-health');
}

function healthKey(pipeline: Pipeline): string {
  return subjectKey({ kind: 'branch-health', id: historyOf(pipeline) });
}

function time(text: string): number {
  return Date.parse(text);
}
