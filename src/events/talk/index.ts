import type { EventDefinition } from '../define-event.js';
import { commentAdded } from './comment-added.js';
import { commentMention } from './comment-mention.js';
import { commentReply } from './comment-reply.js';
import { commitMention } from './commit-mention.js';
import { threadResolved } from './thread-resolved.js';

export const TALK_EVENTS: readonly (
  EventDefinition<'comment'> | EventDefinition<'commit-note'> | EventDefinition<'thread-list'>
)[] = [commentMention, commentReply, commentAdded, commitMention, threadResolved];
