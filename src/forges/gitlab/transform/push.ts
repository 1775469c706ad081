import type { Person } from '../../../domain/forge.js';
import type { Project } from '../../../domain/project.js';
import type { Push, PushAction } from '../../../domain/subjects/push.js';
import type { Tag } from '../../../domain/subjects/tag.js';
import type { RawPush } from '../schema.js';
import { GHOST } from './person.js';

const ACTIONS = { created: 'created', pushed: 'pushed', removed: 'deleted' } as const satisfies Record<
  RawPush['action'],
  PushAction
>;

/** The event that told of a push. */
export interface PushOccasion {
  readonly project: Pick<Project, 'id' | 'url'>;
  readonly eventId: number;
  readonly author: Person | null;
  readonly at: string;
  readonly ref: string;
}

export function toPush(push: RawPush, { project, eventId, author, at, ref }: PushOccasion): Push {
  return {
    kind: 'push',
    id: String(eventId),
    projectId: project.id,
    action: ACTIONS[push.action],
    branch: ref,
    isForced: false,
    commitCount: push.commit_count,
    title: push.commit_title,
    author: author ?? GHOST,
    url: `${project.url}/-/${pageOf(push, ref)}`,
    createdAt: at,
    updatedAt: at,
  };
}

export function toTag(push: RawPush, sha: string, { project, author, at, ref }: PushOccasion): Tag {
  return {
    kind: 'tag',
    id: `${project.id}:${ref}`,
    projectId: project.id,
    name: ref,
    sha,
    movedFrom: push.action === 'pushed' ? push.commit_from : null,
    author,
    url: `${project.url}/-/tags/${encodeURIComponent(ref)}`,
    createdAt: at,
    updatedAt: at,
  };
}

function pageOf({ action, commit_from: from, commit_to: to }: RawPush, ref: string): string {
  if (action === 'removed') return 'branches';
  if (from === null || to === null) return `tree/${encodeURI(ref)}`;
  return `compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
}
