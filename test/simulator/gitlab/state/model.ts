import type { Deployment, Environment } from './deployment-model.js';
import type { ImageRepository } from './image-model.js';
import type { FileChange } from '../../core/history.js';
import type { Issue } from './issue-model.js';
import type { Milestone } from './milestone-model.js';
import type { Release } from './release-model.js';
import type { WikiPage } from './wiki.js';
import type { Pipeline } from './ci-model.js';

export type { CiStatus, Pipeline, PipelineVariable, Job } from './ci-model.js';

/** What the simulated GitLab remembers. Times are milliseconds since the epoch; ids come from one sequence. */
export interface User {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly createdAt: number;
  /** Access level by project id. */
  readonly memberships: Map<number, number>;
  /** Events that the user caused, oldest first. */
  readonly events: EventRow[];
  /** Newest last. */
  readonly todos: Todo[];
  readonly authored: Set<MergeRequest>;
  readonly assigned: Set<MergeRequest>;
  readonly reviewing: Set<MergeRequest>;
  readonly authoredIssues: Set<Issue>;
  readonly assignedIssues: Set<Issue>;
}

export interface Token {
  readonly id: number;
  readonly secret: string;
  readonly user: User;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  lastUsedAt: number | null;
  isRevoked: boolean;
}

export interface ProjectSettings {
  readonly approvalsRequired: number;
  /** By name in an approval rule: they get an `approval_required` to-do when a merge request opens. */
  readonly approvers: readonly string[];
  readonly authorMayApprove: boolean;
  readonly resetApprovalsOnPush: boolean;
  readonly pipelineMustSucceed: boolean;
  readonly threadsMustBeResolved: boolean;
  /** Access level that merging into the default branch takes: 30 developer, 40 maintainer. */
  readonly mergeAccessLevel: number;
  /** Who may run a pipeline with variables. */
  readonly variablesAccessLevel: number;
  readonly squashOption: 'never' | 'always' | 'default_on' | 'default_off';
  readonly removesSourceBranch: boolean;
  readonly mergesByTrain: boolean;
  /** Kept to be read. */
  readonly isArchived: boolean;
  /** Several assignees and reviewers, as on Premium; else the first of those that are sent. */
  readonly allowsManyPeople: boolean;
  /** Of one file that is brought in. */
  readonly maxAttachmentBytes: number;
}

/** A file that texts of the project can name. */
export interface Upload {
  readonly id: number;
  readonly author: User;
  readonly secret: string;
  readonly name: string;
  readonly content: Buffer;
}

export interface Member {
  readonly user: User;
  accessLevel: number;
  readonly createdAt: number;
}

export interface Branch {
  sha: string;
}

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  /** First line of the message. */
  readonly title: string;
  readonly message: string;
  readonly author: User;
  readonly createdAt: number;
  readonly files: readonly FileChange[];
}

export interface Project {
  readonly id: number;
  path: string;
  isPrivate: boolean;
  readonly createdAt: number;
  updatedAt: number;
  lastActivityAt: number;
  readonly creator: User;
  readonly members: Map<number, Member>;
  readonly stargazers: Set<User>;
  settings: ProjectSettings;
  readonly branches: Map<string, Branch>;
  /** Commits by the name of the tag. */
  readonly tags: Map<string, string>;
  /** By tag. */
  readonly releases: Map<string, Release>;
  /** By name. */
  readonly environments: Map<string, Environment>;
  /** Oldest first. */
  readonly deployments: Deployment[];
  hasWiki: boolean;
  /** By slug. */
  readonly wiki: Map<string, WikiPage>;
  /** By path; `null`: the project has no registry. */
  registry: Map<string, ImageRepository> | null;
  readonly milestones: Map<number, Milestone>;
  readonly labels: Set<string>;
  /** Oldest first. */
  readonly uploads: Upload[];
  readonly commits: Map<string, Commit>;
  /** Oldest first. */
  readonly events: EventRow[];
  readonly mergeRequests: Map<number, MergeRequest>;
  readonly issues: Map<number, Issue>;
  /** Oldest first. */
  readonly pipelines: Pipeline[];
  pipelineIid: number;
}

export type MergeRequestState = 'opened' | 'closed' | 'merged';

export type ReviewerState = 'unreviewed' | 'reviewed' | 'requested_changes' | 'approved' | 'unapproved';

