import type { ForgeEvent } from '../domain/event.js';
import type { EventNotification } from '../domain/notification.js';
import type { OutboxMessage } from '../domain/ports/outbox-store.js';
import { cardKey } from '../domain/subject.js';

/** Messages of a chat that are told together: the oldest, and those right behind it on the same card. */
export function nextBurst(queue: readonly OutboxMessage[]): readonly OutboxMessage[] {
  const [first] = queue;
  if (first === undefined) return [];
  const key = burstKey(first);
  if (key === null) return [first];
  const end = queue.findIndex((message) => burstKey(message) !== key);
  return end === -1 ? queue : queue.slice(0, end);
}

function burstKey({ notification }: OutboxMessage): string | null {
  return notification.kind === 'event' ? eventBurstKey(notification) : null;
}

/** Comments share their merge request's card and yet are told apart from its changes of state. */
function eventBurstKey({ accountId, event }: EventNotification): string {
  return `${accountId}:${event.subject.kind}:${cardKey(event.subject)}:${replyPlace(event)}`;
}

/** What is told in one message is answered in one place. */
function replyPlace({ subject, details }: ForgeEvent): string {
  if (subject.kind === 'thread-list') return JSON.stringify(details['threads']);
  if (subject.kind !== 'comment') return '';
  return subject.thread?.id ?? (subject.isPublic === true ? '' : subject.id);
}

/** All messages in order, as the bursts in which they would be told. */
export function bursts(queue: readonly OutboxMessage[]): readonly (readonly OutboxMessage[])[] {
  const all: (readonly OutboxMessage[])[] = [];
  for (let rest = queue; rest.length > 0; rest = rest.slice(all.at(-1)?.length)) all.push(nextBurst(rest));
  return all;
}
