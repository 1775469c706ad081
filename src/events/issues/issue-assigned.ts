import { isSamePerson } from '../../domain/forge.js';
import { assigned, newAssignees } from '../rules/assignment.js';
import { defineEvent } from '../define-event.js';

/** Whom a new issue is assigned to stands on its card; of the others' parts only a change is told. */
export const issueAssigned = defineEvent({
  type: 'issue-assigned',
  subject: 'issue',
  topic: 'issues',
  mark: '📌',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect(change, viewer) {
    const assignees = newAssignees(change);
    const told = change.before === null ? assignees.filter((one) => isSamePerson(one, viewer)) : assignees;
    return assigned(told, change.after, viewer);
  },
  concern: (_change, { details }, viewer) => (details?.assigneeId === viewer.id ? 'assignee' : null),
  isTeamNews: () => false,
  headline({ assignees }, { reason, details }, t) {
    if (reason === 'assignee') return [t('event.issue-assigned')];
    const who = assignees.find(({ id }) => id === details.assigneeId)?.name ?? '';
    return [t('event.issue-assigned-to', { who })];
  },
});
