import type { TicketNews } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { Subject } from '../domain/subject.js';
import type { Comment } from '../domain/subjects/comment.js';
import type { Issue } from '../domain/subjects/issue.js';
import type { Ticket } from '../domain/ticket.js';
import { routeToTicket, type TicketSight } from '../domain/ticket-route.js';
import type { Look } from './compare-looks.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';

/** What a read showed. */
export interface Seen {
  /** All that differs from what is remembered. */
  readonly looks: readonly Look[];
  /** New ones, on issues. */
  readonly comments: readonly Comment[];
  /** Issues that were looked at because something waited for it. */
  readonly lookedAt: readonly Issue[];
}

/** Owes the reporters of tickets what they are to hear of what was seen. */
export async function tellTickets(
  tx: PollTransaction,
  { clock }: Pick<CycleDeps, 'clock'>,
  { work: { account }, readAt }: Pick<FeedTurn, 'work' | 'readAt'>,
  { looks, comments, lookedAt }: Seen,
): Promise<readonly TicketNews[]> {
  const issues = looks.map(({ after }) => after).filter(isIssue);
  const seen = { issues, lookedAt, readAt, fresh: comments, changed: looks.flatMap(changedComment) };
  const news: TicketNews[] = [];
  for (const [projectId, numbers] of numbersByProject(
    [...issues, ...lookedAt],
    [...comments, ...seen.changed],
  )) {
    for (const ticket of await tx.desks.tickets(projectId, [...numbers])) {
      const sight = await sightOf(tx, ticket, seen);
      const route = routeToTicket(ticket, sight, { accountId: account.id, user: account.user });
      await tx.desks.saveSeen(ticket.id, route.seen);
      await tx.desks.hold(ticket.id, route.held, clock());
      if (route.held.length > 0 && !ticket.isResting)
        await tx.wake([{ kind: 'issues', projectId }], clock(), 'all');
      news.push(...route.news);
    }
  }
  if (news.length > 0) await tx.enqueue(news);
  return news;
}

interface Sights {
  readonly issues: readonly Issue[];
  readonly lookedAt: readonly Issue[];
  readonly readAt: Date;
  readonly fresh: readonly Comment[];
  readonly changed: readonly Comment[];
}

/** A comment that changed concerns only whoever was told of it. */
async function sightOf(
  { desks }: PollTransaction,
  ticket: Ticket,
  { issues, lookedAt, readAt, fresh, changed }: Sights,
): Promise<TicketSight> {
  const isOf = (one: { readonly projectId: string }, number: string): boolean =>
    one.projectId === ticket.projectId && number === ticket.number;
  const isOn = (comment: Comment): boolean => isOf(comment, comment.on.number);
  const holding = await desks.held(ticket.id);
  const held = holding.map(({ comment }) => comment);
  const edited = changed.filter(isOn);
  const told = await desks.told(ticket, idsOf([...held, ...edited]));
  const latest = edited.filter(({ id }) => told.has(id));
  const isOutdated = ({ id }: Comment): boolean => idsOf(latest).includes(id);
  const awaited = lookedAt.find((issue) => isOf(issue, issue.number)) ?? null;
  const earlier = awaited === null ? [] : holding.filter(({ since }) => since < readAt);
  return {
    issue: awaited ?? issues.find((issue) => isOf(issue, issue.number)) ?? null,
    comments: [...held.filter((comment) => !isOutdated(comment)), ...fresh.filter(isOn), ...latest],
    told,
    settled: new Set(idsOf(earlier.map(({ comment }) => comment).filter((one) => !isOutdated(one)))),
  };
}

function idsOf(comments: readonly Comment[]): readonly string[] {
  return comments.map(({ id }) => id);
}

function numbersByProject(
  issues: readonly Issue[],
  comments: readonly Comment[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const numbers = new Map<string, Set<string>>();
  const add = (projectId: string, number: string): void => {
    numbers.set(projectId, (numbers.get(projectId) ?? new Set()).add(number));
  };
  for (const { projectId, number } of issues) add(projectId, number);
  for (const { projectId, on } of comments) add(projectId, on.number);
  return numbers;
}

/** Staff changed what they said on an issue. */
function changedComment({ before, after }: Look): readonly Comment[] {
  if (after.kind !== 'comment' || after.on.kind !== 'issue' || before?.kind !== 'comment') return [];
  return before.body === after.body ? [] : [after];
}

function isIssue(subject: Subject): subject is Issue {
  return subject.kind === 'issue';
}
