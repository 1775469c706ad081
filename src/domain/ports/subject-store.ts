import type { Project } from '../project.js';
import type { Deployment } from '../subjects/deployment.js';
import type { Subject, SubjectKind } from '../subject.js';
import type { Issue } from '../subjects/issue.js';
import type { MergeRequest } from '../subjects/merge-request.js';
import type { Pipeline } from '../subjects/pipeline.js';
import type { MergeRequestLook } from '../waiting.js';

export interface SeenMergeRequest extends MergeRequestLook {
  readonly mergeRequest: MergeRequest;
  readonly accountId: string;
  readonly project: Project;
}

export interface SeenIssue {
  readonly issue: Issue;
  readonly accountId: string;
  readonly project: Project;
}

/** A default branch whose last finished pipeline failed. */
export interface BrokenBranch {
  readonly accountId: string;
  readonly project: Project;
  /** Of the workflow, on GitHub. */
  readonly name: string | null;
  /** Where the failed pipeline can be seen; `null`: it is forgotten. */
  readonly url: string | null;
  readonly failedAt: Date;
}

/** When an account's owner was last asked for a review, as far as it was seen. */
export interface ReviewRequest {
  readonly accountId: string;
  readonly mergeRequestId: string;
  readonly at: Date;
}

export interface LastSeen {
  readonly projectId: string;
  readonly kinds: readonly SubjectKind[];
  readonly withFiles: boolean;
  readonly limit: number;
}

/** When something open came to its account's owner, as far as it was seen. */
export interface Assignment {
  readonly accountId: string;
  readonly kind: 'merge-request' | 'issue';
  readonly id: string;
  readonly at: Date;
}

/** A pipeline that stands until somebody acts, or below which one does. */
export interface HeldPipeline {
  readonly accountId: string;
  readonly project: Project;
  readonly pipeline: Pipeline;
}

export interface WaitingDeployment {
  readonly accountId: string;
  readonly project: Project;
  readonly deployment: Deployment;
}

/** What accounts saw last: an answer at once, without a request. */
export interface SubjectStore {
  /** Open merge requests of watched projects, last changed first, each with the newest pipeline of it or its branch. */
  openMergeRequests(accountIds: readonly string[], limit: number): Promise<readonly SeenMergeRequest[]>;
  /** Open issues of watched projects, last changed first. */
  openIssues(accountIds: readonly string[], limit: number): Promise<readonly SeenIssue[]>;
  /** Default branches of watched projects that broke since then: a workflow that is no more stays broken for ever. */
  brokenBranches(accountIds: readonly string[], since: Date): Promise<readonly BrokenBranch[]>;
  reviewRequests(accountIds: readonly string[]): Promise<readonly ReviewRequest[]>;
  /** What was last seen of these kinds in one project, last changed first, with the files that they touch if wanted. */
  lastSeen(accountId: string, wanted: LastSeen): Promise<readonly Subject[]>;
  assignments(accountIds: readonly string[]): Promise<readonly Assignment[]>;
  /** Those that moved since then and that no newer one of the same name and ref has followed, the longest waiting first. */
  heldPipelines(accountIds: readonly string[], since: Date): Promise<readonly HeldPipeline[]>;
  /** The same of deployments that somebody has to approve, by environment. */
  waitingDeployments(accountIds: readonly string[], since: Date): Promise<readonly WaitingDeployment[]>;
  /**
   * Fills in the verdicts that were not known, where the account has not seen it move since; nothing while the account is
   * polled, for the poll counts on what it looked up.
   */
  complete(accountId: string, seen: MergeRequest, now: Date): Promise<void>;
  /** Pipelines of one project, newest first. */
  pipelines(accountId: string, projectId: string, limit: number): Promise<readonly Pipeline[]>;
}
