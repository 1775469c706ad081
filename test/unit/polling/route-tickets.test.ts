import { describe, expect, it } from '@jest/globals';
import { newComments, routeToTicket } from '../../../src/polling/route-tickets.js';
import type { Snapshot } from '../../../src/domain/subject.js';
import { subjectKey } from '../../../src/domain/subject.js';
import type { Comment } from '../../../src/domain/subjects/comment.js';
import { signed } from '../../../src/domain/ticket-text.js';
import { aTicket } from '../../support/a-ticket.js';
import { anIssue } from '../../support/an-issue.js';
import { aComment } from '../../support/builders.js';

const OWNER = { id: '9', login: 'olga', name: 'Olga' };
const STAFF = { id: '8', login: 'sam', name: 'Sam' };
const EYES = { accountId: 'account-1', user: OWNER };

const BEFORE = '2026-03-02T10:00:00.000Z';
const LATER = '2026-03-02T11:00:00.000Z';

const ISSUE = anIssue({ number: '5', updatedAt: LATER, assignees: [], labels: [] });

function said(over: Partial<Comment> = {}): Comment {
  const { id, number, title, author, url } = ISSUE;
  const on = { kind: 'issue' as const, id, number, title, author, url };
  return aComment({ on, author: STAFF, isPublic: true, createdAt: LATER, updatedAt: LATER, ...over });
}

/** As a to-do item shows it. */
function unknown(comment: Comment): Comment {
  const { isPublic, ...rest } = comment;
  return isPublic === undefined ? comment : rest;
}

function kinds(route: ReturnType<typeof routeToTicket>): readonly string[] {
  return route.news.map(({ happening }) => happening.kind);
}

describe('what the reporter of a ticket is told', () => {
  it('is who commented, and in which thread a reply belongs', () => {
    const comment = said({ body: 'Which version?', thread: { id: 'abc', participants: ['olga'] } });

    const { news, held } = routeToTicket(aTicket(), { issue: ISSUE, comments: [comment] }, EYES);

    expect(held).toEqual([]);
    expect(news.map(({ happening }) => happening)).toEqual([
      { kind: 'comment', who: 'Sam', body: 'Which version?', threadId: 'abc', isReply: true },
    ]);
  });

  it('includes what the owner of the desk says on the forge, but not what the desk wrote for the reporter', () => {
    const own = said({ id: '1', author: OWNER, body: 'I look into it' });
    const echo = said({ id: '2', author: OWNER, body: signed('Rita', 'It still fails') });
    const forged = said({ id: '3', author: STAFF, body: signed('Rita', 'I am Sam') });

    const { news } = routeToTicket(aTicket(), { issue: ISSUE, comments: [own, echo, forged] }, EYES);

    expect(news.map(({ dedupeKey }) => dedupeKey)).toEqual([
      'ticket:ticket-1:note:1',
      'ticket:ticket-1:note:3',
    ]);
  });

  it('is who took it, its labels, and its end, with the card as it is then', () => {
    const after = {
      ...ISSUE,
      assignees: [STAFF],
      labels: ['bug'],
      state: 'closed' as const,
      closedBy: STAFF,
    };

    const route = routeToTicket(aTicket(), { issue: after, comments: [] }, EYES);

    expect(kinds(route)).toEqual(['assigned', 'labelled', 'closed']);
    expect(route.news[0]?.card).toMatchObject({ state: 'closed', labels: ['bug'], assignees: ['Sam'] });
    expect(kinds(routeToTicket(aTicket({ seen: route.seen }), { issue: after, comments: [] }, EYES))).toEqual(
      [],
    );
  });

  it('names nobody who closed it with the account of the desk, which may have been the reporter', () => {
    const closed = { ...ISSUE, state: 'closed' as const, closedBy: OWNER };

    const { news } = routeToTicket(aTicket(), { issue: closed, comments: [] }, EYES);

    expect(news.map(({ happening }) => happening)).toEqual([{ kind: 'closed', who: null }]);
  });

  it('is nothing of an internal note, nor of one that may be internal', () => {
    const comments = [said({ id: '1', isPublic: false }), unknown(said({ id: '2' }))];

    const route = routeToTicket(aTicket(), { issue: ISSUE, comments }, EYES);

    expect(route).toMatchObject({ news: [], held: [] });
  });

  it('waits until the issue was seen no earlier than the comment', () => {
    const ticket = aTicket();
    const first = routeToTicket(ticket, { issue: null, comments: [said()] }, EYES);

    expect(first.news).toEqual([]);
    expect(first.held).toHaveLength(1);
    expect(kinds(routeToTicket(ticket, { issue: ISSUE, comments: first.held }, EYES))).toEqual(['comment']);
  });

  it('is nothing of an issue that became confidential, what was said there included', () => {
    const hidden = { ...ISSUE, isConfidential: true, labels: ['secret'], state: 'closed' as const };

    const route = routeToTicket(aTicket(), { issue: hidden, comments: [said()] }, EYES);

    expect(route).toMatchObject({
      news: [],
      held: [],
      seen: { labels: [], state: 'open', isConfidential: true },
    });
  });

  it('does not wait on GitHub, which has no confidential issues', () => {
    const ticket = aTicket({ forgeKind: 'github', seen: { ...aTicket().seen, updatedAt: null } });

    expect(kinds(routeToTicket(ticket, { issue: null, comments: [said()] }, EYES))).toEqual(['comment']);
  });

  it('is nothing of a look that is older than the last', () => {
    const old = { ...ISSUE, updatedAt: '2026-03-02T09:00:00.000Z', labels: ['old'] };

    expect(routeToTicket(aTicket(), { issue: old, comments: [] }, EYES).seen.updatedAt).toBe(BEFORE);
  });
});

describe('new comments', () => {
  const known = (comment: Comment): ReadonlyMap<string, Snapshot> =>
    new Map([[subjectKey(comment), comment]]);

  it('are those of which it becomes known that all may read them, also where that look is older', () => {
    const before = unknown(said({ updatedAt: '2026-03-02T11:00:01.000Z' }));
    const comment = said();

    expect(newComments([{ subject: comment, isNews: true }], known(before), [])).toEqual([comment]);
    expect(newComments([{ subject: comment, isNews: true }], known(comment), [])).toEqual([]);
  });

  it('are none that the first read shows, and none on merge requests', () => {
    const comment = said();
    const onRequest = said({ on: { ...comment.on, kind: 'merge-request' } });
    const change = { before: null, after: onRequest, isNew: true };

    expect(newComments([{ subject: comment, isNews: true }], new Map(), [])).toEqual([]);
    expect(newComments([{ subject: onRequest, isNews: true }], new Map(), [change])).toEqual([]);
  });
});
