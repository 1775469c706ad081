import type { EventDefinition } from '../define-event.js';
import { milestoneDueSoon } from './milestone-due-soon.js';

export const MILESTONE_EVENTS: readonly EventDefinition<'milestone'>[] = [milestoneDueSoon];
