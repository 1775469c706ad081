import { z } from 'zod';
import { isSamePerson, type Person } from '../../../domain/forge.js';
import type { SnapshotLookup } from '../../../domain/feed.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { type Mergeability, settleMergeability } from '../../../domain/subjects/mergeability.js';
import type { ProjectReader } from '../project-reader.js';
import { type GithubPull, mergeabilitySchema } from '../schema.js';
import { mergeabilityOf } from '../transform/mergeability.js';
import { toPerson } from '../transform/person.js';

export interface SeenMergeability {
  readonly mergeability: Mergeability | null;
  /** GitHub has begun to work it out because it was asked. */
  readonly isComputing: boolean;
  /** Of the answer; `null`: there was none. */
  readonly etag: string | null;
}

/** To be looked at, and how often it was in vain. Part of a cursor. */
export const dueLookSchema = z.object({ id: z.string(), tries: z.number() });

export type DueLook = z.infer<typeof dueLookSchema>;

/** In one read; the others come with the next. */
const MAX_LOOKS = 10;

/** GitHub works it out within seconds; where it does not, the next thing that happens has it asked again. */
const MAX_UNKNOWN = 5;

/** What is said of checks and what can be merged fall into step a moment later. */
const MAX_UNCHANGED = 2;

/** Of those who answer for it; nobody else is asked for. */
export function answersFor({ user, assignees }: GithubPull, viewer: Person): boolean {
  return [user, ...(assignees ?? [])].some((one) => one !== null && isSamePerson(toPerson(one), viewer));
}

/** One request: no list shows it. */
export async function readMergeability(
  project: ProjectReader,
  pull: {
    readonly number: number | string;
    readonly before: Mergeability | null;
    /** As the list shows it. */
    readonly updatedAt: string;
  },
  at: string,
): Promise<SeenMergeability> {
  const answer = await project.detail(`/pulls/${pull.number}`);
  const parsed = mergeabilitySchema.safeParse(answer?.data);
  if (!parsed.success) return { mergeability: pull.before, isComputing: false, etag: null };
  const seen = mergeabilityOf(parsed.data);
  const look = { seen, at, updatedAt: pull.updatedAt };
  return {
    mergeability: settleMergeability(pull.before, look),
    isComputing: seen === null,
    etag: answer?.etag ?? null,
  };
}

export interface Looks {
  readonly changed: readonly MergeRequest[];
  readonly due: readonly DueLook[];
  /** By the id of the pull request. */
  readonly etags: ReadonlyMap<string, string>;
}

/** Yields those that turned out to have changed. */
export async function lookAgain(
  project: ProjectReader,
  lookup: SnapshotLookup,
  { due, at }: { readonly due: readonly DueLook[]; readonly at: string },
): Promise<Looks> {
  const changed: MergeRequest[] = [];
  const still: DueLook[] = [];
  const etags = new Map<string, string>();
  const now = due.slice(0, MAX_LOOKS);
  const known = now.length === 0 ? new Map<string, MergeRequest>() : await lookup('merge-request', ids(now));
  for (const { id, tries } of now) {
    const one = known.get(id);
    if (one?.state !== 'open') continue;
    const before = one.mergeability ?? null;
    const { number, updatedAt } = one;
    const seen = await readMergeability(project, { number, before, updatedAt }, at);
    if (seen.etag !== null) etags.set(id, seen.etag);
    const hasChanged = seen.mergeability?.state !== before?.state;
    if (hasChanged) changed.push({ ...one, mergeability: seen.mergeability });
    const most = seen.isComputing ? MAX_UNKNOWN : MAX_UNCHANGED;
    if (!hasChanged && tries + 1 < most) still.push({ id, tries: tries + 1 });
  }
  return { changed, due: [...still, ...due.slice(MAX_LOOKS)], etags };
}

function ids(due: readonly DueLook[]): readonly string[] {
  return due.map(({ id }) => id);
}

/** What has stirred anew begins anew; what this read has looked at already need not be looked at again. */
export function dueAmong(
  before: readonly DueLook[],
  stirred: readonly string[],
  done: ReadonlySet<string>,
): readonly DueLook[] {
  const due = new Map(before.map((one) => [one.id, one]));
  for (const id of stirred) due.set(id, { id, tries: 0 });
  return [...due.values()].filter(({ id }) => !done.has(id));
}
