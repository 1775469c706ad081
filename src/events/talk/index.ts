import type { EventDefinition } from '../define-event.js';
import { commentAdded } from './comment-added.js';
import { commentMention } from './comment-mention.js';
import { commentReply } from './comment-reply.js';
import { commitMention } from './commit-mention.js';

export const TALK_EVENTS: readonly (EventDefinition<'comment'> | EventDefinition<'commit-note'>)[] = [
  commentMention,
  commentReply,
  commentAdded,
  commitMention,
];
