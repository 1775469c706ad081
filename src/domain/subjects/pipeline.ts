import { isSamePerson, type Person } from '../forge.js';

/** `waiting`: blocked until a person plays a manual job or approves a deployment. */
export type PipelineStatus =
  'pending' | 'running' | 'waiting' | 'success' | 'failed' | 'canceled' | 'skipped';

export type PipelineOutcome = 'success' | 'failed';

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  /** GitLab only: GitHub has no stages. */
  readonly stage: string | null;
  readonly url: string | null;
}

/** Holds the pipeline up. */
export interface WaitingJob {
  /** Where it can be started by itself: GitLab. Missing in what an older version remembered. */
  readonly id?: string;
  readonly name: string;
  readonly stage: string | null;
  /** For its time rather than for a person; the forge does not tell until when. */
  readonly isDelayed: boolean;
}

/** A pipeline that a job of this one started, and that failed. GitLab only. */
export interface ChildPipeline {
  /** Of the job that started it. */
  readonly name: string;
  readonly url: string | null;
  /** Empty also when they may not be read. */
  readonly failedJobs: readonly FailedJob[];
  /** Of one that leaves this one as it is. Missing: this one failed with it. */
  readonly unheeded?: { readonly id: string; readonly updatedAt: string };
}

/**
 * A pipeline that a job of this one started, perhaps by way of another, and that stands until somebody acts, whatever
 * this one does meanwhile. GitLab only.
 */
export interface WaitingChild {
  readonly id: string;
  /** Often another than that of its parent. */
  readonly projectId: string;
  /** Of the job that started it. */
  readonly name: string;
  readonly url: string | null;
  /** Those that hold it up; empty also when they may not be read. */
  readonly waitingJobs: readonly WaitingJob[];
  readonly updatedAt: string;
}

/** What only a look at the jobs tells. What an older version remembered lacks all but the failed ones. */
export interface PipelineJobs {
  /** Filled when `status` is `failed`; empty also when the jobs could not be read. */
  readonly failedJobs: readonly FailedJob[];
  /** Failed, and allowed to. GitLab only: GitHub does not tell which may. */
  readonly allowedFailures?: readonly FailedJob[];
  /** Filled when `status` is `waiting`, and with the delayed ones while it has nothing else to do. */
  readonly waitingJobs?: readonly WaitingJob[];
  readonly failedChildren?: readonly ChildPipeline[];
  /** Whatever the `status`. */
  readonly waitingChildren?: readonly WaitingChild[];
}

export const NO_JOBS = {
  failedJobs: [],
  allowedFailures: [],
  waitingJobs: [],
  failedChildren: [],
  waitingChildren: [],
} as const satisfies PipelineJobs;

/** What is known of the jobs as long as the pipeline stands as it stood. */
export function jobsOf(before: Pipeline | null): Required<PipelineJobs> {
  return {
    failedJobs: before?.failedJobs ?? [],
    allowedFailures: before?.allowedFailures ?? [],
    waitingJobs: before?.waitingJobs ?? [],
    failedChildren: before?.failedChildren ?? [],
    waitingChildren: before?.waitingChildren ?? [],
  };
}

/** What the cycle makes of it, from what it remembers of the history; an adapter hands it on. */
export interface PipelineJudgement {
  /** How the last finished pipeline of this history ended before this one did. */
  readonly previousOutcome: PipelineOutcome | null;
  /** How long the history's pipelines take, where this one took markedly longer or shorter. */
  readonly usualSeconds?: number | null;
  /**
   * Names of the jobs that failed in it and were tried again, in earlier attempts or, as far as an adapter saw them,
   * while it went on; `null`: nothing of the kind is known.
   */
  readonly failedBefore?: readonly string[] | null;
  /** It passed though the same commit had failed: the jobs that had, as far as known. `null`: it is no such success. */
  readonly flakyJobs?: readonly string[] | null;
}

/** As many as a message names. */
const NAMES_KEPT = 6;

export function namesOf(jobs: readonly string[]): readonly string[] {
  return [...new Set(jobs)].slice(0, NAMES_KEPT);
}

/** `names` come to those of whom it is known already. */
export function addFailedBefore(
  { failedBefore = null }: Pick<PipelineJudgement, 'failedBefore'>,
  names: readonly string[],
): readonly string[] | null {
  return names.length === 0 ? failedBefore : namesOf([...(failedBefore ?? []), ...names]);
}

export function judgementOf(before: Pipeline | null): Required<PipelineJudgement> {
  return {
    previousOutcome: before?.previousOutcome ?? null,
    usualSeconds: before?.usualSeconds ?? null,
    failedBefore: before?.failedBefore ?? null,
    flakyJobs: before?.flakyJobs ?? null,
  };
}

