import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

describe('Who may do what on the GitHub simulator', () => {
  let github: CheckedGithub;

  beforeEach(async () => {
    github = await startCheckedGithub();
    for (const login of ['alice', 'bob', 'stranger']) github.world.addUser(login);
    github.world.addProject('team/web', { members: ['alice', 'bob'], isPrivate: true });
    github.world.addProject('team/open', { members: ['alice'] });
    github.world.openMergeRequest('team/web', { author: 'alice', title: 'Add a page' });
  });

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  it('wants a user agent', async () => {
    const token = github.world.addToken('alice');

    const reply = await github.request('/user', token, { headers: { 'user-agent': '' } });

    expect(reply.status).toBe(403);
  });

  it.each(['Bearer', 'token', 'bearer'])('takes a token after %s', async (scheme) => {
    const authorization = `${scheme} ${github.world.addToken('alice')}`;

    const reply = await github.request('/user', '', { headers: { authorization } });

    expect(reply.status).toBe(200);
  });

  it('turns away unknown, revoked and expired tokens alike', async () => {
    const { world, clock } = github;
    const revoked = world.addToken('alice');
    world.revokeToken(revoked);
    const expiring = world.addToken('alice', { expiresAt: new Date(clock.now().getTime() + 60_000) });

    const early = await github.request('/user', expiring);
    clock.advance(60_000);
    const replies = [];
    for (const token of ['ghp_unknown', revoked, expiring])
      replies.push(await github.request('/user', token));

    expect(early.status).toBe(200);
    expect(early.headers.get('github-authentication-token-expiration')).toBe('2026-03-02 09:01:00 UTC');
    for (const reply of replies) {
      expect(reply.status).toBe(401);
      expect(await reply.json()).toMatchObject({ message: 'Bad credentials' });
    }
  });

  it('tells the two kinds of token apart by form and by headers', async () => {
    const classic = github.world.addToken('alice', { scopes: ['repo', 'notifications'] });
    const fineGrained = github.world.addToken('alice', { kind: 'fine-grained' });

    const asClassic = await github.request('/repos/team/web', classic);
    const asFineGrained = await github.request('/repos/team/web', fineGrained);

    expect(classic).toMatch(/^ghp_\w{36}$/);
    expect(fineGrained).toMatch(/^github_pat_\w{22}_\w{59}$/);
    expect(asClassic.headers.get('x-oauth-scopes')).toBe('notifications, repo');
    expect(asFineGrained.headers.has('x-oauth-scopes')).toBe(false);
    expect(asFineGrained.headers.get('x-accepted-github-permissions')).toBe('metadata=read');
  });

  it('does not admit that a private repository exists to those who cannot see it', async () => {
    const { world } = github;
    const strangers = world.addToken('stranger');
    const narrow = world.addToken('alice', { scopes: ['notifications'] });
    const bobs = world.addToken('bob');
    const before = await github.request('/repos/team/web', bobs);
    world.removeMember('team/web', 'bob');

    const statuses = [];
    for (const token of [strangers, narrow, bobs]) {
      statuses.push((await github.request('/repos/team/web/pulls', token)).status);
    }
    const open = await github.request('/repos/team/open', strangers);

    expect(before.status).toBe(200);
    expect(statuses).toEqual([404, 404, 404]);
    expect(open.status).toBe(200);
  });

  it('names the permission that a fine-grained token lacks', async () => {
    const token = github.world.addToken('alice', { kind: 'fine-grained', scopes: ['pull_requests=read'] });
    const review = { method: 'POST', body: JSON.stringify({ event: 'COMMENT', body: 'Hm' }) };

    const read = await github.request('/repos/team/web/pulls', token);
    const write = await github.request('/repos/team/web/pulls/1/reviews', token, review);
    const runs = await github.request('/repos/team/web/actions/runs', token);

    expect(read.status).toBe(200);
    expect([write.status, runs.status]).toEqual([403, 403]);
    expect(write.headers.get('x-accepted-github-permissions')).toBe('pull_requests=write');
    expect(runs.headers.get('x-accepted-github-permissions')).toBe('actions=read');
    expect(await write.json()).toMatchObject({ message: 'Resource not accessible by personal access token' });
  });

  it('keeps the inbox from fine-grained tokens and from classic ones without the scope', async () => {
    const fineGrained = github.world.addToken('alice', { kind: 'fine-grained' });
    const narrow = github.world.addToken('alice', { scopes: ['public_repo'] });

    const statuses = [];
    for (const token of [
      fineGrained,
      narrow,
      github.world.addToken('alice', { scopes: ['notifications'] }),
    ]) {
      statuses.push((await github.request('/notifications', token)).status);
    }

    expect(statuses).toEqual([403, 403, 200]);
  });

  it('lets only those with push access merge and re-run', async () => {
    github.world.setRole('team/web', 'bob', 'read');
    const { id } = github.world.startPipeline('team/web', { by: 'alice' });
    const token = github.world.addToken('bob');

    const merge = await github.request('/repos/team/web/pulls/1/merge', token, { method: 'PUT' });
    const cancel = await github.request(`/repos/team/web/actions/runs/${id}/cancel`, token, {
      method: 'POST',
    });
    const repository = (await (await github.request('/repos/team/web', token)).json()) as {
      permissions: unknown;
    };

    expect([merge.status, cancel.status]).toEqual([403, 403]);
    expect(repository.permissions).toMatchObject({ pull: true, push: false });
  });

  it('sends readers of a former name on to the id, and gives the name away again', async () => {
    const { world } = github;
    const token = world.addToken('alice');
    world.renameProject('team/web', 'team/site');

    const read = await github.request('/repos/team/web/pulls?state=all', token);
    const write = await github.request('/repos/team/web/pulls/1/merge', token, { method: 'PUT' });
    const location = read.headers.get('location') ?? '';
    const followed = await github.request(location.replace(`${github.url}/api/v3`, ''), token);
    const stranger = await github.request('/repos/team/web', world.addToken('stranger'));
    const taken = world.addProject('team/web', { members: ['alice'] });
    const again = (await (await github.request('/repos/team/web', token)).json()) as { id: number };

    expect(read.status).toBe(301);
    expect(await read.json()).toMatchObject({ message: 'Moved Permanently', url: location });
    expect(location).toMatch(/\/api\/v3\/repositories\/\d+\/pulls\?state=all$/);
    expect(write.status).toBe(307);
    expect(await followed.json()).toHaveLength(1);
    expect(stranger.status).toBe(404);
    expect(again.id).toBe(taken.id);
  });
});
