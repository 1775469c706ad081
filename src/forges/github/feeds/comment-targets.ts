import type { SnapshotLookup } from '../../../domain/feed.js';
import type { CommentTarget } from '../../../domain/subjects/comment.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import type { ProjectReader } from '../project-reader.js';
import type { RecentMap } from '../recent-map.js';
import { pullSchema } from '../schema.js';
import { NO_DETAILS, toMergeRequest } from '../transform/merge-request.js';

/**
 * The pull requests that these numbers name: from what the account has seen where that is known, asked for once
 * otherwise. Left out: those that cannot be had. `ids` learns what was asked for.
 */
export async function findTargets(
  project: ProjectReader,
  lookup: SnapshotLookup,
  numbers: ReadonlySet<string>,
  ids: RecentMap<string>,
): Promise<ReadonlyMap<string, CommentTarget>> {
  const targets = new Map<string, CommentTarget>();
  const known = await lookup(
    'merge-request',
    [...numbers].map((number) => ids.get(number)).filter((id) => id !== undefined),
  );
  for (const number of numbers) {
    const seen = known.get(ids.get(number) ?? '');
    const pull = seen ?? (await readPull(project, number));
    if (pull === null) continue;
    ids.set(number, pull.id);
    targets.set(number, toTarget(pull));
  }
  return targets;
}

async function readPull(project: ProjectReader, number: string): Promise<MergeRequest | null> {
  const answer = await project.detail(`/pulls/${number}`);
  const parsed = pullSchema.safeParse(answer?.data);
  if (!parsed.success) return null;
  const { id } = project.project();
  const isOurs = (parsed.data.base.repo?.id ?? id) === id;
  return isOurs ? toMergeRequest(parsed.data, id, NO_DETAILS) : null;
}

function toTarget(pull: MergeRequest): CommentTarget {
  const { id, number, title, author, url } = pull;
  return { kind: 'merge-request', id, number, title, author, url };
}
