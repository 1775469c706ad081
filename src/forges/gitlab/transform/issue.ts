import { isDueSoon, isDueToday, type Issue, type IssueState } from '../../../domain/subjects/issue.js';
import { extractMentions } from '../../mentions.js';
import type { RawIssue } from '../schema.js';
import { GHOST } from './person.js';

/** `now` is the server's, and `null` where it did not say. */
export function toIssue(raw: RawIssue, now: Date | null): Issue {
  const state = stateOfIssue(raw);
  return {
    kind: 'issue',
    id: raw.id,
    projectId: raw.project_id,
    number: raw.iid,
    title: raw.title,
    author: raw.author ?? GHOST,
    state,
    isConfidential: raw.confidential === true,
    assignees: assigneesOf(raw),
    labels: raw.labels,
    mentions: extractMentions(raw.description),
    dueOn: raw.due_date,
    isDueSoon: state === 'open' && isDueSoon(raw.due_date, now),
    ...(state === 'open' && isDueToday(raw.due_date, now) ? { isDueToday: true as const } : {}),
    closedBy: state === 'closed' ? raw.closed_by : null,
    url: raw.web_url,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  };
}

export function stateOfIssue({ state }: Pick<RawIssue, 'state'>): IssueState {
  return state === 'closed' ? 'closed' : 'open';
}

/** To-do items of old servers name one. */
function assigneesOf({ assignees, assignee }: RawIssue): Issue['assignees'] {
  return assignees.length > 0 || assignee === null ? assignees : [assignee];
}
