import type { BranchHealth } from '../domain/subjects/branch-health.js';
import {
  historyOf,
  judgementOf,
  namesOf,
  type Pipeline,
  type PipelineJudgement,
  type PipelineOutcome,
} from '../domain/subjects/pipeline.js';
import { DURATIONS_KEPT, unusualAgainst } from '../domain/subjects/usual-duration.js';

/** Two looks at one pipeline; `before` is its snapshot. */
export interface PipelineLook {
  readonly before: Pipeline | null;
  readonly after: Pipeline;
}

export interface Judged {
  /** Every look's `after`, in the order given, judged. */
  readonly pipelines: readonly Pipeline[];
  /** The histories that moved. */
  readonly healths: readonly BranchHealth[];
}

/**
 * Says of each pipeline that has just ended how the one before it in its history had ended, whether it took unusually
 * long and whether it passed where the same commit had failed, and moves the history on, in the order in which pipelines
 * finished. Cancelled and skipped ones say nothing about a branch. Everything else keeps what its snapshot says, so that
 * looking again changes nothing.
 */
export function judgePipelines(looks: readonly PipelineLook[], known: readonly BranchHealth[]): Judged {
  const healths = new Map(known.map((health) => [health.id, health]));
  const moved = new Map<string, BranchHealth>();
  const judgements = new Map<Pipeline, Required<PipelineJudgement>>();
  for (const look of looks
    .filter(hasJustEnded)
    .sort((one, other) => compare(finish(one.after), finish(other.after)))) {
    const { after } = look;
    const health = healths.get(historyOf(after)) ?? null;
    const isLatest = health === null || compare(finishOf(health), finish(after)) < 0;
    judgements.set(after, judge(look, isLatest ? health : null));
    if (!isLatest) continue;
    const next = healthAfter(after, health);
    healths.set(next.id, next);
    moved.set(next.id, next);
  }
  const pipelines = looks.map((look) => ({
    ...look.after,
    ...(judgements.get(look.after) ?? { ...judgementOf(look.before), failedBefore: failedBefore(look) }),
  }));
  return { pipelines, healths: [...moved.values()] };
}

function judge(look: PipelineLook, health: BranchHealth | null): Required<PipelineJudgement> {
  const earlier = failedBefore(look);
  return {
    previousOutcome: health?.outcome ?? null,
    usualSeconds: usualFor(look.after, health),
    failedBefore: earlier,
    flakyJobs: look.after.status === 'success' ? (earlier ?? failedAtSameCommit(look.after, health)) : null,
  };
}

/** An attempt that follows a failure remembers it, through all attempts; and whatever the look itself showed. */
function failedBefore({ before, after }: PipelineLook): readonly string[] | null {
  const known = after.failedBefore ?? before?.failedBefore ?? null;
  if (before?.status !== 'failed' || before.attempt === after.attempt) return known;
  return namesOf([...(known ?? []), ...failedNames(before)]);
}

function failedAtSameCommit(after: Pipeline, health: BranchHealth | null): readonly string[] | null {
  return health?.outcome === 'failed' && health.sha === after.sha ? (health.failedJobs ?? []) : null;
}

/** A failure ends early by nature, which says nothing. */
function usualFor({ status, durationSeconds }: Pipeline, health: BranchHealth | null): number | null {
  if (durationSeconds === null) return null;
  const usual = unusualAgainst(durationSeconds, health?.recentSeconds ?? []);
  return usual !== null && status === 'failed' && durationSeconds < usual ? null : usual;
}

function hasJustEnded({ before, after }: PipelineLook): boolean {
  if (outcomeOf(after) === null) return false;
  return before === null || before.status !== after.status || before.attempt !== after.attempt;
}

function outcomeOf({ status }: Pipeline): PipelineOutcome | null {
  return status === 'success' || status === 'failed' ? status : null;
}

function healthAfter(pipeline: Pipeline, health: BranchHealth | null): BranchHealth {
  const isSuccess = pipeline.status === 'success';
  const { durationSeconds } = pipeline;
  const took = isSuccess && durationSeconds !== null ? [durationSeconds] : [];
  return {
    kind: 'branch-health',
    id: historyOf(pipeline),
    projectId: pipeline.projectId,
    outcome: isSuccess ? 'success' : 'failed',
    pipelineId: pipeline.id,
    sha: pipeline.sha,
    failedJobs: isSuccess ? [] : namesOf(failedNames(pipeline)),
    recentSeconds: [...(health?.recentSeconds ?? []), ...took].slice(-DURATIONS_KEPT),
    updatedAt: pipeline.finishedAt ?? pipeline.updatedAt,
  };
}

/** Its own, and those of the pipelines that it started. */
function failedNames({ failedJobs, failedChildren = [] }: Pipeline): readonly string[] {
  const inChildren = failedChildren.flatMap((child) => child.failedJobs);
  return [...failedJobs, ...inChildren].map(({ name }) => name);
}

/** When, and by which pipeline: a total order, whatever order a list has. */
type Finish = readonly [time: number, pipelineId: string];

function finish({ finishedAt, updatedAt, id }: Pipeline): Finish {
  return [Date.parse(finishedAt ?? updatedAt), id];
}

function finishOf({ updatedAt, pipelineId }: BranchHealth): Finish {
  return [Date.parse(updatedAt), pipelineId];
}

function compare([time, id]: Finish, [otherTime, otherId]: Finish): number {
  return time - otherTime || id.localeCompare(otherId, 'en', { numeric: true });
}
