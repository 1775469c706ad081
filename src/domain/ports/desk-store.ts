import type { Desk, DeskAbsence, DeskPause, Reporter } from '../desk.js';
import type { TicketNews } from '../notification.js';
import type { Comment } from '../subjects/comment.js';
import type { IssueState } from '../subjects/issue.js';
import type { SeenTicket, Ticket } from '../ticket.js';
import type { TicketRoute, TicketSight } from '../ticket-route.js';

export type NewDesk = Pick<
  Desk,
  'chatKey' | 'ownerId' | 'forge' | 'project' | 'allowsPrivate' | 'dailyLimit'
> & { readonly accountId: string; readonly now: Date };

export type NewTicket = Pick<
  Ticket,
  'deskId' | 'number' | 'url' | 'title' | 'written' | 'reporter' | 'chatKey'
> & {
  /** What asked for it: asked again it is the same ticket. */
  readonly requestKey: string;
  readonly now: Date;
};

export interface TicketPage {
  readonly tickets: readonly Ticket[];
  readonly hasMore: boolean;
}

/** Service desks, their tickets, and whom they do not listen to. */
export interface DeskStore {
  put(desk: NewDesk): Promise<Desk>;
  find(deskId: string): Promise<Desk | null>;
  /** Of a Telegram chat, whatever the topic. */
  ofChat(chatId: string): Promise<Desk | null>;
  ofOwner(personId: string): Promise<readonly Desk[]>;
  /** Those that anybody may report to in private. */
  openToAll(): Promise<readonly Desk[]>;
  change(deskId: string, settings: Pick<Desk, 'allowsPrivate' | 'dailyLimit'>): Promise<void>;
  remove(deskId: string): Promise<void>;
  /** The desks that were at work until now. */
  pause(accountId: string, reason: DeskPause): Promise<readonly Desk[]>;
  /** The desks that waited for this account, or for one of its owner on that forge: they go on with it. */
  resume(account: {
    readonly id: string;
    readonly personId: string;
    readonly forgeUrl: string;
  }): Promise<readonly Desk[]>;
  /** Somebody is missing in the chat: its desks that did not know. */
  leave(chatId: string, absence: DeskAbsence): Promise<readonly Desk[]>;
  /** Everybody is back: the desk, with all that waited told as `route` decides. `null`: nobody was missing. */
  comeBack(deskId: string, route: (ticket: Ticket, sight: TicketSight) => TicketRoute): Promise<Desk | null>;

  block(deskId: string, person: Reporter, now: Date): Promise<void>;
  /** False when that person was not blocked. */
  unblock(deskId: string, personId: string): Promise<boolean>;
  blocked(deskId: string): Promise<readonly Reporter[]>;
  isBlocked(deskId: string, personId: string): Promise<boolean>;
  reporters(deskId: string): Promise<readonly Reporter[]>;

  /** Keeps the ticket and owes its card, once for a request. */
  open(ticket: NewTicket, card: (ticket: Ticket) => TicketNews): Promise<Ticket>;
  ticket(ticketId: string): Promise<Ticket | null>;
  ticketOfRequest(requestKey: string): Promise<Ticket | null>;
  /** The one that a message of ours is about. */
  ticketOfMessage(chatId: string, messageId: string): Promise<Ticket | null>;
  /** The one that has this chat, a topic, to itself. */
  ticketOfTopic(chatKey: string): Promise<Ticket | null>;
  /** Newest first. `chatId` `null`: wherever they were reported. */
  ticketsOf(asked: {
    readonly personId: string;
    readonly chatId: string | null;
    readonly offset: number;
    readonly limit: number;
  }): Promise<TicketPage>;
  countSince(deskId: string, personId: string, since: Date): Promise<number>;
  /** The reporter changed their report: its card follows. */
  rewrite(
    ticketId: string,
    words: Pick<Ticket, 'title' | 'written'>,
    news: (ticket: Ticket) => TicketNews,
  ): Promise<void>;
  /** What the reporter did themselves: tells the chat, unless it was seen already. */
  noteState(ticketId: string, state: IssueState, news: (ticket: Ticket) => TicketNews): Promise<void>;
}

/** A comment of which it is not known yet whether its issue may be told of. */
export interface HeldComment {
  readonly comment: Comment;
  readonly since: Date;
}

/** The desks of one account within the transaction of a poll. */
export interface PollDesks {
  /** Tickets that are issues of these numbers in the project. */
  tickets(projectId: string, numbers: readonly string[]): Promise<readonly Ticket[]>;
  saveSeen(ticketId: string, seen: SeenTicket): Promise<void>;
  held(ticketId: string): Promise<readonly HeldComment[]>;
  /** Keeps these, and no others, until it is known whether their issue may be told of. */
  hold(ticketId: string, comments: readonly Comment[], now: Date): Promise<void>;
  /** Ids of the comments among these that the reporter was told of, as far as that is remembered. */
  told(ticket: Ticket, commentIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The desks that were at work until now. `null`: of all projects. */
  pause(projectId: string | null, reason: DeskPause): Promise<readonly Desk[]>;
  resume(projectId: string): Promise<readonly Desk[]>;
}

/** Where there are no desks. */
export const NO_DESKS: PollDesks = {
  tickets: () => Promise.resolve([]),
  saveSeen: () => Promise.resolve(),
  hold: () => Promise.resolve(),
  held: () => Promise.resolve([]),
  told: () => Promise.resolve(new Set()),
  pause: () => Promise.resolve([]),
  resume: () => Promise.resolve([]),
};
