import { defineEvent } from '../define-event.js';
import { filesNaming } from '../rules/files-naming.js';

/** In place of the change, to those watches that hear of a file that names the reader. */
export const documentMention = defineEvent({
  type: 'document-mention',
  subject: 'document-change',
  topic: 'documents',
  mark: '🔔',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after }, viewer) {
    const namedIn = filesNaming(after, viewer);
    if (before !== null || namedIn.length === 0) return [];
    return [{ occasion: viewer.id, actor: after.author, at: after.createdAt, details: { namedIn } }];
  },
  concern: () => 'mentioned',
  isTeamNews: () => false,
  headline: ({ branch }, _occurrence, t) => [
    t('event.document-mention', { branch: branch ?? t('card.default-branch') }),
  ],
});
