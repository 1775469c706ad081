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
}

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
  if (!parsed.success) return { mergeability: pull.before, isComputing: false };
  const seen = mergeabilityOf(parsed.data);
  const look = { seen, at, updatedAt: pull.updatedAt };
  return { mergeability: settleMergeability(pull.before, look), isComputing: seen === null };
}

/** Asks once more for those that were being worked out, and yields those that turned out to have changed. */
export async function lookAgain(
  project: ProjectReader,
  lookup: SnapshotLookup,
  { ids, at }: { readonly ids: readonly string[]; readonly at: string },
): Promise<readonly MergeRequest[]> {
  if (ids.length === 0) return [];
  const changed: MergeRequest[] = [];
  for (const known of (await lookup('merge-request', ids)).values()) {
    if (known.state !== 'open') continue;
    const before = known.mergeability ?? null;
    const { number, updatedAt } = known;
    const { mergeability } = await readMergeability(project, { number, before, updatedAt }, at);
    if (mergeability?.state !== before?.state) changed.push({ ...known, mergeability });
  }
  return changed;
}
