import type { Issue } from '../../src/domain/subjects/issue.js';
import { at, BOB } from './builders.js';

/** Bob's, open, of nobody's concern. */
export function anIssue(over: Partial<Issue> = {}): Issue {
  return {
    kind: 'issue',
    id: '800',
    projectId: '7',
    number: '5',
    title: 'The basket forgets its content',
    author: BOB,
    state: 'open',
    isConfidential: false,
    assignees: [],
    labels: [],
    mentions: [],
    dueOn: null,
    isDueSoon: false,
    closedBy: null,
    url: 'https://gitlab.example.com/acme/shop/-/issues/5',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}