export interface Reviewer {
  readonly user: User;
  state: ReviewerState;
  readonly createdAt: number;
}

export interface Approval {
  readonly user: User;
  readonly at: number;
}

/** A push to the merge request. */
export interface DiffVersion {
  readonly id: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly createdAt: number;
}

/** What people talk about, in the words of the API. */
export type Noteable = MergeRequest | Issue;

export interface MergeRequest {
  readonly type: 'MergeRequest';
  readonly id: number;
  readonly iid: number;
  readonly project: Project;
  readonly author: User;
  title: string;
  description: string;
  state: MergeRequestState;
  readonly sourceBranch: string;
  targetBranch: string;
  readonly baseSha: string;
  sha: string;
  readonly createdAt: number;
  updatedAt: number;
  assignees: User[];
  reviewers: Reviewer[];
  approvals: Approval[];
  labels: string[];
  hasConflicts: boolean;
  /** The target branch has moved on, where the project merges only what is up to date. */
  isBehind: boolean;
  /** Its conversation. */
  isLocked: boolean;
  /** Stands in for the computed `detailed_merge_status` while set. */
  forcedMergeStatus: string | null;
  closedBy: User | null;
  closedAt: number | null;
  mergedBy: User | null;
  mergedAt: number | null;
  mergeCommitSha: string | null;
  squash: boolean;
  autoMergeBy: User | null;
  headPipeline: Pipeline | null;
  readonly pipelines: Pipeline[];
  readonly versions: DiffVersion[];
  /** Oldest first. */
  readonly commits: Commit[];
  /** Oldest first. */
  readonly notes: Note[];
  readonly discussions: Map<string, Discussion>;
  userNotesCount: number;
}

export interface Discussion {
  readonly id: string;
  readonly notes: Note[];
}

export type NoteType = 'DiscussionNote' | 'DiffNote' | null;

export interface Note {
  readonly id: number;
  type: NoteType;
  body: string;
  readonly author: User;
  readonly on: Noteable;
  readonly discussion: Discussion;
  readonly createdAt: number;
  updatedAt: number;
  readonly isSystem: boolean;
  readonly isInternal: boolean;
  readonly line: number | null;
  resolvedBy: User | null;
  resolvedAt: number | null;
}

export interface PushData {
  readonly refType: 'branch' | 'tag';
  readonly commitCount: number;
  readonly action: 'created' | 'pushed' | 'removed';
  readonly from: string | null;
  readonly to: string | null;
  readonly ref: string;
  readonly commitTitle: string | null;
}

export type EventAction =
  | 'created'
  | 'pushed'
  | 'commented'
  | 'closed'
  | 'reopened'
  | 'merged'
  | 'approved'
  | 'joined'
  | 'left'
  | 'updated'
  | 'destroyed';

export interface EventRow {
  readonly id: number;
  readonly project: Project;
  readonly author: User;
  readonly action: EventAction;
  readonly target: EventTarget;
  readonly createdAt: number;
}

export type EventTarget =
  | { readonly kind: 'merge-request'; readonly mergeRequest: MergeRequest }
  | { readonly kind: 'issue'; readonly issue: Issue }
  | { readonly kind: 'note'; readonly note: Note; readonly type: string }
  | { readonly kind: 'push'; readonly push: PushData }
  | { readonly kind: 'wiki-page'; readonly page: WikiPage }
  | { readonly kind: 'project' };

export type TodoAction =
  | 'assigned'
  | 'mentioned'
  | 'directly_addressed'
  | 'build_failed'
  | 'approval_required'
  | 'unmergeable'
  | 'review_requested'
  | 'review_submitted'
  | 'marked';

/** A commit, where a to-do item is about one. */
export interface CommitSpot {
  readonly type: 'Commit';
  readonly project: Project;
  readonly commit: Commit;
}

export type TodoTarget = Noteable | CommitSpot;

export type TodoNote = Pick<Note, 'id' | 'body' | 'isInternal'>;

export interface Todo {
  readonly id: number;
  readonly user: User;
  readonly author: User;
  readonly action: TodoAction;
  readonly on: TodoTarget;
  readonly note: TodoNote | null;
  state: 'pending' | 'done';
  readonly createdAt: number;
  updatedAt: number;
}
