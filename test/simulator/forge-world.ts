import type { CodeWorld } from './code-world.js';
import type { DeploymentWorld } from './deployment-world.js';
import type { ImageWorld } from './image-world.js';
import type { FileChange } from './core/history.js';
import type { IssueWorld } from './issue-world.js';
import type { WikiWorld } from './wiki-world.js';
import type { MilestoneWorld } from './milestone-world.js';
import type { TeamWorld } from './team-world.js';
import type { ThreadWorld } from './thread-world.js';

/** What can happen on a simulated forge. One vocabulary for both, so that scenarios, demo and benchmark drive them alike. */
export interface ForgeWorld
  extends
    IssueWorld,
    CodeWorld,
    DeploymentWorld,
    ImageWorld,
    WikiWorld,
    MilestoneWorld,
    ThreadWorld,
    TeamWorld {
  /** Creates a user; the login is unique. */
  addUser(login: string, name?: string): WorldUser;
  /** Creates a token. Scopes in the forge's own words; `kind` picks a form (`fine-grained` exists on GitHub only). */
  addToken(login: string, options?: TokenOptions): string;
  revokeToken(token: string): void;
  /** Creates a project (default branch `main`) that these users are members of; others get 404 when it is private. */
  addProject(path: string, options: ProjectOptions): WorldProject;
  removeMember(path: string, login: string): void;
  renameProject(path: string, newPath: string): void;
  star(path: string, login: string): void;

  openMergeRequest(path: string, options: OpenMergeRequest): WorldMergeRequest;
  requestReview(path: string, number: number, reviewer: string, by: string): void;
  withdrawReviewRequest(path: string, number: number, reviewer: string, by: string): void;
  assign(path: string, number: number, assignee: string, by: string): void;
  unassign(path: string, number: number, assignee: string, by: string): void;
  /** Pushes a commit to the source branch; returns the new head sha. */
  pushCommit(path: string, number: number, by: string, files?: readonly FileChange[]): string;
  /** Pushes with force: another commit takes the place of the source branch's last one. Returns the new head sha. */
  rewriteHead(path: string, number: number, by: string): string;
  markReady(path: string, number: number, by: string): void;
  editDescription(path: string, number: number, text: string, by: string): void;
  approve(path: string, number: number, by: string): void;
  /** Takes the own approval back; on GitHub by dismissing it. */
  unapprove(path: string, number: number, by: string): void;
  requestChanges(path: string, number: number, by: string, text?: string): void;
  /** Comes into conflict with its target branch, or out of it; no update of the merge request on either forge. */
  setConflict(path: string, number: number, isConflicting: boolean): void;
  retarget(path: string, number: number, branch: string, by: string): void;
  addLabel(path: string, number: number, label: string, by: string): void;
  /** Merges by itself when its checks pass. The simulated GitHub only remembers it. */
  setAutoMerge(path: string, number: number, by: string): void;
  cancelAutoMerge(path: string, number: number, by: string): void;
  merge(path: string, number: number, by: string): void;
  close(path: string, number: number, by: string): void;
  reopen(path: string, number: number, by: string): void;
  /** A review that is words without a verdict: on GitLab a comment like any other. */
  commentReview(path: string, number: number, by: string, text: string): void;
  /** A comment in the conversation; with `inReplyTo` an answer in that comment's thread. Returns its id. */
  comment(path: string, number: number, by: string, text: string, inReplyTo?: string): string;
  /** Of either kind, by its author. */
  editComment(path: string, commentId: string, text: string): void;
  /** An inline comment on a line of the diff, which opens a thread. Returns its id. */
  reviewComment(path: string, number: number, by: string, text: string): string;

  /** Starts a pipeline (workflow run) in state running. */
  startPipeline(path: string, options: StartPipeline): WorldPipeline;
  /** Ends it; `failedJobs` are created as failed jobs. */
  finishPipeline(
    path: string,
    id: number,
    outcome: 'success' | 'failed' | 'canceled',
    failedJobs?: readonly JobSeed[],
  ): void;
  /** Stops it at a manual job, or at a deployment that waits for approval. */
  blockPipeline(path: string, id: number): void;
  /** The newest that has not ended, whoever started it. */
  openPipeline(path: string): number | null;
  /** What the job of that name wrote; `null`: the forge keeps it no longer. Returns the job's id. */
  writeJobLog(path: string, pipelineId: number, job: string, text: string | null): string;
  /** Same id on both forges; GitHub raises `run_attempt`. */
  retryPipeline(path: string, id: number, by: string): void;
}

export interface WorldUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
}

export interface TokenOptions {
  readonly scopes?: readonly string[];
  readonly kind?: 'classic' | 'fine-grained';
  readonly expiresAt?: Date;
}

export interface ProjectOptions {
  readonly members: readonly string[];
  readonly isPrivate?: boolean;
}

export interface WorldProject {
  readonly id: number;
  readonly path: string;
  readonly url: string;
}

export interface OpenMergeRequest {
  readonly author: string;
  readonly title: string;
  readonly description?: string;
  readonly isDraft?: boolean;
  readonly sourceBranch?: string;
  /** What its first commit does to files. */
  readonly files?: readonly FileChange[];
  readonly reviewers?: readonly string[];
  readonly assignees?: readonly string[];
}

export interface WorldMergeRequest {
  readonly id: number;
  readonly number: number;
  readonly url: string;
}

export interface StartPipeline {
  readonly ref?: string;
  readonly by: string;
  /** GitHub: workflow name. */
  readonly name?: string;
  readonly mergeRequest?: number;
  /** A schedule of theirs started it. */
  readonly isScheduled?: boolean;
}

export interface WorldPipeline {
  readonly id: number;
  readonly url: string;
}

export interface JobSeed {
  readonly name: string;
  readonly stage?: string;
}
