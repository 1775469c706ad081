import type { Project } from '../../../domain/project.js';
import type { Push, PushAction } from '../../../domain/subjects/push.js';
import type { GithubActivity } from '../schema.js';
import { GHOST, toPerson } from './person.js';

const ACTIONS = {
  push: 'pushed',
  force_push: 'pushed',
  pr_merge: 'pushed',
  merge_queue_merge: 'pushed',
  branch_creation: 'created',
  branch_deletion: 'deleted',
} as const satisfies Record<GithubActivity['activity_type'], PushAction>;

/** `null`: not a branch, or one that a merge queue makes and takes away for each pull request. */
export function branchOf({ ref }: Pick<GithubActivity, 'ref'>): string | null {
  return /^refs\/heads\/(?!gh-readonly-queue\/)(.+)$/.exec(ref)?.[1] ?? null;
}

export function toPush(activity: GithubActivity, branch: string, place: Place): Push {
  const { id, activity_type: type, actor, timestamp } = activity;
  return {
    kind: 'push',
    id,
    projectId: place.project.id,
    action: ACTIONS[type],
    branch,
    isForced: type === 'force_push',
    commitCount: null,
    title: place.title,
    author: actor === null ? GHOST : toPerson(actor),
    url: `${place.project.url}/${pageOf(activity, branch)}`,
    createdAt: timestamp,
    updatedAt: timestamp,
  };
}

interface Place {
  readonly project: Project;
  readonly title: string | null;
}

function pageOf(activity: GithubActivity, branch: string): string {
  const { activity_type: type, before, after } = activity;
  if (type === 'branch_deletion') return 'branches';
  if (type === 'branch_creation') return `tree/${encodeURI(branch)}`;
  return `compare/${encodeURIComponent(before)}...${encodeURIComponent(after)}`;
}
