import type { EventDefinition } from '../define-event.js';
import { branchCreated } from './branch-created.js';
import { branchDeleted } from './branch-deleted.js';
import { branchPushed } from './branch-pushed.js';

export const PUSH_EVENTS: readonly EventDefinition<'push'>[] = [branchCreated, branchPushed, branchDeleted];
