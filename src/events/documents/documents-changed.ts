import { type DocumentChange, isOfDocument } from '../../domain/subjects/document-change.js';
import type { Translate } from '../../domain/ports/translator.js';
import { defineEvent } from '../define-event.js';
import { isMentioned } from '../../domain/viewer.js';

/** Once for all files of a change; which of them are documents, the watch says. */
export const documentsChanged = defineEvent({
  type: 'documents-changed',
  subject: 'document-change',
  topic: 'documents',
  mark: '📖',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after }, viewer) {
    // That is told of instead.
    if (before !== null || isMentioned(after.mentions, viewer)) return [];
    return [{ occasion: 'changed', actor: after.author, at: after.createdAt }];
  },
  concern: () => null,
  isTeamNews: () => true,
  headline: (change, _occurrence, t) => [whatChanged(change, t)],
});

function whatChanged({ branch, files }: DocumentChange, t: Translate): string {
  const where = { branch: branch ?? t('card.default-branch') };
  if (files.length === 0) return t('event.history-rewritten', where);
  return t(files.some(isOfDocument) ? 'event.documents-changed' : 'event.files-changed', where);
}
