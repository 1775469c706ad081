import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import { beginGitlabSince } from '../../../../src/forges/gitlab/begin-since.js';
import { FakeGitlab } from './fake-gitlab.js';
import {
  ALICE,
  APP,
  at,
  BOB,
  CAROL,
  MEMBER_OF_APP,
  noteEvent,
  rawEvent,
  rawNote,
  rawTodo,
} from './fixtures.js';
import { rawIssue } from './issue-fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

const ON_ISSUE = { noteable_type: 'Issue', noteable_id: 2005, noteable_iid: 5 };
const NEW_TODOS = { id: 7, updatedAt: at(0) };

function todoOf(more: Record<string, unknown>) {
  return rawTodo(8, { target_type: 'Issue', target: rawIssue(5), updated_at: at(2), ...more });
}

describe('the activity feed', () => {
  const cursor = { id: 100, outside: MEMBER_OF_APP };

  it('shows comments on issues with their issue, which is asked for once', async () => {
    gitlab
      .on('/events', [noteEvent(102, ON_ISSUE), noteEvent(101, ON_ISSUE), rawEvent(100)])
      .on('/projects/10/issues/5', rawIssue(5, { author: ALICE }));

    const { sightings } = await gitlab.read({ kind: 'activity', cursor });

    expect(sightings).toMatchObject([
      { subject: { id: '101', on: { kind: 'issue', id: '2005', number: '5', author: { login: 'alice' } } } },
      { subject: { id: '102', url: 'https://gitlab.example.com/team/app/-/issues/5#note_102' } },
    ]);
    expect(gitlab.takePaths()).toEqual(['/events', '/projects/10/issues/5']);
  });

  it('tells internal notes from what all may read, on older servers too, and says nothing where nothing is said', async () => {
    const notes = [{ internal: true }, { internal: false }, { confidential: true }, {}];
    gitlab
      .on('/events', [
        ...notes.map((more, index) => noteEvent(101 + index, { ...ON_ISSUE, ...more })).toReversed(),
        rawEvent(100),
      ])
      .on('/projects/10/issues/5', rawIssue(5));

    const { sightings } = await gitlab.read({ kind: 'activity', cursor });

    const known = sightings.map(({ subject }) => (subject.kind === 'comment' ? subject.isPublic : null));
    expect(known).toEqual([false, true, false, undefined]);
  });

  it('shows what is said on a service-desk ticket, by the bot that stands for an e-mail too', async () => {
    const author = { id: 99, username: 'support-bot', name: 'GitLab Support Bot' };
    const ticket = {
      issue_type: 'ticket',
      type: 'TICKET',
      author,
      service_desk_reply_to: 'rita@example.com',
      web_url: 'https://gitlab.example.com/team/app/-/work_items/5',
    };
    const note = { ...ON_ISSUE, noteable_type: 'WorkItem', author, internal: false };
    gitlab
      .on('/events', [noteEvent(101, note), rawEvent(100)])
      .on('/projects/10/issues/5', rawIssue(5, ticket));

    const { sightings } = await gitlab.read({ kind: 'activity', cursor });

    expect(sightings).toMatchObject([
      {
        subject: {
          author: { login: 'support-bot' },
          isPublic: true,
          on: { number: '5', url: ticket.web_url },
        },
      },
    ]);
    expect(JSON.stringify(sightings)).not.toContain('rita@example.com');
  });

  it('tells an issue from a merge request of the same id', async () => {
    const on = { noteable_id: 1005, noteable_iid: 5 };
    gitlab
      .on('/events', [noteEvent(101, { ...ON_ISSUE, ...on }), rawEvent(100)])
      .on('/projects/10/issues/5', rawIssue(5, { id: 1005 }));
    gitlab.snapshots.set('merge-request:1005', { kind: 'merge-request', id: '1005' } as never);

    const { sightings } = await gitlab.read({ kind: 'activity', cursor });

    expect(sightings).toMatchObject([{ subject: { on: { kind: 'issue', title: 'Issue 5' } } }]);
  });

  it('finds the thread of a comment on an issue', async () => {
    const notes = [rawNote(90, { author: CAROL }), rawNote(101)];
    gitlab
      .on('/events', [noteEvent(101, { ...ON_ISSUE, type: 'DiscussionNote' }), rawEvent(100)])
      .on('/projects/10/issues/5', rawIssue(5))
      .on('/projects/10/issues/5/discussions', [{ id: 'd1', individual_note: false, notes }]);

    const { sightings } = await gitlab.read({ kind: 'activity', cursor });

    expect(sightings).toMatchObject([{ subject: { thread: { id: 'd1', participants: ['carol'] } } }]);
  });

  it('leaves out a comment on an issue that the reader’s own token cannot read', async () => {
    gitlab.on('/events', [noteEvent(101, ON_ISSUE), rawEvent(100)]);

    expect((await gitlab.read({ kind: 'activity', cursor })).sightings).toEqual([]);
  });
});

