import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pushEvent } from './code-fixtures.js';
import { rawCommit } from './document-fixtures.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, ALICE_PERSON, APP, MEMBER_OF_APP, rawEvent } from './fixtures.js';

const COMMITS = '/projects/10/repository/commits';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

/** Newest first, as GitLab shows them. */
function written(...messages: readonly [sha: string, message: string][]): readonly object[] {
  return messages.map(([sha, message]) => rawCommit(sha, [], { title: message.split('\n')[0], message }));
}

async function subjectsOf(...events: readonly object[]): Promise<readonly unknown[]> {
  gitlab.on('/events', [...events.toReversed(), rawEvent(100)]);
  const { sightings } = await gitlab.read({ kind: 'activity', cursor: { id: 100, outside: MEMBER_OF_APP } });
  return sightings.map(({ subject }) => subject);
}

describe('what a push brought', () => {
  it('is asked for in one request, and shown newest first', async () => {
    gitlab.on(COMMITS, written(['bbbb', 'Round the totals\n\nAll of them.'], ['abab', 'Cut the cents']));

    expect(await subjectsOf(pushEvent(101))).toMatchObject([
      {
        commits: [
          { sha: 'bbbb', title: 'Round the totals', author: 'BOB' },
          { sha: 'abab', title: 'Cut the cents', author: 'BOB' },
        ],
      },
    ]);
    const [, asked, ...more] = gitlab.requests;
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      ref_name: 'aaaa..bbbb',
      per_page: '2',
      page: '1',
    });
    expect(more).toEqual([]);
  });

  it('names the reader in any line of any commit', async () => {
    gitlab.on(COMMITS, written(['bbbb', 'Round'], ['abab', 'Cut\n\nAs @alice wished.']));

    expect(await subjectsOf(pushEvent(101))).toMatchObject([
      {
        kind: 'commit-note',
        id: '10:abab',
        title: 'Cut',
        body: 'Cut\n\nAs @alice wished.',
        mentions: ['alice'],
      },
      { kind: 'push' },
    ]);
  });

  it('is asked for by the head, and so many, where the branch is new', async () => {
    gitlab.on(COMMITS, written(['bbbb', 'Begin, for @alice']));
    const made = pushEvent(101, { action: 'created', commit_from: null, commit_count: 1 });

    expect(await subjectsOf(made)).toMatchObject([{ kind: 'commit-note' }, { commits: [{ sha: 'bbbb' }] }]);
    expect(gitlab.requests[1]?.query.get('ref_name')).toBe('bbbb');
    expect(gitlab.requests[1]?.query.get('per_page')).toBe('1');
  });

  it('is not looked into beyond the newest twenty', async () => {
    gitlab.on(COMMITS, written(['bbbb', 'Last']));
    await subjectsOf(pushEvent(101, { commit_count: 5_000 }));

    expect(gitlab.requests[1]?.query.get('per_page')).toBe('20');
  });

  it.each([
    ['is gone', { status: 404, json: { message: '404 Tree Not Found' } }],
    ['is kept from the reader', { status: 403, json: { message: '403 Forbidden' } }],
    ['breaks the server', { status: 500, json: { message: '500 Internal Server Error' } }],
    ['is another history', { json: written(['cccc', 'For @alice']) }],
    ['reaches back too far', { json: written(['bbbb', 'Last'], ['aaaa', 'Before, for @alice']) }],
    ['is empty', { json: [] }],
  ])('is the last title alone where it %s', async (_what, reply) => {
    gitlab.on(COMMITS, () => reply);

    expect(await subjectsOf(pushEvent(101))).toMatchObject([
      { kind: 'push', commits: [{ sha: 'bbbb', title: 'Round the totals', author: null }] },
    ]);
  });

  it.each([
    ["the reader's own", {}, { author: ALICE }],
    ['a branch without commits', { action: 'created', commit_from: null, commit_count: 0 }, {}],
    ['a branch that is gone', { action: 'removed', commit_to: null, commit_count: 0 }, {}],
  ])('is not asked for of %s', async (_what, push, event) => {
    await subjectsOf(pushEvent(101, push, event));

    expect(gitlab.takePaths()).toEqual(['/events']);
  });

  it.each([
    ['nobody, so that others of a team are spared the look', 'Round\n\nAll of them.', 1],
    ['somebody, so that each looks with their own token', 'Round\n\nAs @carol wished.', 2],
  ])('names %s', async (_what, message, looks) => {
    gitlab.on('/events', [pushEvent(101), rawEvent(100)]).on(COMMITS, written(['bbbb', message]));
    const adapter = gitlab.adapter();
    const look = () =>
      adapter.readFeed(gitlab.session(), {
        kind: 'activity',
        cursor: { id: 100 },
        project: null,
        viewer: ALICE_PERSON,
        watched: [APP],
        lookup: () => Promise.resolve(new Map()),
      });

    await look();
    const { sightings } = await look();

    expect(gitlab.takePaths().filter((path) => path === COMMITS)).toHaveLength(looks);
    expect(sightings).toMatchObject([{ subject: { kind: 'push', commits: [{ sha: 'bbbb' }] } }]);
  });

  it('is asked for of ten pushes in one look, and of the others told by their events', async () => {
    gitlab.on(COMMITS, written(['bbbb', 'Last']));
    const events = Array.from({ length: 12 }, (_, index) =>
      pushEvent(101 + index, { commit_from: `a${String(index)}` }),
    );

    expect(await subjectsOf(...events)).toHaveLength(12);
    expect(gitlab.takePaths().filter((path) => path === COMMITS)).toHaveLength(10);
  });
});
