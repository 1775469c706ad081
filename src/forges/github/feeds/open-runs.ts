import { z } from 'zod';
import { hasEnded } from '../../../domain/subjects/pipeline.js';
import type { DropTally } from '../drop-tally.js';
import { parseList } from '../lenient-parse.js';
import type { ProjectReader } from '../project-reader.js';
import { runSchema } from '../schema.js';
import type { GithubRun } from '../schema.js';
import { toPipelineStatus } from '../transform/pipeline.js';

/** A run that had not ended when it was last seen. */
export interface OpenRun {
  readonly id: string;
  readonly createdAt: string;
  /** Waits for a person rather than for a machine. */
  readonly isWaiting: boolean;
  /** Still on the list's first page, which tells of its changes. */
  readonly isListed: boolean;
  /** Of the run itself, once it was read by itself. */
  readonly etag: string | null;
}

export const openRunSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  isWaiting: z.boolean(),
  isListed: z.boolean(),
  etag: z.string().nullable(),
});

const DAY_MS = 24 * 60 * 60 * 1_000;
const MAX_UNLISTED = 20;

/** GitHub itself gives a run up after that time: https://docs.github.com/en/actions/reference/limits */
const FORGET_AFTER_MS = 35 * DAY_MS;

/** One that hangs must not keep its project at the fastest cadence for ever. */
const RUNNING_FOR_MS = DAY_MS;

export interface Reread {
  readonly runs: readonly GithubRun[];
  /** Those that are open still, with the ETag of their own address. */
  readonly open: readonly OpenRun[];
}

/** Asks for the open runs that the list's first page no longer shows, one by one; a 304 is free. */
export async function rereadUnlisted(
  project: ProjectReader,
  open: readonly OpenRun[],
  drops: DropTally,
): Promise<Reread> {
  const runs: GithubRun[] = [];
  const still: OpenRun[] = [];
  for (const entry of open) {
    const answer = await project.detail(`/actions/runs/${entry.id}`, {}, { etag: entry.etag });
    if (answer === null) continue;
    if (!answer.isModified) {
      still.push(entry);
      continue;
    }
    const found = parseList(runSchema, [answer.data]);
    drops.add(found.faults);
    runs.push(...found.items);
    still.push(...openRunsAmong(found.items, false).map((run) => ({ ...run, etag: answer.etag })));
  }
  return { runs, open: still };
}

export function openRunsAmong(runs: readonly GithubRun[], isListed: boolean): readonly OpenRun[] {
  return runs
    .filter((run) => !hasEnded(toPipelineStatus(run)))
    .map((run) => ({
      id: run.id,
      createdAt: run.created_at,
      isWaiting: toPipelineStatus(run) === 'waiting',
      isListed,
      etag: null,
    }));
}

/** The newest of the unlisted ones, so that the cursor and the requests of a read stay bounded. */
export function boundUnlisted(open: readonly OpenRun[], now: Date | null): readonly OpenRun[] {
  return open
    .filter((run) => now === null || age(run, now) < FORGET_AFTER_MS)
    .sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
    .slice(0, MAX_UNLISTED);
}

export function isAnyRunning(open: readonly OpenRun[], now: Date | null): boolean {
  return open.some((run) => !run.isWaiting && (now === null || age(run, now) < RUNNING_FOR_MS));
}

function age(run: OpenRun, now: Date): number {
  return now.getTime() - Date.parse(run.createdAt);
}
