import type { Person } from '../../../domain/forge.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import { extractMentions } from '../../mentions.js';
import type { GithubIssue } from '../schema.js';
import { GHOST, toPerson } from './person.js';

export function toIssue(issue: GithubIssue, projectId: string, closedBy: Person | null): Issue {
  return {
    kind: 'issue',
    id: issue.id,
    projectId,
    number: String(issue.number),
    title: issue.title,
    author: issue.user === null ? GHOST : toPerson(issue.user),
    state: issue.state,
    isConfidential: false,
    assignees: (issue.assignees ?? []).map(toPerson),
    labels: (issue.labels ?? []).map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    mentions: extractMentions(issue.body ?? ''),
    dueOn: null,
    isDueSoon: false,
    closedBy: issue.state === 'closed' ? closedBy : null,
    url: issue.html_url,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
  };
}
