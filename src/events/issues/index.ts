import type { EventDefinition } from '../define-event.js';
import { issueAssigned } from './issue-assigned.js';
import { issueClosed } from './issue-closed.js';
import { issueDueSoon } from './issue-due-soon.js';
import { issueMention } from './issue-mention.js';
import { issueOpened } from './issue-opened.js';
import { issueReopened } from './issue-reopened.js';
import { issueUnassigned } from './issue-unassigned.js';

export const ISSUE_EVENTS: readonly EventDefinition<'issue'>[] = [
  issueOpened,
  issueReopened,
  issueAssigned,
  issueUnassigned,
  issueMention,
  issueDueSoon,
  issueClosed,
];
