import type { Person } from '../forge.js';
import type { Issue } from '../subjects/issue.js';
import type { MergeRequest } from '../subjects/merge-request.js';
import type { Pipeline, PipelineStatus } from '../subjects/pipeline.js';

/** What something is done to. */
export type Target =
  | { readonly kind: 'pipeline'; readonly id: string }
  | { readonly kind: 'merge-request'; readonly number: string }
  | { readonly kind: 'issue'; readonly number: string };

export type TargetKind = Target['kind'];

/**
 * What an account may do in a project, the ladders of both forges in one: GitLab's guest reads, its reporter triages,
 * its developer writes.
 */
export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain';

/** The least first. */
export const ROLES: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain'];

export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Why it does not merge now; `unknown`: the forge is still working it out. */
export type MergeGate =
  | 'open'
  | 'draft'
  | 'conflict'
  | 'behind'
  | 'checks-pending'
  | 'checks-failed'
  | 'needs-approval'
  | 'threads-open'
  | 'blocked'
  | 'unknown';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface PlayableJob {
  readonly id: string;
  readonly name: string;
  readonly stage: string | null;
  /** Where it is not the pipeline's: of one that it started. */
  readonly projectId?: string;
}

export interface WaitingDeployment {
  /** GitLab's deployment, GitHub's environment. */
  readonly id: string;
  readonly environment: string;
  /** This account may approve and refuse it. `null`: the forge does not say. */
  readonly mayDecide: boolean | null;
}

interface Seen {
  readonly role: Role;
  /** The project is kept to be read: nothing in it can be changed by anybody. */
  readonly isArchived?: boolean;
}

/** A subject as it is now, read with the token of whoever acts, and what they may do to it. */
export interface PipelineLook extends Seen {
  readonly kind: 'pipeline';
  /** With its failed jobs, when it failed. */
  readonly pipeline: Pipeline;
  /** The forge runs all jobs again when asked: GitHub. */
  readonly canRerun: boolean;
  /** The forge also cancels one that only waits for somebody: GitHub. */
  readonly cancelsWaiting: boolean;
  readonly playableJobs: readonly PlayableJob[];
  readonly waitingDeployments: readonly WaitingDeployment[];
}

export interface MergeRequestLook extends Seen {
  readonly kind: 'merge-request';
  readonly mergeRequest: MergeRequest;
  readonly gate: MergeGate;
  /** The target branch has commits that it lacks, whether or not that keeps it from being merged. `null`: not known. */
  readonly isBehind: boolean | null;
  /** In the order in which they are offered; what the project does by itself comes first. */
  readonly mergeMethods: readonly MergeMethod[];
  /** The source branch goes with the merge unless told otherwise. */
  readonly deletesBranch: boolean;
  /**
   * Which merges let the person choose whether the source branch goes with them. `merge`: it takes a request of its own,
   * which nobody makes after an automatic merge.
   */
  readonly branchChoice: 'none' | 'merge' | 'merge-and-auto-merge';
  /**
   * The project's merge trains merge it, one after the other, each with what is before it: a plain merge would pass them
   * by. An automatic merge puts it on one.
   */
  readonly mergesByTrain: boolean;
  /** It can be set to merge once its gates are open and its pipeline has succeeded; on a train, also where both are so. */
  readonly canAutoMerge: boolean;
  /** `null`: the forge does not say. */
  readonly mayMerge: boolean | null;
  readonly mayApprove: boolean | null;
  /** The role from which an approval of one's own can be taken back: not the same on both forges. */
  readonly withdrawnFrom: Role;
  /** The role that it takes to see to others' (close, assign, label, ask for reviews): not the same on both forges. */
  readonly editedFrom: Role;
  /** Only those who were asked for a review may ask for changes, and only from a role that writes. */
  readonly objectsAsReviewer: boolean;
  readonly myVerdict: 'approved' | 'changes-requested' | null;
  readonly pipelineStatus: PipelineStatus | null;
  /**
   * Pipelines of the merge request itself, of which it can get another one. `none`: its newest is one of its branch.
   * `from-fork`: they may run in the fork, too, whose author needs no role here. `unsupported`: the forge has no such thing.
   */
  readonly ownPipelines: 'unsupported' | 'none' | 'here' | 'from-fork';
  /** Lines are `null` where the forge does not count them. */
  readonly size: {
    readonly files: number;
    readonly additions: number | null;
    readonly deletions: number | null;
  } | null;
}

export interface IssueLook extends Seen {
  readonly kind: 'issue';
  readonly issue: Issue;
  /** Markdown as written. Missing where the forge was not asked for it. */
  readonly text?: string;
}

export type Look = PipelineLook | MergeRequestLook | IssueLook;

export type LookOf<K extends TargetKind> = Extract<Look, { kind: K }>;

/** Whoever acts, as far as it decides what they may do. */
export interface Actor {
  readonly user: Person;
  /** What the token allows. `null`: only a write would tell. */
  readonly canWrite: boolean | null;
}

/** The commit that a pinned action is done to; `null`: it is no merge request. */
export function headOf(look: Look): string | null {
  return look.kind === 'merge-request' ? look.mergeRequest.headSha : null;
}
