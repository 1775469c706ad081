import type { ChatKind } from './chat.js';
import type { EventNotification } from './notification.js';
import type { Subject } from './subject.js';

/**
 * What may break in on quiet hours: a pipeline on the default branch failed that concerns the reader, or somebody called
 * them by name. A group hears of its default branch; whoever is called there is one of many.
 */
export function isUrgent(notification: EventNotification, chatKind: ChatKind): boolean {
  const { type, subject, reason } = notification.event;
  if (type === 'pipeline-failed' && subject.kind === 'pipeline')
    return subject.isDefaultBranch && (reason !== null || chatKind === 'group');
  return chatKind === 'private' && isDirectMention(notification);
}

/** By their own name, rather than with everybody. */
export function isDirectMention({ event, reader }: Pick<EventNotification, 'event' | 'reader'>): boolean {
  if (event.reason !== 'mentioned') return false;
  return reader === undefined || mentionsIn(event.subject).includes(reader.user.login.toLowerCase());
}

function mentionsIn(subject: Subject): readonly string[] {
  return 'mentions' in subject ? subject.mentions : [];
}
