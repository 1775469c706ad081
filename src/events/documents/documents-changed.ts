import { type DocumentChange, isOfDocument } from '../../domain/subjects/document-change.js';
import type { Translate } from '../../domain/ports/translator.js';
import { defineEvent } from '../define-event.js';
import { filesNaming } from '../rules/files-naming.js';

/** Once for all files of a change; which of them are documents, the watch says. */
export const documentsChanged = defineEvent({
  type: 'documents-changed',
  subject: 'document-change',
  topic: 'documents',
  mark: '📖',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after }, viewer) {
    if (before !== null) return [];
    // A watch that hears of one of these is told of that instead.
    const namedIn = filesNaming(after, viewer);
    const details = namedIn.length === 0 ? {} : { details: { namedIn } };
    return [{ occasion: 'changed', actor: after.author, at: after.createdAt, ...details }];
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
