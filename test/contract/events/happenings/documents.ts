import type { Change } from '../../../../src/events/define-event.js';
import { aDocumentChange } from '../../../support/some-documents.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const DOCUMENT_HAPPENINGS: Readonly<Record<string, Change<'document-change'>>> = {
  'document-mention': {
    before: null,
    after: aDocumentChange(undefined, { namedIn: [{ path: 'README.md', names: ['alice'] }] }),
    isNew: true,
  },
  'documents-changed': { before: null, after: aDocumentChange(), isNew: true },
};
