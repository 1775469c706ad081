import type { EventDefinition } from '../define-event.js';
import { documentMention } from './document-mention.js';
import { documentsChanged } from './documents-changed.js';

export const DOCUMENT_EVENTS: readonly EventDefinition<'document-change'>[] = [
  documentMention,
  documentsChanged,
];
