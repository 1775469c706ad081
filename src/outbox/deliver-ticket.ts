import type { TicketNews } from '../domain/notification.js';
import type { Card } from '../domain/ports/outbox-store.js';
import { ticketCardKey } from '../domain/ticket.js';
import { ticketAt } from '../events/render/ticket-view.js';
import { type DeliveryContext, fingerprintOf, type Shown, updateCard } from './deliver-burst.js';

/** Brings the card of a ticket up to date and tells under it what happened; the first news is the card itself. */
export async function deliverTicket(
  { ticketId, card: shown, happening }: TicketNews,
  card: Card | null,
  context: Omit<DeliveryContext, 'renderer'>,
): Promise<Shown> {
  const key = ticketCardKey(ticketId);
  const view = ticketAt(context.privacy);
  const state = view.card(ticketId, shown, context.t);
  const standing = (await updateCard(card, state, context)) ?? {
    messageId: await context.channel.send(context.address, state, { replyTo: null, isSilent: false }),
    fingerprint: fingerprintOf(state),
  };
  const news = view.news(happening, context.t);
  if (news === null) return { messageId: standing.messageId, card: { key, card: standing } };
  const options = { replyTo: standing.messageId, isSilent: false };
  const messageId = await context.channel.send(context.address, news, options);
  return { messageId, card: { key, card: standing } };
}
