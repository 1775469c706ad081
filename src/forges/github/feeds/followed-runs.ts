import { z } from 'zod';
import { hasEnded, type PipelineStatus } from '../../../domain/subjects/pipeline.js';
import { DAY } from '../../../domain/time.js';
import type { DropTally } from '../drop-tally.js';
import { parseList } from '../lenient-parse.js';
import type { ProjectReader } from '../project-reader.js';
import { runSchema } from '../schema.js';
import type { GithubRun } from '../schema.js';
import { toPipelineStatus } from '../transform/pipeline.js';

/** A run of which there may be more to tell: it had not ended when it was last seen, or had failed. */
export const followedRunSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  /** Waits for a person rather than for a machine. */
  isWaiting: z.boolean(),
  /** Still on the list's first page, which tells of its changes. */
  isListed: z.boolean(),
  /** Of the run itself, once it was read by itself. */
  etag: z.string().nullable(),
});

export type FollowedRun = z.infer<typeof followedRunSchema>;

const MAX_UNLISTED = 20;
const MAX_FAILED = 5;

/** GitHub itself gives a run up after that time: https://docs.github.com/en/actions/reference/limits */
const FORGET_AFTER_MS = 35 * DAY;

const FAILED: ReadonlySet<PipelineStatus> = new Set(['failed', 'canceled']);
/** Who tries a run again mostly does so soon. */
const FAILED_FOR_MS = 7 * DAY;

/** One that hangs must not keep its project at the fastest cadence for ever. */
const RUNNING_FOR_MS = DAY;

export interface Reread {
  readonly runs: readonly GithubRun[];
  readonly unchanged: readonly FollowedRun[];
  /** Of the others, with the ETag of their own address. */
  readonly open: readonly FollowedRun[];
  readonly failed: readonly FollowedRun[];
}

/** Asks for runs that the list's first page no longer shows, one by one; a 304 is free. */
export async function rereadUnlisted(
  project: ProjectReader,
  entries: readonly FollowedRun[],
  drops: DropTally,
): Promise<Reread> {
  const runs: GithubRun[] = [];
  const unchanged: FollowedRun[] = [];
  const open: FollowedRun[] = [];
  const failed: FollowedRun[] = [];
  for (const entry of entries) {
    const answer = await project.detail(`/actions/runs/${entry.id}`, {}, { etag: entry.etag });
    if (answer === null) continue;
    if (!answer.isModified) {
      unchanged.push(entry);
      continue;
    }
    const found = parseList(runSchema, [answer.data]);
    drops.add(found.faults);
    runs.push(...found.items);
    const among = followedAmong(found.items, false, answer.etag);
    open.push(...among.open);
    failed.push(...among.failed);
  }
  return { runs, unchanged, open, failed };
}

/** Those that have not ended, and those that failed: they may well be started again. */
export function followedAmong(
  runs: readonly GithubRun[],
  isListed: boolean,
  etag: string | null = null,
): Pick<Reread, 'open' | 'failed'> {
  const of = (isMeant: (status: PipelineStatus) => boolean): readonly FollowedRun[] =>
    runs.flatMap((run) => {
      const status = toPipelineStatus(run);
      if (!isMeant(status)) return [];
      return [{ id: run.id, createdAt: run.created_at, isWaiting: status === 'waiting', isListed, etag }];
    });
  return { open: of((status) => !hasEnded(status)), failed: of((status) => FAILED.has(status)) };
}

/** The newest of the unlisted ones, so that the cursor and the requests of a read stay bounded. */
export function boundUnlisted(open: readonly FollowedRun[], now: Date | null): readonly FollowedRun[] {
  return newest(
    open.filter((run) => isYounger(run, FORGET_AFTER_MS, now)),
    MAX_UNLISTED,
  );
}

/** In their order, which is that of their turns; of the unlisted ones the newest. */
export function boundFailed(failed: readonly FollowedRun[], now: Date | null): readonly FollowedRun[] {
  const young = failed.filter((run) => isYounger(run, FAILED_FOR_MS, now));
  const kept = newest(
    young.filter((run) => !run.isListed),
    MAX_FAILED,
  );
  return young.filter((run) => run.isListed || kept.includes(run));
}

export function isAnyRunning(open: readonly FollowedRun[], now: Date | null): boolean {
  return open.some((run) => !run.isWaiting && isYounger(run, RUNNING_FOR_MS, now));
}

function newest(runs: readonly FollowedRun[], most: number): readonly FollowedRun[] {
  return runs
    .toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
    .slice(0, most);
}

/** Where the server tells no time, all are. */
function isYounger({ createdAt }: FollowedRun, ms: number, now: Date | null): boolean {
  return now === null || now.getTime() - Date.parse(createdAt) < ms;
}
