import { isEchoOf, type SpokenDeed } from '../domain/actions/spoken-deed.js';
import type { EventNotification } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { Comment } from '../domain/subjects/comment.js';
import { isOwnChat } from './keep-from-outsiders.js';

/**
 * What was said from here is not said back: not to whoever said it, whichever of their accounts sees it, and not to the
 * chat in which it was written, where all saw it. Every other chat hears it.
 */
export async function withoutEchoes(
  tx: PollTransaction,
  forgeUrl: string,
  notifications: readonly EventNotification[],
): Promise<readonly EventNotification[]> {
  const comments = notifications.flatMap(commentsOf);
  if (comments.length === 0) return notifications;
  const deeds = await tx.loadSpokenDeeds(forgeUrl, comments);
  if (deeds.length === 0) return notifications;
  return notifications.filter((one) => {
    const [comment] = commentsOf(one);
    return comment === undefined || !deeds.some((deed) => isEchoOf(deed, comment) && heard(deed, one));
  });
}

function commentsOf({ event: { subject } }: EventNotification): readonly Comment[] {
  return subject.kind === 'comment' ? [subject] : [];
}

function heard({ personId, chatKey }: SpokenDeed, one: EventNotification): boolean {
  return isOwnChat(one.chatKey, personId) || one.chatKey === chatKey;
}
