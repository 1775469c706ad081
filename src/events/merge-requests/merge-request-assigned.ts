import { isSamePerson } from '../../domain/forge.js';
import { assigned, newAssignees } from '../rules/assignment.js';
import { defineEvent } from '../define-event.js';

export const mergeRequestAssigned = defineEvent({
  type: 'merge-request-assigned',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '📌',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect(change, viewer) {
    const assignees = newAssignees(change);
    const isNews = change.before !== null || change.isNew;
    const told = isNews ? assignees : assignees.filter((one) => isSamePerson(one, viewer));
    return assigned(told, change.after, viewer);
  },
  concern: (_change, { details }, viewer) => (details?.assigneeId === viewer.id ? 'assignee' : null),
  isTeamNews: () => false,
  headline({ assignees }, { reason, details }, t) {
    if (reason === 'assignee') return [t('event.merge-request-assigned')];
    const who = assignees.find((assignee) => assignee.id === details.assigneeId)?.name ?? '';
    return [t('event.merge-request-assigned-to', { who })];
  },
});
