import { describe, expect, it } from '@jest/globals';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { aChangedFile, ALICE, aLinkedCommit, anActivity, at, type Item } from '../github-items.js';

const ACTIVITY = '/repos/acme/shop/activity';
const github = useLoopbackGithub();

let list: readonly Item[];

/** A page of thirty, and the way to the next. */
function serve(): void {
  github().on(ACTIVITY, ({ query }) => {
    const from = Number(query.get('after') ?? 0);
    const next = from + 30;
    const link = `<${github().url}${ACTIVITY}?per_page=30&after=${next}>; rel="next"`;
    return { headers: next < list.length ? { link } : {}, body: list.slice(from, next) };
  });
}

async function started(...items: readonly Item[]): Promise<Poller> {
  list = items;
  serve();
  const poller = new Poller(github(), 'pushes');
  expect((await poller.read()).sightings).toEqual([]);
  poller.gate.take();
  github().takeLog();
  github().now = new Date(at(600));
  return poller;
}

const since = { timestamp: at(60) };
const COMPARISON = `/repos/acme/shop/compare/${'a'.repeat(40)}...${'b'.repeat(40)}`;
const HEAD = `/repos/acme/shop/commits/${'b'.repeat(40)}`;

describe('the pushes of a project', () => {
  it('cost one free request when idle', async () => {
    const poller = await started(anActivity(1));

    expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('leave out the branches of a merge queue, which come and go by themselves', async () => {
    const poller = await started(anActivity(1));
    const ref = `refs/heads/gh-readonly-queue/main/pr-41-${'b'.repeat(40)}`;
    list = [
      anActivity(3, { ...since, ref, activity_type: 'branch_deletion' }),
      anActivity(2, { ...since, ref, activity_type: 'branch_creation' }),
      anActivity(1),
    ];

    expect((await poller.read()).sightings).toEqual([]);
  });

  it('wake the documents where one is to the default branch', async () => {
    const poller = await started(anActivity(1));
    github().on(HEAD, () => ({ body: { commit: { message: 'Round' } } }));
    list = [anActivity(2, { ...since, ref: 'refs/heads/topic' }), anActivity(1)];
    const other = await poller.read();
    list = [anActivity(3, since), ...list];

    expect(other.wakes).toEqual([]);
    expect((await poller.read()).wakes).toEqual([{ kind: 'documents', projectId: SHOP.id }]);
  });

  it('tell who pushed, where, and the title of the last commit, which costs a request', async () => {
    const poller = await started(anActivity(1));
    github().on(HEAD, () => ({
      body: { commit: { message: 'Round the totals\n\nAll of them.', author: { name: 'Bob B.' } } },
    }));
    list = [anActivity(2, since), anActivity(1)];

    const { sightings } = await poller.read();

    expect(sightings).toEqual([
      {
        isNews: false,
        subject: {
          kind: 'push',
          id: '2',
          projectId: SHOP.id,
          action: 'pushed',
          branch: 'main',
          isForced: false,
          commitCount: null,
          title: 'Round the totals',
          commits: [{ sha: 'b'.repeat(40), title: 'Round the totals', author: 'Bob B.' }],
          touched: { paths: [], isCut: true },
          author: { id: '102', login: 'bob', name: 'bob' },
          url: `${SHOP.url}/compare/${'a'.repeat(40)}...${'b'.repeat(40)}`,
          createdAt: at(60),
          updatedAt: at(60),
        },
      },
    ]);
    expect(github().takeLog()).toEqual([`200 ${ACTIVITY}`, `404 ${COMPARISON}`, `200 ${HEAD}`]);
  });

  it.each<[Item, object]>([
    [{ activity_type: 'force_push' }, { action: 'pushed', isForced: true }],
    [{ activity_type: 'pr_merge' }, { action: 'pushed', isForced: false }],
    [
      { activity_type: 'branch_creation', ref: 'refs/heads/topic/a' },
      { action: 'created', branch: 'topic/a', url: `${SHOP.url}/tree/topic/a` },
    ],
    [{ activity_type: 'branch_deletion' }, { action: 'deleted', url: `${SHOP.url}/branches` }],
    [{ actor: null }, { author: { login: 'ghost' } }],
  ])('%j', async (over, expected) => {
    const poller = await started();
    list = [anActivity(2, { ...since, ...over })];

    const { sightings } = await poller.read();

    expect(sightings).toMatchObject([{ subject: expected }]);
  });

  it('show all that they brought, from one request', async () => {
    const poller = await started();
    const commit = (letter: string, message: string) => ({
      sha: letter.repeat(40),
      parents: [],
      commit: { message, author: { name: 'Bob B.' } },
    });
    const commits = [commit('c', 'Cut the cents'), commit('b', 'Round the totals\n\nAll of them.')];
    github().on(COMPARISON, () => ({ body: { status: 'ahead', total_commits: 2, commits, files: [] } }));
    list = [anActivity(2, since)];

    expect(await poller.read()).toMatchObject({
      sightings: [
        {
          subject: {
            commitCount: 2,
            title: 'Round the totals',
            commits: [
              { sha: 'b'.repeat(40), title: 'Round the totals', author: 'Bob B.' },
              { sha: 'c'.repeat(40), title: 'Cut the cents', author: 'Bob B.' },
            ],
          },
        },
      ],
    });
    expect(github().takeLog()).toEqual([`200 ${ACTIVITY}`, `200 ${COMPARISON}`]);
  });

  it('show the last commit, and how many there are, where the comparison does not reach it', async () => {
    const poller = await started();
    github().on(COMPARISON, () => ({
      body: { status: 'ahead', total_commits: 4_000, commits: [], files: [] },
    }));
    github().on(HEAD, () => ({ body: { commit: { message: 'Round the totals' } } }));
    list = [anActivity(2, since)];

    expect(await poller.read()).toMatchObject({
      sightings: [
        { subject: { commitCount: 4_000, title: 'Round the totals', commits: [{ sha: 'b'.repeat(40) }] } },
      ],
    });
  });

  it.each([404, 422])('have no title where the commit cannot be had (%i)', async (status) => {
    const poller = await started();
    github().on(HEAD, () => ({ status, body: { message: 'No commit found' } }));
    list = [anActivity(2, since)];

    expect(await poller.read()).toMatchObject({ sightings: [{ subject: { title: null } }] });
  });

  it('of the reader show what they brought, too, and call the reader by no word in it', async () => {
    const poller = await started();
    const commits = [aLinkedCommit('b', [], { commit: { message: 'Thanks, @alice', author: null } })];
    const files = [aChangedFile('src/a.ts')];
    github().on(COMPARISON, () => ({ body: { status: 'ahead', total_commits: 1, commits, files } }));
    list = [anActivity(2, { ...since, actor: ALICE })];

    const { sightings } = await poller.read();

    expect(sightings.map(({ subject }) => subject)).toMatchObject([
      { kind: 'push', title: 'Thanks, @alice', touched: { paths: ['src/a.ts'], isCut: false } },
    ]);
  });

  it('are read on down to what was read before, and ask for no more titles than are worth it', async () => {
    const poller = await started(anActivity(1));
    list = [...Array.from({ length: 70 }, (_, index) => anActivity(100 - index, since)), anActivity(1)];

    expect((await poller.read()).sightings).toHaveLength(70);
    const log = github().takeLog();
    expect(log.filter((line) => line.endsWith(ACTIVITY))).toHaveLength(3);
    expect(log.filter((line) => line.endsWith(HEAD))).toHaveLength(20);
    expect((await poller.read()).sightings).toEqual([]);
  });

  it('of long ago are not looked into again, though the account has forgotten them', async () => {
    const poller = await started();
    const made = { activity_type: 'branch_creation' };
    list = [anActivity(3, { ...made, timestamp: at(400) }), anActivity(2, since)];
    await poller.read();
    github().takeLog();
    poller.forget();
    list = [anActivity(4, { ...made, timestamp: at(500) }), ...list];

    const { sightings } = await poller.read();

    // The last minute is read twice, for what came late.
    expect(sightings.map(({ subject }) => subject.id)).toEqual(['3', '4']);
    expect(github().takeLog()).toEqual([`200 ${ACTIVITY}`]);
  });

  it('that are odd, or of no branch, spare the others', async () => {
    const poller = await started();
    list = [
      anActivity(2, { ...since, activity_type: 'explosion' }),
      anActivity(3, { ...since, ref: 'refs/notes/commits' }),
      anActivity(4, { ...since, actor: ALICE }),
    ];

    expect(await poller.read()).toMatchObject({ dropped: 1, sightings: [{ subject: { id: '4' } }] });
  });
});
