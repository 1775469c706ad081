import type { SnapshotLookup } from '../../../domain/feed.js';
import type { CommentTarget } from '../../../domain/subjects/comment.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import type { ProjectReader } from '../project-reader.js';
import type { RecentMap } from '../recent-map.js';
import { issueSchema, pullSchema } from '../schema.js';
import { type CommentSpot, toCommentTarget } from '../transform/comment.js';
import { toIssue } from '../transform/issue.js';
import { NO_DETAILS, toMergeRequest } from '../transform/merge-request.js';

export type KnownIds = Readonly<Record<CommentSpot['kind'], RecentMap<string>>>;

/** Key of a spot in what `findTargets` answers. */
export function spotKey({ kind, number }: CommentSpot): string {
  return `${kind}:${number}`;
}

/**
 * What these comments are on: from what the account has seen where that is known, asked for once otherwise. Left out:
 * what cannot be had. `ids` learns what was asked for.
 */
export async function findTargets(
  project: ProjectReader,
  lookup: SnapshotLookup,
  spots: readonly CommentSpot[],
  ids: KnownIds,
): Promise<ReadonlyMap<string, CommentTarget>> {
  const targets = new Map<string, CommentTarget>();
  for (const kind of ['merge-request', 'issue'] as const) {
    const numbers = new Set(spots.filter((spot) => spot.kind === kind).map(({ number }) => number));
    const known = await lookup(
      kind,
      [...numbers].map((number) => ids[kind].get(number)).filter((id) => id !== undefined),
    );
    for (const number of numbers) {
      const seen = known.get(ids[kind].get(number) ?? '');
      const subject = seen ?? (await READ[kind](project, number, lookup));
      if (subject === null) continue;
      ids[kind].set(number, subject.id);
      targets.set(spotKey({ kind, number }), toCommentTarget(subject));
    }
  }
  return targets;
}

const READ = { 'merge-request': readPull, issue: readIssue };

/** Who gave a review it does not tell itself. */
async function readPull(
  project: ProjectReader,
  number: string,
  lookup: SnapshotLookup,
): Promise<MergeRequest | null> {
  const answer = await project.detail(`/pulls/${number}`);
  const parsed = pullSchema.safeParse(answer?.data);
  if (!parsed.success) return null;
  const { id } = project.project();
  const isOurs = (parsed.data.base.repo?.id ?? id) === id;
  if (!isOurs) return null;
  const pull = toMergeRequest(parsed.data, id, NO_DETAILS);
  const seen = (await lookup('merge-request', [pull.id])).get(pull.id);
  return { ...pull, reviews: seen?.reviews ?? [] };
}

async function readIssue(project: ProjectReader, number: string): Promise<Issue | null> {
  const answer = await project.detail(`/issues/${number}`);
  const parsed = issueSchema.safeParse(answer?.data);
  return parsed.success ? toIssue(parsed.data, project.project().id, null) : null;
}
