import type { EventDefinition } from '../define-event.js';
import { tagCreated } from './tag-created.js';
import { tagMoved } from './tag-moved.js';

export const TAG_EVENTS: readonly EventDefinition<'tag'>[] = [tagCreated, tagMoved];
