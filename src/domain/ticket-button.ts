/** What a reporter may do to their ticket. */
export const TICKET_DEEDS = ['close', 'reopen'] as const;

export type TicketDeed = (typeof TICKET_DEEDS)[number];

/** What a button on a ticket's card carries. */
export function ticketAction(ticketId: string, deed: TicketDeed): string {
  return `t:${ticketId}:${deed}`;
}
