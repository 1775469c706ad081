import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const PULLS = '/repos/team/web/pulls?state=all&sort=updated&direction=desc&per_page=30';

describe('Polling the GitHub simulator', () => {
  let github: CheckedGithub;
  let token: string;

  beforeEach(async () => {
    github = await startCheckedGithub();
    const { world } = github;
    world.addUser('alice');
    world.addUser('bob');
    token = world.addToken('alice');
    world.addProject('team/web', { members: ['alice', 'bob'] });
    world.openMergeRequest('team/web', { author: 'alice', title: 'Add a page' });
  });

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  const poll = (path: string, etag: string, by = token) =>
    github.request(path, by, { headers: { 'if-none-match': etag } });
  const etagOf = async (path: string, by = token) =>
    (await github.request(path, by)).headers.get('etag') ?? '';

  it.each([
    PULLS,
    '/repos/team/web/actions/runs',
    '/repos/team/web/issues/comments?sort=updated&direction=desc',
    '/repos/team/web/pulls/comments?sort=updated&direction=desc',
    '/repos/team/web/pulls/1/reviews',
    '/user/repos',
    '/user/starred',
    '/user',
    '/notifications',
  ])('answers an unchanged %s with a free 304', async (path) => {
    const etag = await etagOf(path);
    const used = github.world.rateLimitUsed('alice');

    const again = await poll(path, etag);
    const strong = await poll(path, etag.replace('W/', ''));
    const listed = await poll(path, `"other", ${etag}`);

    expect(etag).toMatch(/^W\/"[0-9a-f]+"$/);
    expect([again.status, strong.status, listed.status]).toEqual([304, 304, 304]);
    expect(await again.text()).toBe('');
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('x-ratelimit-used')).toBe(String(used));
    expect(github.world.rateLimitUsed('alice')).toBe(used);
    expect(github.server.log.notModified).toBe(3);
  });

  it('makes an ETag for each token and each address', async () => {
    const etag = await etagOf(PULLS);
    const other = github.world.addToken('alice');

    const withOtherToken = await poll(PULLS, etag, other);
    const withOtherAddress = await poll(`${PULLS}&page=1`, etag);

    expect([withOtherToken.status, withOtherAddress.status]).toEqual([200, 200]);
  });

  it('gives a new list after a change that shows in it, and only then', async () => {
    const { world } = github;
    const pulls = await etagOf(PULLS);
    const runs = await etagOf('/repos/team/web/actions/runs');
    const comments = await etagOf('/repos/team/web/issues/comments');

    world.startPipeline('team/web', { by: 'bob' });
    const pullsAfterRun = await poll(PULLS, pulls);
    world.comment('team/web', 1, 'bob', 'Hello');
    const pullsAfterComment = await poll(PULLS, pulls);

    expect(pullsAfterRun.status).toBe(304);
    expect(pullsAfterComment.status).toBe(200);
    expect((await poll('/repos/team/web/actions/runs', runs)).status).toBe(200);
    expect((await poll('/repos/team/web/issues/comments', comments)).status).toBe(200);
  });

  it('never answers 304 where the body would differ', async () => {
    const { world, clock } = github;
    const seen = new Map<string, { etag: string; body: string }>();
    const paths = [
      PULLS,
      '/repos/team/web',
      '/repos/team/web/pulls/1',
      '/repos/team/web/pulls/1/reviews',
      '/repos/team/web/pulls/1/commits',
      '/repos/team/web/pulls/comments',
      '/repos/team/web/issues/1',
      '/repos/team/web/issues/1/comments',
      '/repos/team/web/issues/events',
      '/repos/team/web/actions/runs',
      '/repos/team/web/branches/main',
      '/user/repos',
      '/notifications?all=true',
    ];
    let run = 0;
    const moves = [
      () => world.requestReview('team/web', 1, 'bob', 'alice'),
      () => world.reviewComment('team/web', 1, 'bob', 'Why?'),
      () => world.pushCommit('team/web', 1, 'alice'),
      () => world.setConflict('team/web', 1, true),
      () => (run = world.startPipeline('team/web', { by: 'alice', mergeRequest: 1 }).id),
      () => world.finishPipeline('team/web', run, 'failed', [{ name: 'lint' }]),
      () => world.retryPipeline('team/web', run, 'bob'),
      () => world.approve('team/web', 1, 'bob'),
      () => world.comment('team/web', 1, 'bob', 'Good'),
      () => world.setRole('team/web', 'alice', 'admin'),
      () => world.merge('team/web', 1, 'bob'),
      () => world.openMergeRequest('team/web', { author: 'bob', title: 'Next' }),
      () => world.renameProject('team/web', 'team/site'),
    ];

    for (const move of moves) {
      move();
      clock.advance(1_000);
      for (const path of paths.map((text) =>
        move === moves.at(-1) ? text.replace('team/web', 'team/site') : text,
      )) {
        const before = seen.get(path);
        const conditional = await poll(path, before?.etag ?? '"none"');
        const reply = await github.request(path, token);
        const body = await reply.text();
        if (conditional.status === 304) expect({ path, body }).toEqual({ path, body: before?.body });
        seen.set(path, { etag: reply.headers.get('etag') ?? '', body });
      }
    }
    expect(seen.size).toBeGreaterThan(paths.length);
  });

  it('pages with links that lead to the id of the repository', async () => {
    for (let count = 0; count < 4; count += 1) {
      github.world.openMergeRequest('team/web', { author: 'bob', title: `Change ${count}` });
    }
    const octokit = github.octokitOf(token);
    const list = { owner: 'team', repo: 'web', per_page: 2, sort: 'updated', direction: 'asc' } as const;

    const first = await octokit.rest.pulls.list(list);
    const last = await octokit.rest.pulls.list({ ...list, page: 3 });
    const all = await octokit.paginate(octokit.rest.pulls.list, list);

    const base = `${github.url}/api/v3/repositories/\\d+/pulls\\?per_page=2&sort=updated&direction=asc`;
    expect(first.headers.link).toMatch(
      new RegExp(`^<${base}&page=2>; rel="next", <${base}&page=3>; rel="last"$`),
    );
    expect(last.headers.link).toMatch(
      new RegExp(`^<${base}&page=2>; rel="prev", <${base}&page=1>; rel="first"$`),
    );
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('dates its answers by its own clock', async () => {
    github.clock.advance(90_000);

    const reply = await github.request(PULLS, token);

    expect(reply.headers.get('date')).toBe('Mon, 02 Mar 2026 09:01:30 GMT');
    expect(reply.headers.get('x-ratelimit-reset')).toBe(String(Date.parse('2026-03-02T10:01:30Z') / 1_000));
  });

  it('makes octokit throw on a 304, with the headers', async () => {
    const octokit = github.octokitOf(token);
    const first = await octokit.rest.pulls.list({ owner: 'team', repo: 'web' });

    const again = octokit.rest.pulls.list({
      owner: 'team',
      repo: 'web',
      headers: { 'if-none-match': first.headers.etag ?? '' },
    });

    await expect(again).rejects.toMatchObject({
      status: 304,
      response: { headers: { etag: first.headers.etag } },
    });
  });
});

describe('The limits of the GitHub simulator', () => {
  let github: CheckedGithub;

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  it.each([403, 429] as const)(
    'answers %d when the hour is used up, and opens again after it',
    async (status) => {
      github = await startCheckedGithub({ primary: 2, primaryStatus: status });
      github.world.addUser('alice');
      const tokens = [github.world.addToken('alice'), github.world.addToken('alice')];
      const statuses = [];
      for (const token of [...tokens, ...tokens])
        statuses.push((await github.request('/user', token)).status);

      const refused = await github.request('/user', tokens[0] ?? '');
      const limit = await github.request('/rate_limit', tokens[0] ?? '');
      github.clock.advance(3_600_000);
      const later = await github.request('/user', tokens[0] ?? '');

      expect(statuses).toEqual([200, 200, status, status]);
      expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
      expect(await limit.json()).toMatchObject({ rate: { limit: 2, remaining: 0, used: 2 } });
      expect(later.status).toBe(200);
      expect(later.headers.get('x-ratelimit-remaining')).toBe('1');
    },
  );

  it.each([
    [{ status: 403, retryAfter: 30 }, 403, '30'],
    [{ status: 429, retryAfter: new Date('2026-03-02T09:05:00Z') }, 429, 'Mon, 02 Mar 2026 09:05:00 GMT'],
    [{ status: 403, retryAfter: null }, 403, null],
  ] as const)('answers the secondary limit as %j', async (answer, status, retryAfter) => {
    github = await startCheckedGithub();
    github.world.addUser('alice');
    const token = github.world.addToken('alice');
    github.world.limitSecondary('alice', answer);

    const refused = await github.request('/user', token);
    const next = await github.request('/user', token);

    expect(refused.status).toBe(status);
    expect(refused.headers.get('retry-after')).toBe(retryAfter);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('5000');
    expect(await refused.json()).toMatchObject({
      message: expect.stringContaining('You have exceeded a secondary rate limit'),
    });
    expect(next.status).toBe(200);
  });

  it('counts points by the minute, five for a write, when a secondary limit is set', async () => {
    github = await startCheckedGithub({ secondary: { pointsPerMinute: 6, status: 429, retryAfter: 60 } });
    github.world.addUser('alice');
    const token = github.world.addToken('alice');

    const statuses = [];
    for (const init of [{ method: 'PUT' }, {}, {}]) {
      statuses.push((await github.request('/notifications', token, init)).status);
    }
    github.clock.advance(60_000);
    const later = await github.request('/notifications', token);

    expect(statuses).toEqual([205, 200, 429]);
    expect(later.status).toBe(200);
  });
});
