import type { EventDefinition } from '../define-event.js';
import { releasePublished } from './release-published.js';

export const RELEASE_EVENTS: readonly EventDefinition<'release'>[] = [releasePublished];
