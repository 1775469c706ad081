import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '../../../src/domain/time.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

describe('the HTTP side of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
  });

  afterEach(() => scene.close());

  it('knows a token from PRIVATE-TOKEN and from Authorization: Bearer', async () => {
    expect((await scene.ask('/user')).status).toBe(200);
    const bearer = await scene.ask('/user', {
      token: null,
      headers: { authorization: `Bearer ${scene.bob}` },
    });
    expect(one(bearer)['username']).toBe('bob');
  });

  it('answers 401 to an unknown, a revoked and an expired token', async () => {
    const unknown = await scene.ask('/user', { token: 'glpat-nobody' });
    expect([unknown.status, unknown.json]).toEqual([401, { message: '401 Unauthorized' }]);
    scene.world.revokeToken(scene.bob);
    const revoked = await scene.ask('/user', { token: scene.bob });
    expect([revoked.status, one(revoked)['error']]).toEqual([401, 'invalid_token']);
    const expiresAt = new Date(scene.clock.now().getTime() + DAY);
    const short = scene.world.addToken('bob', { expiresAt });
    expect((await scene.ask('/user', { token: short })).status).toBe(200);
    scene.clock.advance(DAY);
    expect((await scene.ask('/user', { token: short })).status).toBe(401);
    expect((await scene.ask('/todos', { token: null })).status).toBe(401);
  });

  it('holds a token to its scopes', async () => {
    const reader = scene.world.addToken('ann', { scopes: ['read_api'] });
    const user = scene.world.addToken('ann', { scopes: ['read_user'] });
    scene.world.openMergeRequest('team/app', { author: 'bob', title: 'One' });
    const path = '/projects/team%2Fapp/merge_requests/1';
    expect((await scene.ask(path, { token: reader })).status).toBe(200);
    const approve = await scene.ask(`${path}/approve`, { token: reader, method: 'POST' });
    expect([approve.status, approve.json]).toEqual([
      403,
      {
        error: 'insufficient_scope',
        error_description: 'The request requires higher privileges than provided by the access token.',
        scope: 'api',
      },
    ]);
    expect((await scene.ask('/todos', { token: user })).status).toBe(403);
    expect((await scene.ask('/user', { token: user })).status).toBe(200);
    const self = await scene.ask('/personal_access_tokens/self', {
      token: scene.world.addToken('ann', { scopes: ['read_registry'] }),
    });
    expect(one(self)['scopes']).toEqual(['read_registry']);
  });

  it('hides a private project from strangers as if it did not exist', async () => {
    const eve = scene.world.addToken('eve');
    const hidden = await scene.ask('/projects/team%2Fapp', { token: eve });
    const missing = await scene.ask('/projects/team%2Fnone', { token: eve });
    expect([hidden.status, hidden.json]).toEqual([404, { message: '404 Project Not Found' }]);
    expect(missing.json).toEqual(hidden.json);
    expect((await scene.ask('/projects/team%2Fapp/pipelines', { token: eve })).status).toBe(404);
    expect(rows(await scene.ask('/projects', { token: eve }))).toEqual([]);
    scene.world.addProject('open/lib', { members: ['ann'], isPrivate: false });
    expect((await scene.ask('/projects/open%2Flib', { token: eve })).status).toBe(200);
    expect(rows(await scene.ask('/projects?membership=true', { token: eve }))).toEqual([]);
    expect((await scene.ask('/projects/open%2Flib', { token: null })).status).toBe(200);
  });

  it('refuses a guest the code of a private project, and a reader every write', async () => {
    scene.world.addMember('team/app', 'eve', 10);
    const eve = scene.world.addToken('eve');
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One' });
    const path = '/projects/team%2Fapp/merge_requests/1';
    expect((await scene.ask('/projects/team%2Fapp', { token: eve })).status).toBe(200);
    expect((await scene.ask(path, { token: eve })).status).toBe(403);
    scene.world.addMember('team/app', 'eve', 20);
    expect((await scene.ask(path, { token: eve })).status).toBe(200);
    expect((await scene.ask(`${path}/approve`, { token: eve, method: 'POST' })).status).toBe(403);
    expect((await scene.ask(`${path}/merge`, { token: eve, method: 'PUT' })).status).toBe(401);
    const start = await scene.ask('/projects/team%2Fapp/pipeline?ref=main', { token: eve, method: 'POST' });
    expect(start.status).toBe(403);
  });

  it('sends a former path on to the number, and refuses to write through it', async () => {
    scene.world.renameProject('team/app', 'team/core');
    const old = await scene.ask('/projects/team%2Fapp/pipelines?ref=main');
    expect(old.status).toBe(301);
    expect(old.headers.get('location')).toBe(
      `${scene.url}/api/v4/projects/${scene.ids.project}/pipelines?ref=main`,
    );
    expect(old.text).toContain('This resource has been moved permanently to');
    expect((await scene.ask('/projects/team%2Fapp/pipeline', { method: 'POST' })).status).toBe(405);
    expect((await scene.ask('/projects/team%2Fcore')).status).toBe(200);
    const eve = scene.world.addToken('eve');
    expect((await scene.ask('/projects/team%2Fapp', { token: eve })).status).toBe(404);
  });

  it('pages with headers and links, at most 100 to a page', async () => {
    for (let index = 0; index < 120; index += 1) scene.world.startPipeline('team/app', { by: 'ann' });
    const path = '/projects/team%2Fapp/pipelines';
    const second = await scene.ask(`${path}?per_page=50&page=2&sort=asc`);
    expect(rows(second)).toHaveLength(50);
    expect(pageHeaders(second.headers)).toEqual(['2', '50', '3', '1', '120', '3']);
    expect(second.headers.get('link')).toContain(
      `<${scene.url}/api/v4${path}?per_page=50&page=3&sort=asc>; rel="next"`,
    );
    const last = await scene.ask(`${path}?per_page=50&page=3`);
    expect(pageHeaders(last.headers)).toEqual(['3', '50', '', '2', '120', '3']);
    expect(last.headers.get('link')).not.toContain('rel="next"');
    expect(rows(await scene.ask(`${path}?per_page=1000`))).toHaveLength(100);
    expect((await scene.ask(`${path}?per_page=0`)).status).toBe(400);
    expect((await scene.ask(`${path}?page=x`)).json).toEqual({ error: 'page is invalid' });
  });

  it('answers 304 to the tag it gave, in its weak and its strong form, until something changes', async () => {
    const path = '/projects/team%2Fapp/pipelines';
    const first = await scene.ask(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    expect(first.headers.get('cache-control')).toBe('max-age=0, private, must-revalidate');
    for (const tag of [etag, etag.slice(2)]) {
      const same = await scene.ask(path, { headers: { 'if-none-match': tag } });
      expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', etag]);
    }
    scene.world.startPipeline('team/app', { by: 'ann' });
    expect((await scene.ask(path, { headers: { 'if-none-match': etag } })).status).toBe(200);
    expect(scene.server.log.notModified).toBe(2);
  });

  it("tells the clock's time, and an id of its own for each request", async () => {
    scene.clock.advance(MINUTE);
    const [one, other] = [await scene.ask('/user'), await scene.ask('/user')];
    expect(one.headers.get('date')).toBe(scene.clock.now().toUTCString());
    expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
  });

  it('says no in the words of the API to what it does not understand', async () => {
    const path = '/projects/team%2Fapp';
    expect((await scene.ask(`${path}/merge_requests?state=open`)).json).toEqual({
      error: 'state does not have a valid value',
    });
    expect((await scene.ask(`${path}/pipelines?updated_after=soon`)).status).toBe(400);
    expect((await scene.ask(`${path}/merge_requests/99`)).status).toBe(404);
    expect((await scene.ask(`${path}/pipelines/99`)).status).toBe(404);
    expect((await scene.ask('/nothing/here')).json).toEqual({ error: '404 Not Found' });
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One' });
    const empty = await scene.ask(`${path}/merge_requests/1/notes`, { method: 'POST', body: {} });
    expect([empty.status, empty.json]).toEqual([400, { error: 'body is missing' }]);
  });

  it('serves the rest while one route is broken', async () => {
    scene.server.faults.add({ path: /\/todos/, fault: { kind: 'status', status: 502, body: '<html>' } });
    scene.server.faults.add({ path: /\/user$/, fault: { kind: 'truncate' } });
    const broken = await scene.ask('/todos');
    expect([broken.status, broken.text, broken.headers.get('etag')]).toEqual([502, '<html>', null]);
    await expect(scene.ask('/user')).rejects.toThrow();
    expect((await scene.ask('/projects/team%2Fapp')).status).toBe(200);
  });
});

