import { describe, expect, it } from '@jest/globals';
import { routeToTicket } from '../../../src/domain/ticket-route.js';
import type { Comment } from '../../../src/domain/subjects/comment.js';
import { signed } from '../../../src/domain/ticket-text.js';
import { aTicket } from '../../support/a-ticket.js';
import { anIssue } from '../../support/an-issue.js';
import { aComment } from '../../support/builders.js';

const OWNER = { id: '9', login: 'olga', name: 'Olga' };
const STAFF = { id: '8', login: 'sam', name: 'Sam' };
const EYES = { accountId: 'account-1', user: OWNER };

const NONE: ReadonlySet<string> = new Set();

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

    const { news, held } = routeToTicket(
      aTicket(),
      { issue: ISSUE, comments: [comment], told: NONE, settled: NONE },
      EYES,
    );

    expect(held).toEqual([]);
    expect(news.map(({ happening }) => happening)).toEqual([
      { kind: 'comment', who: 'Sam', body: 'Which version?', threadId: 'abc', isReply: true },
    ]);
  });

  it('includes what the owner of the desk says on the forge, but not what the desk wrote for the reporter', () => {
    const own = said({ id: '1', author: OWNER, body: 'I look into it' });
    const echo = said({ id: '2', author: OWNER, body: signed('Rita', 'It still fails') });
    const forged = said({ id: '3', author: STAFF, body: signed('Rita', 'I am Sam') });

    const { news } = routeToTicket(
      aTicket(),
      { issue: ISSUE, comments: [own, echo, forged], told: NONE, settled: NONE },
      EYES,
    );

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

    const route = routeToTicket(aTicket(), { issue: after, comments: [], told: NONE, settled: NONE }, EYES);

    expect(kinds(route)).toEqual(['assigned', 'labelled', 'closed']);
    expect(route.news[0]?.card).toMatchObject({ state: 'closed', labels: ['bug'], assignees: ['Sam'] });
    expect(
      kinds(
        routeToTicket(
          aTicket({ seen: route.seen }),
          { issue: after, comments: [], told: NONE, settled: NONE },
          EYES,
        ),
      ),
    ).toEqual([]);
  });

  it('names nobody who closed it with the account of the desk, which may have been the reporter', () => {
    const closed = { ...ISSUE, state: 'closed' as const, closedBy: OWNER };

    const { news } = routeToTicket(
      aTicket(),
      { issue: closed, comments: [], told: NONE, settled: NONE },
      EYES,
    );

    expect(news.map(({ happening }) => happening)).toEqual([{ kind: 'closed', who: null }]);
  });

  it('is nothing of an internal note, nor of one that may be internal', () => {
    const comments = [said({ id: '1', isPublic: false }), unknown(said({ id: '2' }))];

    const route = routeToTicket(aTicket(), { issue: ISSUE, comments, told: NONE, settled: NONE }, EYES);

    expect(route).toMatchObject({ news: [], held: [] });
  });

  it('waits until the issue was seen no earlier than the comment', () => {
    const ticket = aTicket();
    const first = routeToTicket(ticket, { issue: null, comments: [said()], told: NONE, settled: NONE }, EYES);

    expect(first.news).toEqual([]);
    expect(first.held).toHaveLength(1);
    expect(
      kinds(routeToTicket(ticket, { issue: ISSUE, comments: first.held, told: NONE, settled: NONE }, EYES)),
    ).toEqual(['comment']);
  });

  it('does not wait for an issue that moved just before, once it was looked at after the comment', () => {
    const earlier = { ...ISSUE, updatedAt: BEFORE };
    const look = { issue: earlier, comments: [said()], told: NONE };

    expect(kinds(routeToTicket(aTicket(), { ...look, settled: new Set(['3000']) }, EYES))).toEqual([
      'comment',
    ]);
    expect(routeToTicket(aTicket(), { ...look, settled: NONE }, EYES)).toMatchObject({ news: [] });
  });

  it('waits when the look that came after it is older than the last', () => {
    const old = { ...ISSUE, updatedAt: '2026-03-02T09:00:00.000Z' };
    const sight = { issue: old, comments: [said()], told: NONE, settled: new Set(['3000']) };

    expect(routeToTicket(aTicket(), sight, EYES)).toMatchObject({ news: [], held: [{ id: '3000' }] });
  });

  it('is nothing of an issue that became confidential, what was said there included', () => {
    const hidden = { ...ISSUE, isConfidential: true, labels: ['secret'], state: 'closed' as const };

    const sight = { issue: hidden, comments: [said()], told: NONE, settled: new Set(['3000']) };
    const route = routeToTicket(aTicket(), sight, EYES);

    expect(route).toMatchObject({
      news: [],
      held: [],
      seen: { labels: [], state: 'open', isConfidential: true },
    });
  });

  it('does not wait on GitHub, which has no confidential issues', () => {
    const ticket = aTicket({ forgeKind: 'github', seen: { ...aTicket().seen, updatedAt: null } });

    expect(
      kinds(routeToTicket(ticket, { issue: null, comments: [said()], told: NONE, settled: NONE }, EYES)),
    ).toEqual(['comment']);
  });

  it('is nothing of a look that is older than the last', () => {
    const old = { ...ISSUE, updatedAt: '2026-03-02T09:00:00.000Z', labels: ['old'] };

    expect(
      routeToTicket(aTicket(), { issue: old, comments: [], told: NONE, settled: NONE }, EYES).seen.updatedAt,
    ).toBe(BEFORE);
  });
});

describe('a comment that was changed', () => {
  it('is told once more to whoever was told of it, once for each change', () => {
    const changed = said({ id: '1', body: 'Which browser?' });

    const { news } = routeToTicket(
      aTicket(),
      { issue: ISSUE, comments: [changed], told: new Set(['1']), settled: NONE },
      EYES,
    );

    expect(news).toMatchObject([
      {
        dedupeKey: `ticket:ticket-1:note:1:${LATER}`,
        happening: { kind: 'comment-changed', who: 'Sam', body: 'Which browser?', threadId: null },
      },
    ]);
  });

  it('waits until the issue was seen no earlier than the change', () => {
    const changed = said({ id: '1', createdAt: BEFORE });

    const { news, held } = routeToTicket(
      aTicket(),
      { issue: null, comments: [changed], told: new Set(['1']), settled: NONE },
      EYES,
    );

    expect([news, held]).toEqual([[], [changed]]);
  });
});

describe('while the desk rests', () => {
  const resting = aTicket({ isResting: true });

  it('nothing is told, and what was public then is told when it goes on', () => {
    const after = { ...ISSUE, labels: ['bug'] };
    const comment = said();
    const asleep = routeToTicket(
      resting,
      { issue: after, comments: [comment], told: NONE, settled: NONE },
      EYES,
    );

    expect(asleep).toMatchObject({ news: [], held: [comment], seen: { labels: [], updatedAt: LATER } });
    const awake = routeToTicket(
      aTicket({ seen: asleep.seen }),
      { issue: after, comments: asleep.held, told: NONE, settled: NONE },
      EYES,
    );
    expect(kinds(awake)).toEqual(['comment', 'labelled']);
  });

  it('what is said on a confidential issue is not kept for later', () => {
    const hidden = { ...ISSUE, isConfidential: true };

    const { held } = routeToTicket(
      resting,
      { issue: hidden, comments: [said()], told: NONE, settled: NONE },
      EYES,
    );

    expect(held).toEqual([]);
  });
});
