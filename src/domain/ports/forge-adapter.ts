import type { Identity } from '../account.js';
import type { FeedKind, FeedReading, SnapshotLookup } from '../feed.js';
import type { Forge, ForgeKind } from '../forge.js';
import type { JobLog } from '../job-log.js';
import type { JsonObject } from '../json.js';
import type { FileTopic } from '../kept-files.js';
import type { OwnProject, Project } from '../project.js';
import type { Secret } from '../secret.js';
import type { ChangedFile } from '../subjects/document-change.js';
import type { Viewer } from '../viewer.js';
import type { RequestGate } from './request-gate.js';

/** One person's way into one forge, for the time of one task. Every request passes `gate`. */
export interface ForgeSession {
  readonly forge: Forge;
  readonly secret: Secret;
  readonly gate: RequestGate;
  /** Aborts what is under way: shutdown, lost lease, overall deadline. */
  readonly signal: AbortSignal;
}

export interface FeedRequest {
  readonly kind: FeedKind;
  /** The project of a project feed. */
  readonly project: Project | null;
  /** What the previous read returned; `null` asks for the baseline. */
  readonly cursor: JsonObject | null;
  readonly viewer: Viewer;
  /** The account's watched projects: items of others are left out. */
  readonly watched: readonly Project[];
  /** Nobody hears more of the project than what concerns the viewer: details of the rest are not wanted. */
  readonly isForViewerOnly?: boolean;
  /** Whether a chat hears of the project in which others read along; missing: none does. */
  readonly isReadAlong?: (projectId: string) => boolean;
  /** Whether it is kept which files these touch in a project; missing: of none. */
  readonly keepsFiles?: (topic: FileTopic, projectId: string) => boolean;
  /** Of files that changed in a project, those of which each watch with rules of paths hears; missing: none has any. */
  readonly wantedFiles?: WantedFiles;
  readonly lookup: SnapshotLookup;
  /** Numbers of the project's issues that are to be looked at though they did not move; missing: none. */
  readonly awaitedIssues?: () => Promise<readonly string[]>;
}

export type WantedFiles = <F extends ChangedFile>(
  files: readonly F[],
  projectId: string,
) => readonly (readonly F[])[];

/** Everything the daemon asks of a forge. Each method throws `ForgeError` and nothing else. */
export interface ForgeAdapter {
  readonly kind: ForgeKind;
  /** Tells this forge's tokens by their form; `null` where the form proves nothing. */
  recognisesToken(secret: string): boolean | null;
  identify(session: ForgeSession): Promise<Identity>;
  /** By path or numeric id. `null`: missing or not visible, which a forge does not tell apart. */
  findProject(session: ForgeSession, pathOrId: string): Promise<OwnProject | null>;
  /** Projects that the person belongs to, most recently active first; `page` starts at 1. */
  listProjects(session: ForgeSession, page: number, wish?: ProjectWish): Promise<ProjectPage>;
  readFeed(session: ForgeSession, request: FeedRequest): Promise<FeedReading>;
  /** `not-found` and `forbidden` when the job is not this account's to see. */
  readJobLog(session: ForgeSession, project: Project, jobId: string): Promise<JobLog>;
}

/** Which of the projects; all of them when left out. */
export interface ProjectWish {
  /** A part of the path. A page may then be empty while there are more. */
  readonly search?: string;
  /** Only those that the person has starred. */
  readonly isStarred?: boolean;
}

export interface ProjectPage {
  readonly projects: readonly OwnProject[];
  readonly hasMore: boolean;
}

export type ForgeAdapters = Readonly<Record<ForgeKind, ForgeAdapter>>;
