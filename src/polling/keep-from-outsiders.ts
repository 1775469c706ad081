import type { ForgeEvent } from '../domain/event.js';
import type { EventNotification } from '../domain/notification.js';
import { threadsNamed } from '../domain/subjects/thread-list.js';

/**
 * In a group people read along who may read less on the forge than the owner of the watch, or nothing: an internal note,
 * a confidential issue and what is said on it are told to nobody there. Their own chat is that of whoever's token read it.
 */
export function keepFromOutsiders(
  notifications: readonly EventNotification[],
  ownerId: string,
): readonly EventNotification[] {
  return notifications.filter((one) => isOwnChat(one.chatKey, ownerId) || isForAll(one.event));
}

export function isOwnChat(chatKey: string, ownerId: string): boolean {
  return chatKey === ownerId || chatKey.startsWith(`${ownerId}/`);
}

/** What is not known is not told. */
export function isForAll({ subject, details }: Pick<ForgeEvent, 'subject' | 'details'>): boolean {
  switch (subject.kind) {
    case 'issue':
      return !subject.isConfidential;
    case 'comment':
      return (
        subject.isPublic === true && (subject.on.kind !== 'issue' || subject.on.isConfidential === false)
      );
    case 'thread-list':
      return threadsNamed(subject, details).every(({ isInternal }) => isInternal !== true);
    default:
      return true;
  }
}
