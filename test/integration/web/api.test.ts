import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TimelineEntry } from '../../../src/domain/timeline.js';
import { DAY } from '../../../src/domain/time.js';
import { NOON } from '../../support/builders.js';
import { type Reply, SiteFixture } from '../../support/site-fixture.js';

const later = (ms: number): Date => new Date(NOON.getTime() + ms);

let site: SiteFixture;

beforeEach(async () => {
  site = await SiteFixture.start();
});

afterEach(() => site.close());

describe('the API', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('is read page by page with a token that the page gives out, and no event is missed', async () => {
    const alice = site.join('alice');
    for (let count = 0; count < 3; count += 1) site.keep(alice);
    const made = await site.ask('/api-token', { method: 'POST', headers: await site.signIn('alice') });
    const token = /class="token">([\w-]+)</.exec(made.body)?.[1] ?? '';
    const read = async (since: string) =>
      JSON.parse((await site.ask(`/api/events?limit=2&since=${since}`, { headers: bearer(token) })).body) as {
        events: TimelineEntry[];
        next: string;
        hasMore: boolean;
      };

    const first = await read('');
    const second = await read(first.next);
    site.keep(alice);
    const third = await read(second.next);

    expect(first).toMatchObject({ events: [{ id: 'event-1' }, { id: 'event-2' }], hasMore: true });
    expect(second).toMatchObject({ events: [{ id: 'event-3' }], hasMore: false });
    expect(third).toMatchObject({ events: [{ id: 'event-4', type: 'pipeline-failed' }] });
  });

  it('goes on where it was once a forge takes the token of an account again', async () => {
    const alice = site.join('alice');
    site.keep(alice);
    const headers = bearer(await site.passes.issue('api', 'alice'));
    const read = async (since: string) =>
      JSON.parse((await site.ask(`/api/events?since=${since}`, { headers })).body) as {
        events: TimelineEntry[];
        next: string;
      };
    const first = await read('');

    site.join('alice', { state: 'refused' });
    const refused = await read(first.next);
    site.join('alice');
    site.keep(alice);
    const again = await read(refused.next);

    expect(refused.events).toEqual([]);
    expect(again.events).toMatchObject([{ id: 'event-2' }]);
  });

  it('takes one token of a person, the last one, for a year', async () => {
    site.join('alice');
    const old = await site.passes.issue('api', 'alice');
    const token = await site.passes.issue('api', 'alice');
    const status = async (one: string) => (await site.ask('/api/events', { headers: bearer(one) })).status;

    expect([await status(old), await status(token)]).toEqual([401, 200]);
    site.now = later(365 * DAY);
    expect(await status(token)).toBe(401);
  });

  it('does not take the operator’s token, which opens the metrics alone', async () => {
    const headers = bearer('the-operators-token');

    const refused = await site.ask('/api/events', { headers });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(refused.body).toContain('New API token');
    expect((await site.ask('/metrics', { headers })).body).toBe('metrics');
    expect((await site.ask('/metrics')).status).toBe(401);
    expect((await site.ask('/healthz')).status).toBe(200);
  });

  it('says in a sentence what it does not understand', async () => {
    site.join('alice');
    const headers = bearer(await site.passes.issue('api', 'alice'));

    const reply = await site.ask('/api/events?since=x&limit=0&to=soon&topic=fun', { headers });

    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body)).toEqual({ error: 'I do not understand: topic, to, since, limit.' });
    expect((await site.ask('/api/other', { headers })).status).toBe(404);
  });

  it('turns away in the same form whatever it takes from nobody', async () => {
    const formOf = async (reply: Promise<Pick<Reply, 'status' | 'body'>>) => {
      const { status, body } = await reply;
      return [status, Object.keys(JSON.parse(body) as object)];
    };
    const post = (init: RequestInit) => site.ask('/api/events', { method: 'POST', ...init });
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const stream = { body: new Blob(['x']).stream(), duplex: 'half' } as const;

    expect([
      await formOf(post({ headers: foreign })),
      await formOf(post({})),
      await formOf(site.ask('/api/events', { method: 'DELETE' })),
      await formOf(post(stream)),
      await formOf(post({ body: 'x'.repeat(10_000) })),
      await formOf(site.askUnder('evil.example', '/api/events')),
    ]).toEqual([403, 404, 405, 411, 413, 421].map((status) => [status, ['error']]));
  });

  it('says in the same form that something went wrong on its side', async () => {
    site.join('alice');
    const headers = bearer(await site.passes.issue('api', 'alice'));
    site.people.stores.timeline.since = () => Promise.reject(new Error('the database is away'));

    const reply = await site.ask('/api/events', { headers });

    expect(reply.status).toBe(500);
    expect(JSON.parse(reply.body)).toEqual({ error: expect.stringContaining('Something went wrong') });
  });
});
