import type { Project } from '../project.js';
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

/** What accounts saw last: an answer at once, without a request. */
export interface SubjectStore {
  /** Open merge requests of watched projects, last changed first, each with the newest pipeline of it or its branch. */
  openMergeRequests(accountIds: readonly string[], limit: number): Promise<readonly SeenMergeRequest[]>;
  /** Open issues of watched projects, last changed first. */
  openIssues(accountIds: readonly string[], limit: number): Promise<readonly SeenIssue[]>;
  /** Default branches of watched projects that are broken. */
  brokenBranches(accountIds: readonly string[]): Promise<readonly BrokenBranch[]>;
  reviewRequests(accountIds: readonly string[]): Promise<readonly ReviewRequest[]>;
  /** What was last seen of these kinds in one project, last changed first, with the files that they touch if wanted. */
  lastSeen(accountId: string, wanted: LastSeen): Promise<readonly Subject[]>;
  /** Pipelines of one project, newest first. */
  pipelines(accountId: string, projectId: string, limit: number): Promise<readonly Pipeline[]>;
}
