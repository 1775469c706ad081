import type { CodeWorld } from '../code-world.js';
import type { DeploymentWorld } from '../deployment-world.js';
import type { ImageWorld } from '../image-world.js';
import type { IssueWorld } from '../issue-world.js';
import type { MilestoneWorld } from '../milestone-world.js';
import type { TeamWorld } from '../team-world.js';
import type { ThreadWorld } from '../thread-world.js';
import type { WikiWorld } from '../wiki-world.js';
import type { PublishRelease } from '../code-world.js';
import type { OpenIssue, WorldIssue } from '../issue-world.js';
import type { ForgeWorld, JobSeed } from '../forge-world.js';
import type { GitlabLimits } from './http/rate-limit.js';
import type { CiStatus, ProjectSettings } from './state/model.js';

export interface GitlabJobSeed extends JobSeed {
  readonly status: CiStatus;
  readonly allowFailure?: boolean;
}

export interface GitlabIssueExtras {
  /** Guests see it only where it is theirs. */
  openConfidentialIssue(path: string, options: OpenIssue): WorldIssue;
  /** Makes it a ticket of the Service Desk, about which somebody is written to at that address. */
  makeTicket(path: string, number: number, replyTo: string): void;
  /** A comment that guests do not see. Returns its id. */
  internalIssueComment(path: string, number: number, by: string, text: string): string;
  /** `2026-03-04`. */
  setDueDate(path: string, number: number, dueOn: string | null): void;
}

export interface GitlabCodeExtras {
  /** A release that comes out on that day, without any further doing. */
  planRelease(path: string, options: PublishRelease, day: Date): void;
}

export interface GitlabDeploymentExtras {
  /** Somebody has to approve it. */
  blockDeployment(path: string, id: number): void;
  /** `production`, `staging`, `testing`, `development` or `other`. */
  setTier(path: string, environment: string, tier: string): void;
}

export interface GitlabMergeExtras {
  /** The target branch has moved on, and the project merges only what is up to date. */
  setBehind(path: string, number: number, isBehind: boolean): void;
  createLabel(path: string, name: string): void;
}

export interface GitlabUploadExtras {
  /** Files that people brought into the project, oldest first. */
  uploads(path: string): readonly { readonly name: string; readonly content: Buffer }[];
}

export interface GitlabPipelineExtras {
  /** Starts a pipeline by a trigger job of that name; returns its id. */
  startChild(path: string, parentId: number, options: StartChild): number;
  /** Stops it until the time of a delayed job comes. */
  delayPipeline(path: string, id: number): void;
}

export interface StartChild {
  readonly name: string;
  readonly by: string;
  /** Of another project than the parent. */
  readonly downstreamPath?: string;
  /** The trigger job runs as long as the child does (`strategy: depend`); else it has passed at once. */
  readonly isAwaited?: boolean;
}

export interface GitlabWikiExtras {
  setWiki(path: string, isOn: boolean): void;
}

export interface GitlabImageExtras {
  /** From now on the project has none. */
  removeRegistry(path: string): void;
}

/** What only GitLab knows. */
export interface GitlabExtras
  extends
    GitlabIssueExtras,
    GitlabCodeExtras,
    GitlabDeploymentExtras,
    GitlabMergeExtras,
    GitlabUploadExtras,
    GitlabPipelineExtras,
    GitlabWikiExtras,
    GitlabImageExtras {
  /** Adds a member or changes their access level: 10 guest, 20 reporter, 30 developer, 40 maintainer. */
  addMember(path: string, login: string, accessLevel: number): void;
  /** Approval rules, merge gates; what is left out stays as it is. */
  configureProject(path: string, settings: Partial<ProjectSettings>): void;
  /** Of an issue or a merge request: from now on only members of the project take part. */
  lockConversation(path: string, on: 'issue' | 'merge-request', number: number): void;
  editTitle(path: string, number: number, title: string, by: string): void;
  /** Shows this `detailed_merge_status` until it is set to `null`, e.g. the momentary `checking`. */
  forceMergeStatus(path: string, number: number, status: string | null): void;
  /** A comment that guests do not see. Returns its id. */
  internalComment(path: string, number: number, by: string, text: string): string;
  /** Starts a pending pipeline or one that was created over the API. */
  runPipeline(path: string, id: number): void;
  addJob(path: string, pipelineId: number, seed: GitlabJobSeed): number;
  /** A trigger job whose downstream pipeline runs in another project. */
  addBridge(path: string, pipelineId: number, downstreamPath: string, downstreamId: number): number;
  /** Changes the throttles of the running server. */
  setLimits(limits: GitlabLimits): void;
}

/** What the files beside `gitlab-world` add: `issue-moves`, `code-moves` and so on. */
export type GitlabMoves = IssueWorld &
  GitlabIssueExtras &
  CodeWorld &
  GitlabCodeExtras &
  DeploymentWorld &
  GitlabDeploymentExtras &
  GitlabMergeExtras &
  GitlabUploadExtras &
  GitlabPipelineExtras &
  WikiWorld &
  GitlabWikiExtras &
  ImageWorld &
  GitlabImageExtras &
  MilestoneWorld &
  ThreadWorld &
  Pick<ForgeWorld, 'editComment'> &
  TeamWorld;
