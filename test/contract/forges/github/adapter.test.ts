import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../../src/domain/secret.js';
import { Poller, SHOP, TOKEN, useLoopbackGithub } from './github-bench.js';
import { ALICE, REPOSITORY } from './github-items.js';

const github = useLoopbackGithub();

function open(): Poller {
  return new Poller(github(), 'pipelines');
}

describe('identify', () => {
  it('says who the token belongs to and what it may do', async () => {
    github().on('/user', () => ({
      headers: {
        'x-oauth-scopes': 'repo, notifications, delete_repo',
        'github-authentication-token-expiration': '2027-10-12 09:00:00 UTC',
      },
      body: { ...ALICE, name: 'Alice Archer' },
    }));
    const { adapter, session } = open();

    const identity = await adapter.identify(session);

    expect(identity.user).toEqual({ id: '101', login: 'alice', name: 'Alice Archer' });
    expect(identity.token).toMatchObject({
      kind: 'github-classic',
      expiresAt: new Date('2027-10-12T09:00:00Z'),
      excessScopes: ['delete_repo'],
      readsInbox: true,
    });
  });

  it('sends the token, the API version and a name', async () => {
    github().on('/user', () => ({ body: ALICE }));
    const { adapter, session } = open();

    await adapter.identify(session);

    const headers = github().requests[0]?.headers;
    expect(headers).toMatchObject({
      authorization: `token ${TOKEN}`,
      'x-github-api-version': '2022-11-28',
    });
    expect(headers?.accept).toMatch(/^application\/vnd\.github/);
    expect(headers?.['user-agent']).toMatch(/^forgewatch/);
  });

  it('learns from a fine-grained token that it does not tell', async () => {
    github().on('/user', () => ({ body: ALICE }));
    const { adapter, session } = open();

    const identity = await adapter.identify({ ...session, secret: new Secret('github_pat_11ABC') });

    expect(identity.token).toMatchObject({ kind: 'github-fine-grained', scopes: null, canWrite: null });
  });

  it('refuses a token that GitHub refuses', async () => {
    github().on('/user', () => ({ status: 401, body: { message: 'Bad credentials' } }));
    const { adapter, session } = open();

    await expect(adapter.identify(session)).rejects.toMatchObject({ code: 'token-refused', status: 401 });
  });

  it.each(['', 'two words', 'line\nbreak', 'ключ'])(
    'refuses "%s", which no header can carry, without a request',
    async (secret) => {
      const { adapter, session } = open();

      await expect(adapter.identify({ ...session, secret: new Secret(secret) })).rejects.toMatchObject({
        code: 'token-refused',
      });
      expect(github().requests).toEqual([]);
    },
  );
});

describe('findProject', () => {
  it('finds by path and by id', async () => {
    github().on('/repos/acme/shop', () => ({ body: REPOSITORY }));
    github().on('/repositories/7001', () => ({ body: REPOSITORY }));
    const { adapter, session } = open();

    expect(await adapter.findProject(session, 'acme/shop')).toEqual(SHOP);
    expect(await adapter.findProject(session, '7001')).toEqual(SHOP);
  });

  it('follows a rename', async () => {
    github().on('/repos/acme/old', () => ({
      status: 301,
      headers: { location: `${github().url}/repositories/7001` },
      body: { message: 'Moved Permanently' },
    }));
    github().on('/repositories/7001', () => ({ body: REPOSITORY }));
    const { adapter, session } = open();

    expect(await adapter.findProject(session, 'acme/old')).toEqual(SHOP);
  });

  it.each([404, 403, 451])('takes %i for missing', async (status) => {
    github().on('/repos/acme/shop', () => ({ status, body: { message: 'no' } }));
    const { adapter, session } = open();

    expect(await adapter.findProject(session, 'acme/shop')).toBeNull();
  });

  it('does not take a rate limit for missing', async () => {
    github().on('/repos/acme/shop', () => ({
      status: 403,
      headers: { 'x-ratelimit-remaining': '0' },
      body: { message: 'API rate limit exceeded' },
    }));
    const { adapter, session } = open();

    await expect(adapter.findProject(session, 'acme/shop')).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it.each(['shop', 'a/b/c', '../user', 'acme/..', 'https://github.com/acme/shop'])(
    'asks nothing for "%s"',
    async (path) => {
      const { adapter, session } = open();

      expect(await adapter.findProject(session, path)).toBeNull();
      expect(github().requests).toEqual([]);
    },
  );
});

describe('listProjects', () => {
  it('lists page by page, the most recently pushed first', async () => {
    const all = Array.from({ length: 25 }, (_, index) => ({ ...REPOSITORY, id: index + 1 }));
    github().list('/user/repos', () => all);
    const { adapter, session } = open();

    const first = await adapter.listProjects(session, 1);
    const second = await adapter.listProjects(session, 2);

    expect([first.projects.length, first.hasMore]).toEqual([20, true]);
    expect([second.projects.length, second.hasMore]).toEqual([5, false]);
    expect(github().requests[0]?.query.toString()).toBe('sort=pushed&direction=desc&per_page=20&page=1');
  });
});

describe('readFeed', () => {
  it('has no activity feed', async () => {
    const { adapter, session, lookup } = open();

    const asked = adapter.readFeed(session, {
      kind: 'activity',
      project: null,
      cursor: null,
      viewer: { id: '101', login: 'alice', name: 'Alice' },
      watched: [],
      lookup,
    });

    await expect(asked).rejects.toMatchObject({ name: 'ForgeError', code: 'invalid' });
  });
});
