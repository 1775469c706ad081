import { TICKET_DEEDS, ticketAction, type TicketDeed } from '../domain/ticket-button.js';
import { ID, type PressDecoder } from './filter-press.js';

/** Presses of reporters: on a ticket's card, and on the list of their tickets. */
export type TicketPress =
  | { readonly kind: 'ticket'; readonly ticketId: string; readonly deed: TicketDeed }
  | { readonly kind: 'tickets'; readonly page: number; readonly personId: string };

export function isTicketPress(press: { readonly kind: string }): press is TicketPress {
  return press.kind === 'ticket' || press.kind === 'tickets';
}

export function encodeTicketPress(press: TicketPress): string {
  return press.kind === 'ticket'
    ? ticketAction(press.ticketId, press.deed)
    : `ty:${press.page}:${press.personId}`;
}

export const TICKET_DECODERS: Readonly<Record<string, PressDecoder<TicketPress>>> = {
  t: (ticketId, word) => {
    const deed = TICKET_DEEDS.find((known) => known === word);
    return ID.test(ticketId) && deed !== undefined ? { kind: 'ticket', ticketId, deed } : null;
  },
  ty: (page, personId) =>
    /^\d{1,3}$/.test(page) && personId !== undefined && ID.test(personId)
      ? { kind: 'tickets', page: Number(page), personId }
      : null,
};
