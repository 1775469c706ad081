import type { DropTally } from '../drop-tally.js';
import type { Walk } from '../list-walk.js';
import type { ProjectReader } from '../project-reader.js';
import type { GithubRun } from '../schema.js';
import {
  boundFailed,
  boundUnlisted,
  type FollowedRun,
  followedAmong,
  rereadUnlisted,
} from './followed-runs.js';

export interface Followed {
  readonly open: readonly FollowedRun[];
  /** Those that the first page no longer shows come in the order of their turns. */
  readonly failed: readonly FollowedRun[];
}

/**
 * The list is sorted by creation: a run that ends, or is started again, after it has left the first page is asked for by
 * itself. Of those that failed one has its turn in each read.
 */
export async function followRuns(
  project: ProjectReader,
  walk: Walk<GithubRun>,
  before: Followed,
  drops: DropTally,
): Promise<Followed & { readonly runs: readonly GithubRun[] }> {
  const shown = new Set(walk.items.map((run) => run.id));
  // An unchanged first page still shows what it showed.
  const isListed = (run: FollowedRun): boolean => run.isListed && !walk.isFirstModified;
  const open = before.open.filter((run) => !shown.has(run.id));
  const failed = before.failed.filter((run) => !shown.has(run.id));
  const [turn, ...waiting] = failed
    .filter((run) => !isListed(run))
    .map((run) => ({ ...run, isListed: false }));
  const reread = await rereadUnlisted(
    project,
    open.filter((run) => !isListed(run)),
    drops,
  );
  const again = await rereadUnlisted(project, turn === undefined ? [] : [turn], drops);
  const first = followedAmong(walk.items.slice(0, walk.firstLength), true);
  const rest = followedAmong(walk.items.slice(walk.firstLength), false);
  const unlisted = [...rest.open, ...reread.unchanged, ...reread.open, ...again.open];
  return {
    runs: [...reread.runs, ...again.runs],
    open: unique([...boundUnlisted(unlisted, walk.serverTime), ...open.filter(isListed), ...first.open]),
    failed: boundFailed(
      unique([
        ...first.failed,
        ...failed.filter(isListed),
        ...waiting,
        ...rest.failed,
        ...reread.failed,
        ...again.unchanged,
        ...again.failed,
      ]),
      walk.serverTime,
    ),
  };
}

function unique(runs: readonly FollowedRun[]): readonly FollowedRun[] {
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}
