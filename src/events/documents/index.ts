import type { EventDefinition } from '../define-event.js';
import { documentsChanged } from './documents-changed.js';

export const DOCUMENT_EVENTS: readonly EventDefinition<'document-change'>[] = [documentsChanged];
