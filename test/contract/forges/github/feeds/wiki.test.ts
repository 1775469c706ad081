import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../../src/domain/json.js';
import { DAY, MINUTE } from '../../../../../src/domain/time.js';
import { Secret } from '../../../../../src/domain/secret.js';
import { createGithubAdapter } from '../../../../../src/forges/github/adapter.js';
import { ScriptedClock } from '../../../../simulator/core/clock.js';
import { type GithubSimulator, startGithub } from '../../../../simulator/github/start-github.js';
import { createMemoryLogger } from '../../../../support/memory-logger.js';
import { OpenGate, Poller, SHOP, TOKEN, useLoopbackGithub } from '../github-bench.js';
import { LoopbackGithub } from '../loopback-github.js';

const REFS = '/acme/shop.wiki.git/info/refs';

describe('the wiki of a project', () => {
  const gate = new OpenGate();
  let clock: ScriptedClock;
  let github: GithubSimulator;
  let bobId: string;
  let read: (cursor: JsonObject | null) => Promise<FeedReading>;

  beforeEach(async () => {
    clock = new ScriptedClock();
    github = await startGithub({ clock: clock.now });
    const { world } = github;
    const alice = world.addUser('alice');
    bobId = String(world.addUser('bob', 'Bob Ray').id);
    world.addProject('acme/shop', { members: ['alice', 'bob'], isPrivate: true });
    const adapter = createGithubAdapter({ logger: createMemoryLogger() });
    const session = {
      forge: { kind: 'github', url: github.url, apiUrl: `${github.url}/api/v3` },
      secret: new Secret(world.addToken('alice')),
      gate,
      signal: new AbortController().signal,
    } as const;
    read = (cursor) =>
      adapter.readFeed(session, {
        kind: 'wiki',
        project: SHOP,
        cursor,
        viewer: { id: String(alice.id), login: 'alice', name: 'alice' },
        watched: [SHOP],
        lookup: () => Promise.resolve(new Map()),
      });
    gate.take();
  });

  afterEach(() => github.close());

  const write = (title: string, text: string): void =>
    github.world.writeWikiPage('acme/shop', { by: 'bob', title, text });

  it('costs one request at each look, and nothing of the quota', async () => {
    write('Home', 'Welcome');
    const { cursor, sightings } = await read(null);

    expect(sightings).toEqual([]);
    expect(gate.take()).toEqual({ requests: 1, charged: 0 });
    expect(await read(cursor)).toMatchObject({ sightings: [], hasChanged: false, cursor });
    expect(gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('shows an edit with who did it and what changed, for two requests more', async () => {
    write('Set up', 'One\nTwo');
    const { cursor } = await read(null);
    clock.advance(MINUTE);
    write('Set up', 'One\n2\nThree');
    gate.take();

    const { sightings, cursor: next } = await read(cursor);

    const at = new Date(Math.floor(clock.now().getTime() / 1_000) * 1_000).toISOString();
    const head = (next as { readonly head: string }).head;
    expect(gate.take()).toEqual({ requests: 3, charged: 0 });
    expect(sightings).toEqual([
      {
        isNews: true,
        subject: {
          kind: 'wiki-page',
          id: `${SHOP.id}:Set-up`,
          projectId: SHOP.id,
          title: 'Set up',
          text: null,
          edit: {
            action: 'edited',
            version: head,
            author: { id: bobId, login: 'bob', name: 'Bob Ray' },
            formerTitle: null,
            diff: { added: 2, removed: 1, lines: ['- Two', '+ 2', '+ Three'] },
            mentions: [],
          },
          url: `${SHOP.url}/wiki/Set-up`,
          createdAt: at,
          updatedAt: at,
        },
      },
    ]);
  });

  it('of which more was edited than is fetched is told as far as that reaches', async () => {
    write('Home', 'Line 0');
    const { cursor } = await read(null);
    for (let count = 1; count <= 70; count += 1) {
      clock.advance(1_000);
      write('Home', Array.from({ length: count }, (_, index) => `Line ${index}`).join('\n'));
    }

    const { sightings } = await read(cursor);

    expect(sightings).toMatchObject([{ subject: { edit: { action: 'edited', diff: { added: 49 } } } }]);
  });

  it('that begins later is told from its beginning, but not what was written before it could be read', async () => {
    const { cursor } = await read(null);
    clock.advance(-DAY);
    write('Old', 'Long there');
    clock.advance(DAY + MINUTE);
    write('New', 'Hello');

    const { sightings } = await read(cursor);

    expect(sightings).toMatchObject([{ subject: { title: 'New', edit: { action: 'created' } } }]);
  });
});

describe('a wiki that cannot be read', () => {
  const github = useLoopbackGithub();
  const mark = { head: 'a'.repeat(40), since: null };

  async function failureOf(poller: Poller): Promise<unknown> {
    return poller.read().catch((error: unknown) => error);
  }

  it.each([401, 403, 404])('is none where the answer is %i, and stays where it was', async (status) => {
    github().on(REFS, () => ({ status, body: 'Repository not found.' }));
    const poller = new Poller(github(), 'wiki');
    poller.cursor = mark;

    expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false, cursor: mark });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it.each([
    [429, 'rate-limited'],
    [502, 'unavailable'],
  ])('after the answer %i is asked again later', async (status, code) => {
    github().on(REFS, () => ({ status, body: '' }));

    expect(await failureOf(new Poller(github(), 'wiki'))).toMatchObject({ code });
  });

  it('is no wiki where git makes no sense of the answer, of which the error says nothing', async () => {
    github().on(REFS, () => ({ body: 'SECRET', headers: { 'content-type': 'text/html' } }));

    const error = await failureOf(new Poller(github(), 'wiki'));

    expect(error).toMatchObject({ code: 'bad-reply' });
    expect(inspect(error, { depth: 5 })).not.toMatch(/SECRET/);
  });

  it('is given up where an answer has no end', async () => {
    github().on(REFS, () => ({ body: 'x'.repeat(21 * 1024 * 1024) }));

    expect(await failureOf(new Poller(github(), 'wiki'))).toMatchObject({
      code: 'bad-reply',
      message: 'the reply is too large',
    });
  });

  it('is not looked for on another host, which never sees the token', async () => {
    const other = new LoopbackGithub();
    await other.start();
    github().on(REFS, () => ({ status: 301, headers: { location: `${other.url}${REFS}` }, body: '' }));

    const error = await failureOf(new Poller(github(), 'wiki'));
    await other.stop();

    expect(error).toMatchObject({ code: 'redirected' });
    expect(other.requests).toEqual([]);
  });

  it('is missing under its old path until the project is known by the new one', async () => {
    github().on(REFS, () => ({
      status: 301,
      headers: { location: '/acme/store.wiki.git/info/refs' },
      body: '',
    }));

    expect(await new Poller(github(), 'wiki').read()).toMatchObject({ cursor: { head: null } });
  });

  it('is asked for with the token for a password, which no log and no error repeats', async () => {
    github().on(REFS, () => ({ status: 500, body: '' }));
    const poller = new Poller(github(), 'wiki');

    const error = await failureOf(poller);

    const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
    expect(github().requests.map(({ headers }) => headers.authorization)).toEqual([`Basic ${basic}`]);
    const said = inspect([error, poller.logger.entries], { depth: 9 });
    expect([said.includes(TOKEN), said.includes(basic)]).toEqual([false, false]);
  });
});
