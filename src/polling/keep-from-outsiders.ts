import type { EventNotification } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import { cardKey, type Snapshot } from '../domain/subject.js';

/**
 * In a chat with a service desk people read along who read nothing on the forge: an internal note, or what is said on a
 * confidential issue, is told there to nobody. GitHub has neither.
 */
export async function keepFromOutsiders(
  tx: PollTransaction,
  notifications: readonly EventNotification[],
): Promise<readonly EventNotification[]> {
  const doubtful = notifications.filter(isDoubtful);
  if (doubtful.length === 0) return notifications;
  const chats = await tx.desks.chatsWithDesk([...new Set(doubtful.map(({ chatKey }) => chatKey))]);
  if (chats.size === 0) return notifications;
  const told = doubtful.filter(({ chatKey }) => chats.has(chatKey));
  const seen = await tx.loadSnapshots([...new Set(told.map(({ event }) => cardKey(event.subject)))]);
  return notifications.filter((one) => !told.includes(one) || isForAll(one, seen));
}

function isDoubtful({ forgeKind, event: { subject } }: EventNotification): boolean {
  return forgeKind === 'gitlab' && (subject.kind === 'comment' || subject.kind === 'issue');
}

/** What is not known is not told. */
export function isForAll(
  { event: { subject } }: Pick<EventNotification, 'event'>,
  seen: ReadonlyMap<string, Snapshot>,
): boolean {
  if (subject.kind === 'issue') return !subject.isConfidential;
  if (subject.kind !== 'comment') return true;
  if (subject.isPublic !== true) return false;
  if (subject.on.kind !== 'issue') return true;
  const issue = seen.get(cardKey(subject));
  return issue?.kind === 'issue' && !issue.isConfidential;
}
