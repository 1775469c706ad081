import { isSamePerson, type Person } from './forge.js';
import type { TicketNews } from './notification.js';
import type { Comment } from './subjects/comment.js';
import type { Issue } from './subjects/issue.js';
import {
  cardOf,
  changesBetween,
  lookedAt,
  type SeenTicket,
  type Ticket,
  type TicketHappening,
} from './ticket.js';
import { isSigned } from './ticket-text.js';

/** What one read showed of a ticket. */
export interface TicketSight {
  /** `null`: it did not change. */
  readonly issue: Issue | null;
  /** New ones and changed ones, those that were held first. */
  readonly comments: readonly Comment[];
  /** Ids of those among them that the reporter was told of already. */
  readonly told: ReadonlySet<string>;
  /** Ids of those among them that were there before the issue was looked at. */
  readonly settled: ReadonlySet<string>;
}

export interface TicketRoute {
  readonly seen: SeenTicket;
  readonly news: readonly TicketNews[];
  /** Comments of which it is not known yet whether their issue may be told of, or that wait for a desk at rest. */
  readonly held: readonly Comment[];
}

/** Whose eyes see it, and with whose account the desk writes. */
export interface TicketEyes {
  readonly accountId: string;
  readonly user: Person;
}

/**
 * What the reporter is told, and nothing else: no internal note, nothing of a confidential issue, and not their own words
 * back. A comment waits for a look at its issue that is not older than itself, because the issue may have become
 * confidential since; GitHub has no such issues. A comment does not move its issue twice within one minute, so a look that
 * was asked for after the comment was seen counts as well, unless a lagging replica answered it. While the desk rests, all that may be told waits.
 */
export function routeToTicket(
  ticket: Ticket,
  { issue, comments, told, settled }: TicketSight,
  eyes: TicketEyes,
): TicketRoute {
  const current = issue === null || isOlder(issue, ticket.seen) ? null : issue;
  const seen = current === null ? ticket.seen : lookedAt(ticket.seen, current);
  const meant = comments.filter((comment) => isForReporter(comment, eyes.user));
  const isKnown = (comment: Comment): boolean =>
    ticket.forgeKind === 'github' ||
    (current !== null && settled.has(comment.id)) ||
    (seen.updatedAt !== null &&
      isAtOrAfter(seen.updatedAt, told.has(comment.id) ? comment.updatedAt : comment.createdAt));
  const known = meant.filter(isKnown);
  const ready = seen.isConfidential ? [] : known;
  const unknown = meant.filter((comment) => !isKnown(comment));
  if (ticket.isResting) return { seen: unsaid(ticket.seen, seen), news: [], held: [...ready, ...unknown] };
  const moment = seen.updatedAt ?? '';
  const after: Ticket = { ...ticket, seen };
  const toNews = (occasion: string, happening: TicketHappening): TicketNews => ({
    kind: 'ticket',
    chatKey: ticket.chatKey,
    dedupeKey: `ticket:${ticket.id}:${occasion}`,
    accountId: eyes.accountId,
    ticketId: ticket.id,
    card: cardOf(after),
    happening,
  });
  const changes = seen.isConfidential ? [] : changesBetween(ticket.seen, seen, closerOf(issue, eyes.user));
  return {
    seen,
    news: [
      ...ready.map((comment) =>
        told.has(comment.id)
          ? toNews(`${noteOccasion(comment.id)}:${comment.updatedAt}`, toChange(comment))
          : toNews(noteOccasion(comment.id), toHappening(comment)),
      ),
      ...changes.map((change) => toNews(`${change.kind}:${moment}`, change)),
    ],
    held: unknown,
  };
}

/** What tells the news of a comment from others of its ticket. */
export function noteOccasion(commentId: string): string {
  return `note:${commentId}`;
}

/** Looked at, and told of nothing: what changed is found once more when it may be told. */
function unsaid(before: SeenTicket, { updatedAt, isConfidential }: SeenTicket): SeenTicket {
  return { ...before, updatedAt, isConfidential };
}

/** With the owner's account the reporter may have closed it: then nobody is named. */
function closerOf(issue: Issue | null, owner: Person): string | null {
  const closer = issue?.closedBy ?? null;
  return isSamePerson(closer, owner) ? null : (closer?.name ?? null);
}

function isForReporter({ isPublic, author, body }: Comment, owner: Person): boolean {
  if (isPublic !== true) return false;
  return !(isSamePerson(author, owner) && isSigned(body));
}

function toHappening({ author, body, thread }: Comment): TicketHappening {
  const isReply = (thread?.participants.length ?? 0) > 0;
  return { kind: 'comment', who: author.name, body, threadId: thread?.id ?? null, isReply };
}

function toChange({ author, body, thread }: Comment): TicketHappening {
  return { kind: 'comment-changed', who: author.name, body, threadId: thread?.id ?? null };
}

function isOlder({ updatedAt }: Issue, seen: SeenTicket): boolean {
  return seen.updatedAt !== null && !isAtOrAfter(updatedAt, seen.updatedAt);
}

function isAtOrAfter(one: string, other: string): boolean {
  return Date.parse(one) >= Date.parse(other);
}
