import type { TicketNews } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { Subject } from '../domain/subject.js';
import type { Comment } from '../domain/subjects/comment.js';
import type { Issue } from '../domain/subjects/issue.js';
import type { Look } from './compare-looks.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import { routeToTicket } from './route-tickets.js';

/** What a read showed. */
export interface Seen {
  /** All that differs from what is remembered. */
  readonly looks: readonly Look[];
  /** New ones, on issues. */
  readonly comments: readonly Comment[];
}

/** Owes the reporters of tickets what they are to hear of what was seen. */
export async function tellTickets(
  tx: PollTransaction,
  { clock }: Pick<CycleDeps, 'clock'>,
  { work: { account } }: Pick<FeedTurn, 'work'>,
  { looks, comments }: Seen,
): Promise<readonly TicketNews[]> {
  const issues = looks.map(({ after }) => after).filter(isIssue);
  const news: TicketNews[] = [];
  for (const [projectId, numbers] of numbersByProject(issues, comments)) {
    for (const ticket of await tx.desks.tickets(projectId, [...numbers])) {
      const isOf = (one: { projectId: string; number: string }): boolean =>
        one.projectId === projectId && one.number === ticket.number;
      const fresh = comments.filter(({ projectId: id, on }) => isOf({ projectId: id, number: on.number }));
      const held = await tx.desks.takeHeld(ticket.id);
      const sight = { issue: issues.find(isOf) ?? null, comments: [...held, ...fresh] };
      const route = routeToTicket(ticket, sight, { accountId: account.id, user: account.user });
      await tx.desks.saveSeen(ticket.id, route.seen);
      await tx.desks.hold(ticket.id, route.held);
      if (route.held.length > 0) await tx.wake([{ kind: 'issues', projectId }], clock(), 'all');
      news.push(...route.news);
    }
  }
  if (news.length > 0) await tx.enqueue(news);
  return news;
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

function isIssue(subject: Subject): subject is Issue {
  return subject.kind === 'issue';
}
