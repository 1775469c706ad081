import type { Sighting } from '../domain/feed.js';
import { isSamePerson, type Person } from '../domain/forge.js';
import type { TicketNews } from '../domain/notification.js';
import { type Snapshot, type Subject, subjectKey } from '../domain/subject.js';
import type { Comment } from '../domain/subjects/comment.js';
import type { Issue } from '../domain/subjects/issue.js';
import {
  cardOf,
  changesBetween,
  lookedAt,
  type SeenTicket,
  type Ticket,
  type TicketHappening,
} from '../domain/ticket.js';
import { isSigned } from '../domain/ticket-text.js';
import type { SubjectChange } from './diff-subjects.js';

/** What one read showed of a ticket. */
export interface TicketSight {
  /** `null`: it did not change. */
  readonly issue: Issue | null;
  /** New ones, those that were held first. */
  readonly comments: readonly Comment[];
}

export interface TicketRoute {
  readonly seen: SeenTicket;
  readonly news: readonly TicketNews[];
  /** Comments of which it is not known yet whether their issue may be told of. */
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
 * confidential since; GitHub has no such issues.
 */
export function routeToTicket(
  ticket: Ticket,
  { issue, comments }: TicketSight,
  eyes: TicketEyes,
): TicketRoute {
  const seen = issue === null || isOlder(issue, ticket.seen) ? ticket.seen : lookedAt(ticket.seen, issue);
  const told = comments.filter((comment) => isForReporter(comment, eyes.user));
  const isKnown = (comment: Comment): boolean =>
    ticket.forgeKind === 'github' ||
    (seen.updatedAt !== null && isAtOrAfter(seen.updatedAt, comment.createdAt));
  const known = told.filter(isKnown);
  const ready = seen.isConfidential ? [] : known;
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
      ...ready.map((comment) => toNews(`note:${comment.id}`, toHappening(comment))),
      ...changes.map((change) => toNews(`${change.kind}:${moment}`, change)),
    ],
    held: told.filter((comment) => !isKnown(comment)),
  };
}

/**
 * Comments on issues that nobody was told of: new ones, and those of which it was not known before that all may read
 * them, however old their look is.
 */
export function newComments(
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, Snapshot>,
  changes: readonly SubjectChange[],
): readonly Comment[] {
  const news = new Set<Subject>(changes.map(({ after }) => after));
  return sightings.flatMap(({ subject }) => {
    if (subject.kind !== 'comment' || subject.on.kind !== 'issue') return [];
    const before = known.get(subjectKey(subject));
    if (before === undefined) return news.has(subject) ? [subject] : [];
    return before.kind === 'comment' && before.isPublic === undefined ? [subject] : [];
  });
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

function isOlder({ updatedAt }: Issue, seen: SeenTicket): boolean {
  return seen.updatedAt !== null && !isAtOrAfter(updatedAt, seen.updatedAt);
}

function isAtOrAfter(one: string, other: string): boolean {
  return Date.parse(one) >= Date.parse(other);
}
