import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { aFeed, aMergeRequest, aPipeline, BOB, NOON } from '../../support/builders.js';
import { SiteFixture } from '../../support/site-fixture.js';

const later = (ms: number): Date => new Date(NOON.getTime() + ms);

let site: SiteFixture;

beforeEach(async () => {
  site = await SiteFixture.start();
});

afterEach(() => site.close());

describe('a link to the page', () => {
  it('opens it once, for whoever presses, and not for what only looks at it', async () => {
    site.join('alice');
    const key = await site.passes.issue('link', 'alice');

    const looks = [await site.ask(`/enter?key=${key}`), await site.ask(`/enter?key=${key}`)];
    const entered = await site.enter(key);
    const again = await site.enter(key);

    expect(looks.map(({ status }) => status)).toEqual([200, 200]);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/timeline');
    expect(entered.headers.get('set-cookie')).toMatch(
      /^forgewatch=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(again.status).toBe(403);
    expect(again.body).toContain('Send /dashboard to the bot');
  });

  it('is good for five minutes', async () => {
    site.join('alice');
    const key = await site.passes.issue('link', 'alice');
    site.now = later(5 * MINUTE);

    expect((await site.enter(key)).status).toBe(403);
  });

  it('is kept as a hash alone, as is all that it leads to', async () => {
    site.join('alice');
    const key = await site.passes.issue('link', 'alice');
    const { cookie } = await site.signIn('alice');

    const kept = JSON.stringify([...site.people.passes.rows]);

    expect(kept).not.toContain(key);
    expect(kept).not.toContain(cookie.split('=')[1]);
  });
});

describe('the page', () => {
  it('is in the language that its reader chose', async () => {
    site.join('alice');
    const member = site.people.people.get('alice')!;
    site.people.people.set('alice', { ...member, chosenLanguage: 'ru' });
    const headers = await site.signIn('alice');

    const { body } = await site.ask('/timeline', { headers });

    expect(body).toContain('<html lang="ru">');
    expect(body).toContain('Показать');
  });
});

describe('a session', () => {
  it.each(['/timeline', '/timeline/new', '/timeline/health', '/api/events'])(
    'is asked for at %s',
    async (path) => {
      const bare = await site.ask(path);
      const forged = await site.ask(path, { headers: { cookie: `forgewatch=${'A'.repeat(43)}` } });

      expect([bare.status, forged.status]).toEqual([401, 401]);
    },
  );

  it('ends after twelve hours, when signed out here or everywhere, and with the member', async () => {
    site.join('alice');
    const headers = await site.signIn('alice');
    expect((await site.ask('/timeline', { headers })).status).toBe(200);

    site.now = later(12 * HOUR);
    expect((await site.ask('/timeline', { headers })).status).toBe(401);

    const second = await site.signIn('alice');
    await site.ask('/leave', { method: 'POST', headers: second });
    expect((await site.ask('/timeline', { headers: second })).status).toBe(401);

    const third = await site.signIn('alice');
    await site.people.passes.revoke('alice', null);
    expect((await site.ask('/timeline', { headers: third })).status).toBe(401);

    const fourth = await site.signIn('alice');
    site.people.people.delete('alice');
    expect((await site.ask('/timeline', { headers: fourth })).status).toBe(401);
  });

  it('is of no use to who is no longer on the list of those who may use the bot', async () => {
    await site.close();
    site = await SiteFixture.start({ allowedUsers: ['bob'] });
    site.join('alice');

    expect((await site.ask('/timeline', { headers: await site.signIn('alice') })).status).toBe(401);
  });
});

describe('the page', () => {
  it('shows people what their own accounts saw, and nothing of others', async () => {
    const alice = site.join('alice');
    const bob = site.join('bob');
    site.keep(alice, { subject: aPipeline({ title: 'Seen by Alice' }) });
    site.keep(bob, { subject: aPipeline({ title: 'Seen by Bob' }) });

    const { body } = await site.ask('/timeline', { headers: await site.signIn('alice') });

    expect(body).toContain('Seen by Alice');
    expect(body).not.toContain('Seen by Bob');
  });

  it('hides what an account saw as long as its forge refuses the token', async () => {
    const alice = site.join('alice', { state: 'refused' });
    site.keep(alice, { subject: aPipeline({ title: 'Secret plan' }) });

    const { body } = await site.ask('/timeline', { headers: await site.signIn('alice') });

    expect(body).not.toContain('Secret plan');
    expect(body).toContain('The forge refuses the token');
  });

  it('shows hostile text as text, and links to nothing but the web', async () => {
    const alice = site.join('alice');
    site.keep(alice, {
      subject: aMergeRequest({
        title: '<script>alert(1)</script>',
        url: 'javascript:alert(1)',
        labels: ['"><img src=x onerror=alert(1)>'],
      }),
      actor: { ...BOB, name: "<b onclick='x'>" },
    });

    const headers = await site.signIn('alice');
    const { body } = await site.ask('/timeline', { headers });
    const asked = await site.ask('/timeline?branch="><script>', { headers });

    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    for (const page of [body, asked.body]) expect(page).not.toMatch(/<script>|<img|<b |href="javascript/);
  });

  it('filters, goes on to older pages, and says what it does not understand', async () => {
    const alice = site.join('alice');
    for (let count = 0; count < 60; count += 1) {
      site.keep(alice, {
        subject: aPipeline({ title: `Build ${count}.`, ref: count % 2 === 0 ? 'even' : 'odd' }),
      });
    }
    const headers = await site.signIn('alice');

    const first = (await site.ask('/timeline', { headers })).body;
    const older = /href="(\/timeline\?before=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = (await site.ask(older, { headers })).body;
    const even = (await site.ask('/timeline?branch=even&from=never', { headers })).body;

    expect(first).toContain('Build 59.');
    expect(first).not.toContain('Build 9.');
    expect(second).toContain('Build 9.');
    expect(second).not.toContain('Build 59.');
    expect(even).toContain('Build 8.');
    expect(even).not.toContain('Build 9.');
    expect(even).toContain('I do not understand: from.');
  });

  it('gives its script what is new since it was opened', async () => {
    const alice = site.join('alice');
    site.keep(alice, { subject: aPipeline({ title: 'Old news' }) });
    const headers = await site.signIn('alice');
    const since = /data-since="([^"]+)"/.exec((await site.ask('/timeline', { headers })).body)?.[1] ?? '';
    site.keep(alice, { subject: aPipeline({ title: 'Fresh news' }) });

    const news = await site.ask(`/timeline/new?since=${since}`, { headers });
    const next = news.headers.get('x-since') ?? '';

    expect(news.body).toContain('Fresh news');
    expect(news.body).not.toContain('Old news');
    expect((await site.ask(`/timeline/new?since=${next}`, { headers })).body.trim()).toBe('');
  });

  it('tells how the reading goes, and to the operator how it goes for all', async () => {
    const alice = site.join('alice');
    site.join('root', { isOperator: true });
    const feeds = [
      aFeed({ lastError: 'unavailable', failures: 3 }),
      aFeed({ id: '2', nextPollAt: later(-5_000), tally: { since: later(-9_000), fetched: 41, stored: 2 } }),
    ];
    site.people.feedRows.set(alice.id, feeds);

    const own = (await site.ask('/timeline/health', { headers: await site.signIn('alice') })).body;
    const all = (await site.ask('/timeline/health', { headers: await site.signIn('root') })).body;

    expect(own).toContain('1 of 2 feeds cannot be read');
    expect(own).toContain('Furthest behind: 5 s');
    expect(own).toContain('Lately fetched: 41, events stored: 2');
    expect(own).toMatch(/fetched 41, stored 2 since <time/);
    expect(own).toContain('679 of 5,000 requests are used, 4,321 are left until');
    expect(own).toContain('wait to be sent to you: 2');
    expect(own).not.toContain('The whole daemon');
    expect(all).toContain('Telegram: does not answer');
    expect(all).toContain('wait to be sent: 7');
  });

  it('lets the browser run its own files alone, and keep and tell nothing', async () => {
    const { headers } = await site.ask('/timeline');

    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers under its own names alone', async () => {
    expect((await site.askUnder('evil.example', '/timeline')).status).toBe(421);
  });

  it('has patience with its reader while a program of theirs reads the API too fast', async () => {
    site.join('alice');
    const headers = { authorization: `Bearer ${await site.passes.issue('api', 'alice')}` };
    const read = async () => (await site.ask('/api/events', { headers })).status;
    while ((await read()) !== 429);

    expect((await site.ask('/timeline', { headers: await site.signIn('alice') })).status).toBe(200);
  });

  it('takes a form that is none for a link that is gone, and logs nothing', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };

    const { status } = await site.ask('/enter', { method: 'POST', headers, body: 'key=abc' });

    expect(status).toBe(403);
    expect(site.log.messages('error')).toEqual([]);
  });

  it('takes no press from a foreign page, no large body and not too much at once', async () => {
    site.join('alice');
    const headers = await site.signIn('alice');
    const foreign = { ...headers, 'sec-fetch-site': 'cross-site' };

    expect((await site.ask('/leave', { method: 'POST', headers: foreign })).status).toBe(403);
    expect((await site.enter('x'.repeat(10_000))).status).toBe(413);
    const ofUnknownLength = {
      method: 'POST',
      headers,
      body: new Blob(['x']).stream(),
      duplex: 'half',
    } as const;
    expect((await site.ask('/leave', ofUnknownLength)).status).toBe(411);
    expect((await site.ask('/timeline', { method: 'DELETE', headers })).status).toBe(405);
    const replies = await Promise.all(
      Array.from({ length: 130 }, () => site.ask('/timeline/new', { headers })),
    );
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });
});