/** GitLab's pipeline, GitHub's workflow run. */
export interface Pipeline extends PipelineJobs, PipelineJudgement {
  readonly kind: 'pipeline';
  readonly id: string;
  readonly projectId: string;
  /** What people see: GitLab's pipeline id, GitHub's run number. */
  readonly number: string;
  /** GitHub's workflow name, GitLab's pipeline name; pipelines of one name and ref form one history. */
  readonly name: string | null;
  /** Commit or run title, where the forge gives it. */
  readonly title: string | null;
  readonly ref: string;
  readonly isDefaultBranch: boolean;
  readonly sha: string;
  readonly status: PipelineStatus;
  /** 1, and one more for each retry. GitLab does not count them: see `nextAttempt`. */
  readonly attempt: number;
  /** In the forge's words: GitLab's source, GitHub's event. */
  readonly source: string | null;
  /** Of a tag rather than a branch. GitLab only, of pipelines that were read by themselves. */
  readonly isTag?: boolean;
  /** Who started it; `null` when nobody did or the forge did not say. */
  readonly actor: Person | null;
  readonly mergeRequestNumber: string | null;
  /** Of the merge request that it runs for, where `ref` names no branch of the project and this could be found out. */
  readonly sourceBranch?: string;
  /**
   * Whether the account's owner may approve what it waits for, by itself or as one of a team. Missing: it waits for no
   * approval, or the forge does not tell, which is GitLab.
   */
  readonly mayApprove?: boolean;
  /** Whose merge request it is for, where that could be found out. Missing in what an older version remembered. */
  readonly mergeRequestAuthor?: Person | null;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt: string | null;
  readonly durationSeconds: number | null;
}

/** It runs on a ref of the merge request, on which nobody can run another one: GitLab's. */
export function isOnMergeRequest({
  ref,
  mergeRequestNumber,
}: Pick<Pipeline, 'ref' | 'mergeRequestNumber'>): boolean {
  return mergeRequestNumber !== null && ref === `!${mergeRequestNumber}`;
}

/** Another one can be run on its ref: that is neither a merge request's nor the branch of a fork. */
export function isOnOwnRef(pipeline: Pick<Pipeline, 'ref' | 'mergeRequestNumber' | 'sourceBranch'>): boolean {
  return pipeline.sourceBranch === undefined && !isOnMergeRequest(pipeline);
}

/** Somebody has to act before it, or a pipeline that it started, goes on. */
export function isHeldUp({ status, waitingChildren = [] }: Pipeline): boolean {
  return status === 'waiting' || (status !== 'canceled' && waitingChildren.length > 0);
}

/** Passed, though jobs failed that may. */
export function hasWarnings({ status, allowedFailures = [] }: Pipeline): boolean {
  return status === 'success' && allowedFailures.length > 0;
}

/** Passed on a commit that had failed: nothing was fixed, it was only tried again. */
export function isFlaky({ status, flakyJobs = null }: Pipeline): boolean {
  return status === 'success' && flakyJobs !== null;
}

/**
 * A pipeline concerns the person who started it and the one for whose merge request it runs; where nobody is named it
 * may be anybody's, and is told.
 */
export function partInPipeline(
  { actor, mergeRequestAuthor = null }: Pick<Pipeline, 'actor' | 'mergeRequestAuthor'>,
  viewer: Person,
): 'triggered' | 'merge-request-author' | 'unclaimed' | null {
  if (isSamePerson(actor, viewer)) return 'triggered';
  if (isSamePerson(mergeRequestAuthor, viewer)) return 'merge-request-author';
  return actor === null ? 'unclaimed' : null;
}

const ENDED: ReadonlySet<PipelineStatus> = new Set(['success', 'failed', 'canceled', 'skipped']);

export function hasEnded(status: PipelineStatus): boolean {
  return ENDED.has(status);
}

/**
 * Counts a retry where the forge keeps the pipeline's id and tells no attempt: an ended pipeline that
 * runs again, or that ended once more between two looks.
 */
export function nextAttempt(
  before: Pick<Pipeline, 'status' | 'attempt' | 'finishedAt'> | null,
  after: Pick<Pipeline, 'status' | 'finishedAt'>,
): number {
  if (before === null) return 1;
  if (!hasEnded(before.status)) return before.attempt;
  const endedAgain = hasEnded(after.status) && after.finishedAt !== before.finishedAt;
  return hasEnded(after.status) && !endedAgain ? before.attempt : before.attempt + 1;
}

/** The history that a pipeline belongs to: "broken" and "fixed" are said of it. */
export function historyOf(pipeline: Pick<Pipeline, 'projectId' | 'name' | 'ref'>): string {
  return `${pipeline.projectId}:${pipeline.name ?? ''}:${pipeline.ref}`;
}
