import type { Person } from '../../../../src/domain/forge.js';
import type { Project } from '../../../../src/domain/project.js';

export const ALICE = user(1, 'alice');
export const BOB = user(2, 'bob');
export const CAROL = user(3, 'carol');

export const ALICE_PERSON: Person = { id: '1', login: 'alice', name: 'ALICE' };

export const APP: Project = {
  id: '10',
  path: 'team/app',
  name: 'App',
  url: 'https://gitlab.example.com/team/app',
  defaultBranch: 'main',
};

/** What the activity remembers of Alice, who is a member of `app`. */
export const MEMBER_OF_APP = {
  checkedAt: '2026-09-01T10:00:00.000Z',
  checkedPlace: { id: 100 },
  members: [APP.id],
  projects: [],
  turnAt: null,
};

/** A project that nobody watches. */
export const FOREIGN_ID = 99;

export function user(id: number, username: string) {
  return {
    id,
    username,
    name: username.toUpperCase(),
    state: 'active',
    avatar_url: null,
    web_url: `https://x/${username}`,
  };
}

/** `minute` past ten o'clock. */
export function at(minute: number): string {
  return new Date(Date.parse('2026-09-01T10:00:00.000Z') + minute * 60_000).toISOString();
}

export function rawMergeRequest(iid: number, more: Record<string, unknown> = {}) {
  return {
    id: 1_000 + iid,
    iid,
    project_id: 10,
    title: `Change ${iid}`,
    description: '',
    state: 'opened',
    draft: false,
    author: BOB,
    assignees: [],
    reviewers: [],
    source_branch: `feature-${iid}`,
    target_branch: 'main',
    sha: `sha-${iid}`,
    labels: [],
    merge_user: null,
    closed_by: null,
    web_url: `https://gitlab.example.com/team/app/-/merge_requests/${iid}`,
    created_at: at(-60),
    updated_at: at(0),
    ...more,
  };
}

export function rawPipeline(id: number, more: Record<string, unknown> = {}) {
  return {
    id,
    iid: id - 400,
    project_id: 10,
    sha: 'abc',
    ref: 'main',
    status: 'running',
    source: 'push',
    name: null,
    web_url: `https://gitlab.example.com/team/app/-/pipelines/${id}`,
    created_at: at(-10),
    updated_at: at(0),
    ...more,
  };
}

export function rawTodo(id: number, more: Record<string, unknown> = {}) {
  return {
    id,
    project: { id: 10, name: 'App' },
    author: BOB,
    action_name: 'review_requested',
    target_type: 'MergeRequest',
    target: rawMergeRequest(5),
    target_url: 'https://gitlab.example.com/team/app/-/merge_requests/5',
    body: 'Change 5',
    state: 'pending',
    created_at: at(0),
    updated_at: at(0),
    ...more,
  };
}

export function rawEvent(id: number, more: Record<string, unknown> = {}) {
  return {
    id,
    project_id: 10,
    action_name: 'opened',
    target_id: 1005,
    target_iid: 5,
    target_type: 'MergeRequest',
    author: BOB,
    author_id: BOB.id,
    author_username: BOB.username,
    target_title: 'Change 5',
    created_at: at(id / 100),
    ...more,
  };
}

export function rawNote(id: number, more: Record<string, unknown> = {}) {
  return {
    id,
    body: `Words ${id}`,
    author: BOB,
    created_at: at(id / 100),
    system: false,
    noteable_id: 1005,
    noteable_type: 'MergeRequest',
    noteable_iid: 5,
    ...more,
  };
}

export function noteEvent(
  id: number,
  note: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) {
  const type = typeof note.type === 'string' ? note.type : 'Note';
  const body = rawNote(id, { type: type === 'Note' ? null : type, ...note });
  return rawEvent(id, {
    action_name: 'commented on',
    target_type: type,
    target_id: id,
    author: body.author,
    note: body,
    ...more,
  });
}
