import type { BranchHealth } from '../domain/subjects/branch-health.js';
import { historyOf, type Pipeline, type PipelineOutcome } from '../domain/subjects/pipeline.js';

/** Two looks at one pipeline; `before` is its snapshot. */
export interface PipelineLook {
  readonly before: Pipeline | null;
  readonly after: Pipeline;
}

export interface Judged {
  /** Every look's `after`, in the order given, with its `previousOutcome`. */
  readonly pipelines: readonly Pipeline[];
  /** The histories that moved. */
  readonly healths: readonly BranchHealth[];
}

/**
 * Says of each pipeline that has just ended how the one before it in its history had ended, and moves the history on,
 * in the order in which pipelines finished. Cancelled and skipped ones say nothing about a branch. Everything else keeps
 * what its snapshot says, so that looking again changes nothing.
 */
export function judgePipelines(looks: readonly PipelineLook[], known: readonly BranchHealth[]): Judged {
  const healths = new Map(known.map((health) => [health.id, health]));
  const moved = new Map<string, BranchHealth>();
  const previous = new Map<Pipeline, PipelineOutcome | null>();
  for (const { after } of looks
    .filter(hasJustEnded)
    .sort((one, other) => compare(finish(one.after), finish(other.after)))) {
    const health = healths.get(historyOf(after));
    const isLatest = health === undefined || compare(finishOf(health), finish(after)) < 0;
    previous.set(after, isLatest ? (health?.outcome ?? null) : null);
    if (!isLatest) continue;
    const next = healthAfter(after);
    healths.set(next.id, next);
    moved.set(next.id, next);
  }
  const pipelines = looks.map(({ before, after }) => ({
    ...after,
    previousOutcome: previous.has(after) ? (previous.get(after) ?? null) : (before?.previousOutcome ?? null),
  }));
  return { pipelines, healths: [...moved.values()] };
}

function hasJustEnded({ before, after }: PipelineLook): boolean {
  if (outcomeOf(after) === null) return false;
  return before === null || before.status !== after.status || before.attempt !== after.attempt;
}

function outcomeOf({ status }: Pipeline): PipelineOutcome | null {
  return status === 'success' || status === 'failed' ? status : null;
}

function healthAfter(pipeline: Pipeline): BranchHealth {
  return {
    kind: 'branch-health',
    id: historyOf(pipeline),
    projectId: pipeline.projectId,
    outcome: pipeline.status === 'success' ? 'success' : 'failed',
    pipelineId: pipeline.id,
    updatedAt: pipeline.finishedAt ?? pipeline.updatedAt,
  };
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
