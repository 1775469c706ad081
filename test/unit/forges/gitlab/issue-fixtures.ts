import { at, BOB } from './fixtures.js';

export function rawIssue(iid: number, more: Record<string, unknown> = {}) {
  return {
    id: 2_000 + iid,
    iid,
    project_id: 10,
    title: `Issue ${iid}`,
    description: '',
    state: 'opened',
    confidential: false,
    author: BOB,
    assignees: [],
    assignee: null,
    labels: [],
    due_date: null as string | null,
    closed_by: null,
    web_url: `https://gitlab.example.com/team/app/-/issues/${iid}`,
    created_at: at(-60),
    updated_at: at(0),
    ...more,
  };
}
