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
    open.push(...openRunsAmong(found.items, false, answer.etag));
    failed.push(...failedRunsAmong(found.items, false, answer.etag));
  }
  return { runs, unchanged, open, failed };
}

export function openRunsAmong(
  runs: readonly GithubRun[],
  isListed: boolean,
  etag: string | null = null,
): readonly FollowedRun[] {
  return runs.filter((run) => !hasEnded(toPipelineStatus(run))).map((run) => toFollowed(run, isListed, etag));
}

/** They may well be started again. */
export function failedRunsAmong(
  runs: readonly GithubRun[],
  isListed: boolean,
  etag: string | null = null,
): readonly FollowedRun[] {
  return runs
    .filter((run) => FAILED.has(toPipelineStatus(run)))
    .map((run) => toFollowed(run, isListed, etag));
}

function toFollowed(run: GithubRun, isListed: boolean, etag: string | null): FollowedRun {
  const isWaiting = toPipelineStatus(run) === 'waiting';
  return { id: run.id, createdAt: run.created_at, isWaiting, isListed, etag };
}

/** The newest of the unlisted ones, so that the cursor and the requests of a read stay bounded. */
export function boundUnlisted(open: readonly FollowedRun[], now: Date | null): readonly FollowedRun[] {
  return open
    .filter((run) => now === null || age(run, now) < FORGET_AFTER_MS)
    .sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
    .slice(0, MAX_UNLISTED);
}

/** In their order, which is that of their turns; of the unlisted ones the newest. */
export function boundFailed(failed: readonly FollowedRun[], now: Date | null): readonly FollowedRun[] {
  const young = failed.filter((run) => now === null || age(run, now) < FAILED_FOR_MS);
  const kept = young
    .filter((run) => !run.isListed)
    .toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
    .slice(0, MAX_FAILED);
  return young.filter((run) => run.isListed || kept.includes(run));
}

export function isAnyRunning(open: readonly FollowedRun[], now: Date | null): boolean {
  return open.some((run) => !run.isWaiting && (now === null || age(run, now) < RUNNING_FOR_MS));
}

function age(run: FollowedRun, now: Date): number {
  return now.getTime() - Date.parse(run.createdAt);
}
