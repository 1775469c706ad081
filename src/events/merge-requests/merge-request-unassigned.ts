import { isSamePerson } from '../../domain/forge.js';
import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** Only the person concerned is told. Authors commonly give their own work away, which is no news to them. */
export const mergeRequestUnassigned = defineEvent({
  type: 'merge-request-unassigned',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🧹',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after }, viewer) {
    if (before === null || after.state !== 'open') return [];
    if (!includes(before.assignees, viewer) || includes(after.assignees, viewer)) return [];
    const actor = isSamePerson(after.author, viewer) ? after.author : null;
    return [{ occasion: `${viewer.id}@${after.updatedAt}`, actor, at: after.updatedAt }];
  },
  concern: () => 'assignee',
  isTeamNews: () => false,
  headline: (_mergeRequest, _occurrence, t) => [t('event.merge-request-unassigned')],
});
