import { isSamePerson, type Person } from '../../domain/forge.js';
import { includes } from '../rules/concern.js';
import { type Change, defineEvent } from '../define-event.js';

export const mergeRequestAssigned = defineEvent({
  type: 'merge-request-assigned',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '📌',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect(change, viewer) {
    const { after } = change;
    if (after.state !== 'open') return [];
    return newlyAssigned(change, viewer).map((assignee) => ({
      occasion: `${assignee.id}@${after.updatedAt}`,
      actor: presumedActor(assignee, after.author, viewer),
      at: after.updatedAt,
      details: { assigneeId: assignee.id },
    }));
  },
  concern: (_change, { details }, viewer) => (details?.assigneeId === viewer.id ? 'assignee' : null),
  isTeamNews: () => false,
  headline({ assignees }, { reason, details }, t) {
    if (reason === 'assignee') return [t('event.merge-request-assigned')];
    const who = assignees.find((assignee) => assignee.id === details.assigneeId)?.name ?? '';
    return [t('event.merge-request-assigned-to', { who })];
  },
});

function newlyAssigned({ before, after, isNew }: Change<'merge-request'>, viewer: Person): readonly Person[] {
  const assigned = after.assignees.filter((assignee) => !includes(before?.assignees ?? [], assignee));
  return before !== null || isNew ? assigned : assigned.filter((assignee) => isSamePerson(assignee, viewer));
}

/** Forges do not say who assigned. Authors commonly take their own work, which is no news to them. */
function presumedActor(assignee: Person, author: Person, viewer: Person): Person | null {
  return isSamePerson(assignee, viewer) && !isSamePerson(author, viewer) ? null : author;
}