describe('the throttle of the simulated GitLab', () => {
  it('counts per token and minute, says so on every answer, and then answers 429 in plain text', async () => {
    const scene = await gitlabScene({ limits: { perTokenPerMinute: 2 } });
    scene.clock.advance(15_000);
    const first = await scene.ask('/user');
    expect(limitHeaders(first.headers)).toEqual(['2', '1', '1', String(Date.UTC(2026, 2, 2, 9, 1) / 1_000)]);
    const etag = first.headers.get('etag') ?? '';
    const same = await scene.ask('/user', { headers: { 'if-none-match': etag } });
    expect([same.status, same.headers.get('ratelimit-remaining')]).toEqual([304, '0']);
    const over = await scene.ask('/user');
    expect([over.status, over.text.trim(), over.headers.get('retry-after')]).toEqual([
      429,
      'Retry later',
      '45',
    ]);
    expect(over.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(over.headers.get('ratelimit-resettime')).toBe('Mon, 02 Mar 2026 09:01:00 GMT');
    expect((await scene.ask('/user', { token: scene.bob })).status).toBe(200);
    scene.clock.advance(45_000);
    expect((await scene.ask('/user')).status).toBe(200);
    await scene.close();
  });

  it('can keep the waiting time to itself, and can be off', async () => {
    const scene = await gitlabScene({ limits: { perTokenPerMinute: 0, sendsRetryAfter: false } });
    const over = await scene.ask('/user');
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, null]);
    scene.world.setLimits({ perTokenPerMinute: null });
    const free = await scene.ask('/user');
    expect([free.status, free.headers.get('ratelimit-limit')]).toEqual([200, null]);
    await scene.close();
  });

  it('limits notes without telling in headers', async () => {
    const scene = await gitlabScene({ limits: { notesPerMinute: 1 } });
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One' });
    const write = () =>
      scene.ask('/projects/team%2Fapp/merge_requests/1/notes', { method: 'POST', body: { body: 'Hi' } });
    expect((await write()).status).toBe(201);
    const over = await write();
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, null]);
    await scene.close();
  });
});

function pageHeaders(headers: Headers): (string | null)[] {
  return ['x-page', 'x-per-page', 'x-next-page', 'x-prev-page', 'x-total', 'x-total-pages'].map((name) =>
    headers.get(name),
  );
}

function limitHeaders(headers: Headers): (string | null)[] {
  return ['limit', 'observed', 'remaining', 'reset'].map((name) => headers.get(`ratelimit-${name}`));
}
