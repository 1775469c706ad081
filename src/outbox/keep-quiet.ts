import type { EventNotification } from '../domain/notification.js';
import type { Card, LaneLease, OutboxMessage } from '../domain/ports/outbox-store.js';
import { isUrgent } from '../domain/urgent.js';
import type { Burst } from '../events/render/render-notification.js';
import { cardKeyOf } from './deliver-burst.js';
import { bursts } from './next-burst.js';

/** What is done next with what came in quiet hours. */
export type QuietStep =
  /** Urgent, or an answer to somebody who asked: told as ever. */
  | { readonly kind: 'tell'; readonly messages: readonly OutboxMessage[] }
  /** Put off, and nothing else. */
  | { readonly kind: 'defer'; readonly messages: readonly OutboxMessage[] }
  /** The card that stands is edited, which calls nobody; what wants attention is told later. */
  | {
      readonly kind: 'refresh';
      readonly messages: readonly OutboxMessage[];
      readonly burst: Burst;
      readonly card: Card;
    };

/** `null`: nothing has come. */
export async function nextQuietStep(
  lease: LaneLease,
  queue: readonly OutboxMessage[],
  findCard: (cardKey: string) => Promise<Card | null>,
): Promise<QuietStep | null> {
  const calm: OutboxMessage[] = [];
  for (const messages of bursts(queue)) {
    const step = await stepOf(lease, messages, findCard);
    if (step.kind === 'defer') calm.push(...messages);
    else if (calm.length === 0) return step;
    else break;
  }
  return calm.length === 0 ? null : { kind: 'defer', messages: calm };
}

async function stepOf(
  { chat, preferences }: LaneLease,
  messages: readonly OutboxMessage[],
  findCard: (cardKey: string) => Promise<Card | null>,
): Promise<QuietStep> {
  if (messages[0]?.notification.kind === 'ticket') return { kind: 'tell', messages };
  const burst = burstOf(messages);
  if (burst === null) return { kind: 'defer', messages };
  const isLoud = preferences.letsUrgentThrough && burst.some((one) => isUrgent(one, chat.kind));
  if (isLoud) return { kind: 'tell', messages };
  const card = await findCard(cardKeyOf(burst[0]));
  return card === null ? { kind: 'defer', messages } : { kind: 'refresh', messages, burst, card };
}

export function burstOf(messages: readonly OutboxMessage[]): Burst | null {
  const [first, ...rest] = messages
    .map(({ notification }) => notification)
    .filter((one): one is EventNotification => one.kind === 'event');
  return first === undefined ? null : [first, ...rest];
}
