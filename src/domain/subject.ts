import type { Person } from './forge.js';
import type { BranchHealth } from './subjects/branch-health.js';
import type { Comment } from './subjects/comment.js';
import type { Deployment } from './subjects/deployment.js';
import type { Image } from './subjects/image.js';
import type { DocumentChange } from './subjects/document-change.js';
import type { CommitNote } from './subjects/commit-note.js';
import type { Issue } from './subjects/issue.js';
import type { MergeRequest } from './subjects/merge-request.js';
import type { Milestone } from './subjects/milestone.js';
import type { Pipeline } from './subjects/pipeline.js';
import type { ProjectAccess } from './subjects/project-access.js';
import type { Push } from './subjects/push.js';
import type { Release } from './subjects/release.js';
import type { Tag } from './subjects/tag.js';
import type { ThreadList } from './subjects/thread-list.js';
import type { WikiPage } from './subjects/wiki-page.js';

/** What a feed yields. Plain JSON, because a snapshot of it is stored as it is. */
export type Subject =
  | Pipeline
  | MergeRequest
  | Issue
  | Comment
  | CommitNote
  | ThreadList
  | Release
  | Tag
  | Push
  | Deployment
  | DocumentChange
  | WikiPage
  | Image
  | Milestone;

export type SubjectKind = Subject['kind'];

export type SubjectOf<K extends SubjectKind> = Extract<Subject, { kind: K }>;

/** What is remembered between two polls: subjects, and what the cycle derives from them. */
export type Snapshot = Subject | BranchHealth | ProjectAccess;

/** Key of a snapshot within its account. */
export function subjectKey(subject: Pick<Snapshot, 'kind' | 'id'>): string {
  return `${subject.kind}:${subject.id}`;
}

/** The subject whose card a subject belongs to: comments and threads live under the card of what they are on. */
export function cardKey(subject: Subject): string {
  return subjectKey('on' in subject ? subject.on : subject);
}

/** Who started what then went on by itself; `null` for everything else. */
export function starterOf(subject: Subject): Person | null {
  return subject.kind === 'pipeline' || subject.kind === 'deployment' ? subject.actor : null;
}
