import type { Project } from '../project.js';
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

/** What accounts saw last: an answer at once, without a request. */
export interface SubjectStore {
  /** Open merge requests of watched projects, last changed first, each with the newest pipeline of it or its branch. */
  openMergeRequests(accountIds: readonly string[], limit: number): Promise<readonly SeenMergeRequest[]>;
  /** Open issues of watched projects, last changed first. */
  openIssues(accountIds: readonly string[], limit: number): Promise<readonly SeenIssue[]>;
  /** Pipelines of one project, newest first. */
  pipelines(accountId: string, projectId: string, limit: number): Promise<readonly Pipeline[]>;
}
