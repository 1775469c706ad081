import type { EventDefinition } from '../define-event.js';
import { imageTagCreated } from './image-tag-created.js';
import { imageTagMoved } from './image-tag-moved.js';

export const IMAGE_EVENTS: readonly EventDefinition<'image'>[] = [imageTagCreated, imageTagMoved];
