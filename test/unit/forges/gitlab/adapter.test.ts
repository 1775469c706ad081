import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeGitlab, TOKEN } from './fake-gitlab.js';
import { ALICE, APP, at, rawEvent, rawTodo } from './fixtures.js';
import { RecordingGate } from '../http/recording-gate.js';

const OAUTH_TOKEN = '0123456789abcdef'.repeat(4);

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

const SELF = {
  id: 1,
  user_id: 1,
  revoked: false,
  active: true,
  scopes: ['read_api'],
  expires_at: '2026-12-31',
};

function identify(token = TOKEN) {
  return gitlab.adapter().identify(gitlab.session(token));
}

describe('the form of a token', () => {
  it.each([
    ['glpat-abcdefghij0123456789', true],
    ['gloas-abcdefghij0123456789', true],
    ['glrt-abc', true],
    ['ghp_abc', false],
    ['gho_abc', false],
    ['ghu_abc', false],
    ['ghs_abc', false],
    ['ghr_abc', false],
    ['github_pat_abc', false],
    ['abcdefghij0123456789', null],
    [OAUTH_TOKEN, null],
    ['', null],
  ])('of %s says %s', (token, expected) => {
    expect(gitlab.adapter().recognisesToken(token)).toBe(expected);
  });
});

describe('identifying a token', () => {
  it('tells whose it is and what it may do', async () => {
    gitlab.on('/personal_access_tokens/self', SELF).on('/user', ALICE);

    expect(await identify()).toEqual({
      user: { id: '1', login: 'alice', name: 'ALICE' },
      token: {
        kind: 'gitlab-personal',
        scopes: ['read_api'],
        expiresAt: new Date('2026-12-31T00:00:00.000Z'),
        missingScopes: [],
        excessScopes: [],
        canWrite: false,
        readsInbox: true,
      },
    });
    expect(gitlab.requests.map(({ headers }) => headers['private-token'])).toEqual([TOKEN, TOKEN, TOKEN]);
  });

  it('tells the groups that a mention of theirs calls', async () => {
    const memberships = {
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: [{ group: { fullPath: 'Acme/Shop' } }],
    };
    gitlab
      .on('/personal_access_tokens/self', SELF)
      .on('/user', ALICE)
      .on('/api/graphql', { data: { currentUser: { groupMemberships: memberships } } });

    expect((await identify()).token.groups).toEqual(['acme/shop']);
  });

  it.each<[readonly string[], object]>([
    [['api'], { missingScopes: [], excessScopes: [], canWrite: true }],
    [['read_user'], { missingScopes: ['read_api'], excessScopes: [], canWrite: false }],
    [
      ['read_api', 'sudo', 'write_repository'],
      { missingScopes: [], excessScopes: ['sudo', 'write_repository'] },
    ],
    [[], { missingScopes: ['read_api'], canWrite: false }],
  ])('weighs the scopes %j', async (scopes, facts) => {
    gitlab.on('/personal_access_tokens/self', { ...SELF, scopes, expires_at: null }).on('/user', ALICE);

    expect((await identify()).token).toMatchObject({ ...facts, expiresAt: null });
  });

  it.each([{ revoked: true }, { active: false }])('refuses one that is %j', async (state) => {
    gitlab.on('/personal_access_tokens/self', { ...SELF, ...state }).on('/user', ALICE);

    await expect(identify()).rejects.toMatchObject({ code: 'token-refused' });
  });

  it('refuses one that the server does not know', async () => {
    const refusal = () => ({ status: 401, json: { message: '401 Unauthorized' } });
    gitlab.on('/personal_access_tokens/self', refusal).on('/user', refusal);

    await expect(identify()).rejects.toMatchObject({ code: 'token-refused', status: 401 });
    expect(gitlab.takePaths()).toEqual(['/personal_access_tokens/self', '/user']);
  });

  it.each([401, 403, 404])(
    'takes its user for the proof when the server answers %i to the rest',
    async (status) => {
      gitlab
        .on('/personal_access_tokens/self', () => ({ status, json: { message: 'no' } }))
        .on('/user', ALICE);

      expect(await identify()).toMatchObject({ user: { login: 'alice' }, token: { scopes: null } });
    },
  );

  it('tells the bot user of a project token', async () => {
    gitlab.on('/personal_access_tokens/self', SELF).on('/user', { ...ALICE, bot: true });

    expect((await identify()).token.kind).toBe('gitlab-bot');
  });

  it.each([400, 403, 404])('takes an OAuth token at its user when the server answers %i', async (status) => {
    gitlab.on('/personal_access_tokens/self', () => ({ status, json: { message: 'no' } })).on('/user', ALICE);

    const { token } = await identify(OAUTH_TOKEN);

    expect(token).toMatchObject({ kind: 'gitlab-oauth', scopes: null, missingScopes: [], canWrite: null });
    expect(new Set(gitlab.requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Bearer ${OAUTH_TOKEN}`]),
    );
  });
});

describe('projects', () => {
  const raw = {
    id: 10,
    name: 'App',
    path_with_namespace: 'team/app',
    web_url: 'https://gitlab.example.com/team/app',
    default_branch: 'main',
  };

  it('are found by path and by id', async () => {
    gitlab.on('/projects/team%2Fapp', raw).on('/projects/10', raw);
    const adapter = gitlab.adapter();

    expect(await adapter.findProject(gitlab.session(), 'team/app')).toEqual(APP);
    expect(await adapter.findProject(gitlab.session(), '10')).toEqual(APP);
  });

  it('that have moved are found at their new place', async () => {
    gitlab
      .on('/projects/old%2Fapp', () => ({
        status: 301,
        headers: { location: `${gitlab.url}/api/v4/projects/10` },
      }))
      .on('/projects/10', raw);

    expect(await gitlab.adapter().findProject(gitlab.session(), 'old/app')).toEqual(APP);
  });

  it.each([403, 404])('that the token cannot see are none: %i', async (status) => {
    gitlab.on('/projects/team%2Fapp', () => ({ status, json: { message: 'no' } }));

    expect(await gitlab.adapter().findProject(gitlab.session(), 'team/app')).toBeNull();
  });

  it.each(['..', '.', 'app', '', '/', 'team//app', 'a b/c'])(
    '%j cannot be one and is not asked for',
    async (path) => {
      expect(await gitlab.adapter().findProject(gitlab.session(), path)).toBeNull();
      expect(gitlab.requests).toEqual([]);
    },
  );

  it('are not "none" when the server is down', async () => {
    gitlab.on('/projects/team%2Fapp', () => ({
      status: 502,
      text: '<html>',
      headers: { 'content-type': 'text/html' },
    }));

    await expect(gitlab.adapter().findProject(gitlab.session(), 'team/app')).rejects.toMatchObject({
      code: 'unavailable',
      status: 502,
    });
  });

  it('are listed a page at a time, without the odd ones', async () => {
    const rows = Array.from({ length: 21 }, (_, index) => ({ ...raw, id: index + 1 }));
    gitlab.on('/projects', [{ id: 'x' }, ...rows]);
    const adapter = gitlab.adapter();

    const first = await adapter.listProjects(gitlab.session(), 1);
    const second = await adapter.listProjects(gitlab.session(), 2);

    expect([first.projects.length, first.hasMore]).toEqual([19, true]);
    expect([second.projects.length, second.hasMore]).toEqual([2, false]);
    expect(gitlab.requests[0]?.query.toString()).toBe(
      'membership=true&simple=true&order_by=last_activity_at&per_page=20&page=1',
    );
    expect(gitlab.warnings).toMatchObject([{ fields: { feed: 'projects', count: 1 } }]);
  });
});

describe('a request through gitbeaker', () => {
  it.each([429, 502])('is made once, whatever the answer: %i', async (status) => {
    const gate = new RecordingGate();
    gitlab.on('/todos', () => ({
      status,
      text: 'Retry later',
      headers: { 'content-type': 'text/plain', 'retry-after': '30' },
    }));

    const work = gitlab.adapter().readFeed(gitlab.session(TOKEN, gate), request('inbox'));

    await expect(work).rejects.toMatchObject({ name: 'ForgeError', status, retryAfterSeconds: 30 });
    expect(gitlab.requests).toHaveLength(1);
    expect(gate.outcomes).toMatchObject([{ status, retryAfterSeconds: 30 }]);
  });

  it('does not walk on by itself where the server has more pages', async () => {
    gitlab.on(
      '/events',
      Array.from({ length: 500 }, (_, index) => rawEvent(1_000 - index)),
    );

    await gitlab.adapter().readFeed(gitlab.session(), request('activity'));

    expect(gitlab.takePaths().filter((path) => path === '/events')).toHaveLength(1);
  });

  it.each([
    ['an object', { message: 'hello' }],
    ['null', null],
    ['a number', 5],
  ])('that answers %s instead of a list is a bad reply', async (_name, json) => {
    gitlab.on('/todos', () => ({ json }));

    await expect(gitlab.adapter().readFeed(gitlab.session(), request('inbox'))).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'bad-reply',
    });
  });

  it('never shows the token in an error', async () => {
    gitlab.on('/todos', () => ({
      status: 403,
      json: { error: 'insufficient_scope', error_description: TOKEN },
    }));

    const error: unknown = await gitlab
      .adapter()
      .readFeed(gitlab.session(), request('inbox'))
      .catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'forbidden' });
    expect(String((error as Error).stack) + JSON.stringify(error)).not.toContain(TOKEN);
  });
});

describe('a feed that GitLab has not', () => {
  it.each(['comments', 'pipelines'] as const)('is refused: %s of no project', async (kind) => {
    await expect(gitlab.adapter().readFeed(gitlab.session(), request(kind))).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(gitlab.requests).toEqual([]);
  });
});

describe('a reading', () => {
  it('of every feed tells the server’s time and survives a round trip through JSON', async () => {
    gitlab.on('/todos', [rawTodo(1)]);

    const reading = await gitlab.read({ kind: 'inbox' });

    expect(reading).toMatchObject({ serverTime: new Date(at(0)), minPollSeconds: null, dropped: 0 });
    expect(reading.cursor).toEqual({ id: 1, updatedAt: at(0), naming: [] });
  });
});

function request(kind: 'inbox' | 'activity' | 'comments' | 'pipelines') {
  const viewer = { id: '1', login: 'alice', name: 'ALICE' };
  return {
    kind,
    project: null,
    cursor: null,
    viewer,
    watched: [APP],
    lookup: () => Promise.resolve(new Map()),
  };
}
