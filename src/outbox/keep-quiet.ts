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
  { chat, preferences }: LaneLease,
  queue: readonly OutboxMessage[],
  findCard: (cardKey: string) => Promise<Card | null>,
): Promise<QuietStep | null> {
  const steps = await Promise.all(
    bursts(queue).map(async (messages): Promise<QuietStep> => {
      const burst = burstOf(messages);
      if (isOfTicket(messages)) return { kind: 'tell', messages };
      if (burst === null) return { kind: 'defer', messages };
      const isLoud = preferences.letsUrgentThrough && burst.some((one) => isUrgent(one, chat.kind));
      if (isLoud) return { kind: 'tell', messages };
      const card = await findCard(cardKeyOf(burst[0]));
      return card === null ? { kind: 'defer', messages } : { kind: 'refresh', messages, burst, card };
    }),
  );
  const [first] = steps;
  if (first?.kind !== 'defer') return first ?? null;
  const end = steps.findIndex(({ kind }) => kind !== 'defer');
  const calm = end === -1 ? steps : steps.slice(0, end);
  return { kind: 'defer', messages: calm.flatMap(({ messages }) => messages) };
}

export function burstOf(messages: readonly OutboxMessage[]): Burst | null {
  const [first, ...rest] = messages
    .map(({ notification }) => notification)
    .filter((one): one is EventNotification => one.kind === 'event');
  return first === undefined ? null : [first, ...rest];
}

function isOfTicket([first]: readonly OutboxMessage[]): boolean {
  return first?.notification.kind === 'ticket';
}
