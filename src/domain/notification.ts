import type { Actor, Role } from './actions/look.js';
import type { ForgeEvent, Reason } from './event.js';
import type { Forge, ForgeKind, Person } from './forge.js';
import type { JsonObject } from './json.js';
import type { Message } from './message.js';
import type { Project } from './project.js';
import type { TicketCard, TicketHappening } from './ticket.js';
import type { WatchLevel } from './watch.js';
import type { FilterPass } from './watch-filter.js';

/** Which rule let an event through to a chat. */
export interface DeliveryRule {
  readonly watchId: string;
  readonly level: WatchLevel;
  readonly reason: Reason | null;
  /** Set for level `custom`. */
  readonly pass?: FilterPass;
  /** Of a change of files: those that the watch asks for. */
  readonly paths?: readonly string[];
  /** A filter held it back at first, until its subject got other labels, reviewers or teams. */
  readonly isLate?: true;
}

/** Whoever reads the news of a project, as far as it is known what they may do in it. */
export interface Reader extends Actor {
  /** As it was when the event was found. `null`: not known. */
  readonly role: Role | null;
}

/** An event owed to a chat. */
export interface EventNotification {
  readonly kind: 'event';
  readonly chatKey: string;
  /** Unique for ever within the chat. */
  readonly dedupeKey: string;
  readonly accountId: string;
  readonly forgeKind: ForgeKind;
  readonly project: Project;
  readonly event: ForgeEvent;
  /**
   * The only reader, who is offered what they may do. Missing in a group, where everybody acts with an account of their
   * own, and in what an older version owed.
   */
  readonly reader?: Reader;
  /** In a group: whom the words say “you” to, because it is their token that reads there. */
  readonly addressee?: Person;
  readonly rule: DeliveryRule;
}

export type NoticeCode =
  | 'token-refused'
  | 'token-accepted'
  | 'token-expires'
  | 'token-scope-lost'
  | 'access-lost'
  | 'access-regained'
  | 'project-moved'
  | 'topic-closed'
  | 'topic-lost'
  | 'reaction-gave-up'
  | 'action-cut-off'
  | 'desk-paused-token'
  | 'desk-paused-access'
  | 'desk-paused-bot-removed'
  | 'desk-paused-owner-gone'
  | 'desk-resumed';

/** Something about the reader's own account, rendered from `locales/`. */
export interface Notice {
  readonly kind: 'notice';
  readonly chatKey: string;
  readonly dedupeKey: string;
  readonly accountId: string;
  readonly code: NoticeCode;
  readonly params: JsonObject;
}

/** Something that a reporter is told of their ticket. */
export interface TicketNews {
  readonly kind: 'ticket';
  readonly chatKey: string;
  readonly dedupeKey: string;
  readonly accountId: string;
  readonly ticketId: string;
  readonly card: TicketCard;
  readonly happening: TicketHappening;
}

/** A message that was written beforehand, such as a digest. */
export interface Letter {
  readonly kind: 'letter';
  readonly chatKey: string;
  readonly dedupeKey: string;
  /** Through which it was seen, or one of those; without it nobody may read it. */
  readonly accountId: string;
  readonly message: Message;
  /** The same without a word that people wrote. Missing in what an older version owed. */
  readonly bare?: Message;
}

export type Notification = EventNotification | Notice | Letter | TicketNews;

/** The same for every account that sees the event, so that two of them in one chat make one message. */
export function dedupeKeyOf(forge: Pick<Forge, 'url'>, event: Pick<ForgeEvent, 'key'>): string {
  return `${forge.url}|${event.key}`;
}

/** The forge on which it happened. */
export function forgeUrlOf({ dedupeKey }: Pick<EventNotification, 'dedupeKey'>): string {
  return dedupeKey.split('|')[0] ?? '';
}
