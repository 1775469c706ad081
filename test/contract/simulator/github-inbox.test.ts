import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

interface Thread {
  readonly id: string;
  readonly reason: string;
  readonly unread: boolean;
  readonly updated_at: string;
  readonly last_read_at: string | null;
  readonly subject: {
    readonly title: string;
    readonly type: string;
    readonly url: string | null;
    readonly latest_comment_url: string | null;
  };
}

describe('The inbox of the GitHub simulator', () => {
  let github: CheckedGithub;
  const tokens = new Map<string, string>();

  beforeEach(async () => {
    github = await startCheckedGithub();
    const { world } = github;
    for (const login of ['alice', 'bob', 'carol', 'stranger']) {
      world.addUser(login);
      tokens.set(login, world.addToken(login));
    }
    world.addProject('team/web', { members: ['alice', 'bob', 'carol'], isPrivate: true });
    world.openMergeRequest('team/web', { author: 'alice', title: 'Add a page' });
  });

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  const look = (login: string, query = '', headers: Record<string, string> = {}) =>
    github.request(`/notifications${query}`, tokens.get(login) ?? '', { headers });
  const threadsOf = async (login: string, query = '') =>
    (await (await look(login, query)).json()) as Thread[];

  it('says nothing of what people do themselves', async () => {
    github.world.comment('team/web', 1, 'alice', 'A note to @alice');
    github.world.close('team/web', 1, 'alice');

    expect(await threadsOf('alice')).toEqual([]);
  });

  it.each([
    ['review_requested', () => github.world.requestReview('team/web', 1, 'bob', 'alice')],
    ['assign', () => github.world.assign('team/web', 1, 'bob', 'alice')],
    ['mention', () => github.world.comment('team/web', 1, 'alice', 'What do you think, @bob?')],
    ['mention', () => github.world.editDescription('team/web', 1, 'With help of @Bob.', 'alice')],
    ['mention', () => github.world.requestChanges('team/web', 1, 'carol', '@bob knows this')],
  ])('tells whom it concerns, with the reason %s', async (reason, move) => {
    move();

    expect(await threadsOf('bob')).toMatchObject([
      { reason, unread: true, subject: { type: 'PullRequest' } },
    ]);
  });

  it('does not take an address in code, or in a mail address, for a mention', async () => {
    github.world.comment('team/web', 1, 'alice', 'Run `npx @bob/tool` or write to me@bob.example');

    expect(await threadsOf('bob')).toEqual([]);
  });

  it('tells the author of comments, and commenters of what follows', async () => {
    const { world } = github;
    const id = world.comment('team/web', 1, 'bob', 'First');
    world.comment('team/web', 1, 'carol', 'Second');

    const [alices] = await threadsOf('alice');
    const [bobs] = await threadsOf('bob');

    expect(alices?.reason).toBe('author');
    expect(bobs?.reason).toBe('comment');
    expect(bobs?.subject.latest_comment_url).not.toContain(id);
    expect(bobs?.subject.latest_comment_url).toMatch(/\/issues\/comments\/\d+$/);
  });

  it('keeps one thread for a subject, whose time moves and whose reason stays', async () => {
    const { world, clock } = github;
    world.comment('team/web', 1, 'alice', '@bob, please look');
    const [before] = await threadsOf('bob');
    clock.advance(60_000);
    world.comment('team/web', 1, 'carol', 'I looked');
    world.requestReview('team/web', 1, 'bob', 'alice');

    const after = await threadsOf('bob');

    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ id: before?.id, reason: 'mention', updated_at: '2026-03-02T09:01:00Z' });
    expect(before?.updated_at).toBe('2026-03-02T09:00:00Z');
  });

  it('answers If-Modified-Since by whole seconds, with the poll interval', async () => {
    const { world, clock } = github;
    world.comment('team/web', 1, 'bob', 'Hello');
    clock.advance(10_000);
    const first = await look('alice');
    const since = first.headers.get('last-modified') ?? '';

    const same = await look('alice', '', { 'if-modified-since': since });
    world.comment('team/web', 1, 'bob', 'Still there?');
    const moved = await look('alice', '', { 'if-modified-since': since });
    const wrong = await look('alice', '', { 'if-modified-since': 'null' });

    expect(since).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
    expect([same.status, moved.status, wrong.status]).toEqual([304, 200, 422]);
    expect([first, same].map(({ headers }) => headers.get('x-poll-interval'))).toEqual(['60', '60']);
    expect(github.world.rateLimitUsed('alice')).toBe(3);
  });

  it('lets threads be read one by one and all at once, and brings them back when something happens', async () => {
    const { world, clock } = github;
    world.comment('team/web', 1, 'bob', 'Hello');
    world.openMergeRequest('team/web', { author: 'bob', title: 'Next', reviewers: ['alice'] });
    const [thread] = await threadsOf('alice');
    const token = tokens.get('alice') ?? '';

    const read = await github.request(`/notifications/threads/${thread?.id ?? ''}`, token, {
      method: 'PATCH',
    });
    const one = await threadsOf('alice');
    const all = await github.request('/notifications', token, { method: 'PUT' });
    const none = await threadsOf('alice');
    const both = await threadsOf('alice', '?all=true');
    clock.advance(60_000);
    world.comment('team/web', 1, 'bob', 'And?');
    const back = await threadsOf('alice');

    expect([read.status, all.status]).toEqual([205, 205]);
    expect([one.length, none.length, both.length, back.length]).toEqual([1, 0, 2, 1]);
    expect(back[0]).toMatchObject({ unread: true, last_read_at: '2026-03-02T09:00:00Z' });
  });

  it('tells watchers everything, apart from what they take part in', async () => {
    github.world.watchRepository('team/web', 'carol');
    github.world.comment('team/web', 1, 'bob', 'Hello');

    expect(await threadsOf('carol')).toMatchObject([{ reason: 'subscribed' }]);
    expect(await threadsOf('carol', '?participating=true')).toEqual([]);
  });

  it('tells who started a run that it failed, without an address', async () => {
    const { world } = github;
    const { id } = world.startPipeline('team/web', { by: 'alice' });
    world.finishPipeline('team/web', id, 'failed', [{ name: 'lint' }]);
    const passed = world.startPipeline('team/web', { by: 'bob' });
    world.finishPipeline('team/web', passed.id, 'success');

    expect(await threadsOf('bob')).toEqual([]);
    expect(await threadsOf('alice')).toMatchObject([
      {
        reason: 'ci_activity',
        subject: { title: 'CI workflow run failed for main branch', type: 'CheckSuite', url: null },
      },
    ]);
  });

  it('tells nobody who may not see the repository, not even what they knew before', async () => {
    const { world } = github;
    world.comment('team/web', 1, 'alice', '@stranger and @bob, look');
    world.removeMember('team/web', 'bob');

    expect(await threadsOf('stranger')).toEqual([]);
    expect(await threadsOf('bob', '?all=true')).toEqual([]);
  });

  it('gives at most 50 threads a page, newest first, and filters by time', async () => {
    const { world, clock } = github;
    for (let count = 0; count < 55; count += 1) {
      clock.advance(1_000);
      world.openMergeRequest('team/web', { author: 'bob', title: `Change ${count}`, reviewers: ['alice'] });
    }

    const first = await look('alice', '?per_page=100');
    const threads = (await first.json()) as Thread[];
    const rest = await threadsOf('alice', '?per_page=100&page=2');
    const recent = await threadsOf('alice', '?since=2026-03-02T09:00:54Z');

    expect(threads).toHaveLength(50);
    expect(threads[0]?.subject.title).toBe('Change 54');
    expect(first.headers.get('link')).toContain('/api/v3/notifications?per_page=100&page=2');
    expect(rest).toHaveLength(5);
    expect(recent).toHaveLength(2);
  });
});