describe('the inbox', () => {
  it.each(['Issue', 'WorkItem'])(
    'wakes the reader’s issues for a new part in one (%s)',
    async (target_type) => {
      gitlab.on('/todos', [todoOf({ target_type, action_name: 'assigned' })]);

      const reading = await gitlab.read({ kind: 'inbox', cursor: NEW_TODOS });

      expect(reading).toMatchObject({ wakes: [{ kind: 'issues', projectId: null }], sightings: [] });
    },
  );

  it('shows an issue whose description mentions the reader', async () => {
    const target = rawIssue(5, { description: 'ping @alice' });
    const target_url = target.web_url;
    gitlab.on('/todos', [todoOf({ action_name: 'directly_addressed', target, target_url })]);

    const { sightings } = await gitlab.read({ kind: 'inbox', cursor: NEW_TODOS });

    expect(sightings).toMatchObject([{ isNews: true, subject: { kind: 'issue', mentions: ['alice'] } }]);
  });

  it('shows a comment on an issue that names the reader', async () => {
    const target_url = `${rawIssue(5).web_url}#note_12`;
    gitlab.on('/todos', [todoOf({ action_name: 'mentioned', target_url, body: 'ping @alice', author: BOB })]);

    const { sightings } = await gitlab.read({ kind: 'inbox', cursor: NEW_TODOS });

    expect(sightings).toMatchObject([
      { subject: { kind: 'comment', id: '12', on: { kind: 'issue', number: '5' }, mentions: ['alice'] } },
    ]);
  });
});

describe("the feed of a project's issues", () => {
  const LATER = at(10);
  const cursor = { newestAt: at(0) };
  const description = '**Rita** (on Telegram):\n\nIt is broken';
  const moved = { description, author: ALICE, updated_at: LATER };
  const changed = rawNote(101, { ...ON_ISSUE, body: 'Which browser?', internal: false, updated_at: LATER });

  beforeEach(async () => {
    gitlab
      .on('/events', [noteEvent(101, { ...ON_ISSUE, internal: false }), rawEvent(100)])
      .on('/projects/10/issues/5', rawIssue(5, moved));
    await gitlab.read({ kind: 'activity', cursor: { id: 100 } });
    gitlab.takePaths();
  });

  async function bodiesOf(notes: readonly object[], issue: object = moved): Promise<readonly unknown[]> {
    gitlab
      .on('/projects/10/issues', [rawIssue(5, { ...issue })])
      .on('/projects/10/issues/5/notes', [...notes]);
    const { sightings } = await gitlab.read({ kind: 'issues', project: APP, cursor });
    return sightings.flatMap(({ subject }) =>
      subject.kind === 'comment' ? [[subject.body, subject.isPublic]] : [],
    );
  }

  it('shows what was changed of a known comment on what a desk of the reader made', async () => {
    expect(await bodiesOf([changed])).toEqual([['Which browser?', true]]);
    expect(gitlab.takePaths()).toEqual(['/projects/10/issues', '/projects/10/issues/5/notes']);
  });

  it('says of a changed note that it is internal', async () => {
    expect(await bodiesOf([{ ...changed, internal: true }])).toEqual([['Which browser?', false]]);
  });

  it.each([
    ['is not known', [{ ...changed, id: 102 }]],
    ['was never changed', [rawNote(101, { ...ON_ISSUE, body: 'Else' })]],
    ['the forge itself wrote', [{ ...changed, system: true }]],
  ])('shows no comment that %s', async (_, notes) => {
    expect(await bodiesOf(notes)).toEqual([]);
  });

  it.each([
    ['somebody else wrote', { ...moved, author: BOB }],
    ['no desk wrote', { ...moved, description: 'It is broken' }],
  ])('asks for no notes of an issue that %s', async (_, issue) => {
    expect(await bodiesOf([changed], issue)).toEqual([]);
    expect(gitlab.takePaths()).toEqual(['/projects/10/issues']);
  });

  it('asks again for two minutes, in which a second edit does not move the issue, and no longer', async () => {
    const readAgain = async (minutes: number): Promise<readonly string[]> => {
      gitlab.clock.now = new Date(Date.parse(LATER) + minutes * 60_000).toISOString();
      await bodiesOf([changed]);
      return gitlab.takePaths();
    };
    await bodiesOf([changed]);
    gitlab.takePaths();

    expect(await readAgain(1)).toHaveLength(2);
    expect(await readAgain(3)).toHaveLength(1);
  });
});

describe('the issues of a project', () => {
  it('that begin in the past are the open ones, and whatever has moved since', async () => {
    const rows = [rawIssue(2, { state: 'closed', updated_at: at(5) }), rawIssue(1)];
    gitlab.on('/projects/10/issues', (query: URLSearchParams) => ({
      json: rows.filter(({ state }) => (query.get('state') === 'opened') === (state === 'opened')),
    }));
    const begun = beginGitlabSince({ kind: 'issues', projectId: APP.id }, new Date(at(4)));

    const first = await gitlab.read({ kind: 'issues', project: APP, cursor: begun.cursor });

    expect(first.sightings.map(({ subject }) => subject.id).toSorted()).toEqual(['2001', '2002']);
    expect(first.cursor).toEqual({ newestAt: at(5) });
  });

  const cursor = { newestAt: at(60) };
  const awaitedIssues = (): Promise<readonly string[]> => Promise.resolve(['5', '6']);
  const numbersOf = ({ lookedAt = [] }: FeedReading) => lookedAt.map(({ number }) => number);

  it('are asked for once more where something waits for a look at one that did not move', async () => {
    gitlab.on('/projects/10/issues', (query: URLSearchParams) => ({
      json: [rawIssue(query.has('iids[]') ? 5 : 6)],
    }));

    const first = await gitlab.read({ kind: 'issues', project: APP, cursor, awaitedIssues });
    const again = await gitlab.read({ kind: 'issues', project: APP, cursor, awaitedIssues });

    expect([numbersOf(first), numbersOf(again)]).toEqual([
      ['6', '5'],
      ['6', '5'],
    ]);
    expect(again.sightings).toEqual([]);
    expect(gitlab.takePaths()).toHaveLength(4);
  });
});
