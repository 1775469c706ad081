import { describe, expect, it } from '@jest/globals';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { aThread, at } from '../github-items.js';
import type { Item } from '../github-items.js';

const github = useLoopbackGithub();

const SHA = 'abcdef';
const COMMIT = `/repos/acme/shop/commits/${SHA}`;
const BOB = { id: 102, login: 'bob' };

function mention(over: Item = {}, latest = COMMIT, sha = SHA): Item {
  const api = 'https://api.github.com';
  const url = `${api}/repos/acme/shop/commits/${sha}`;
  const subject = { type: 'Commit', title: 'Round', url, latest_comment_url: `${api}${latest}` };
  return aThread(2, { reason: 'mention', updated_at: at(60), subject, ...over });
}

const onComment = (over: Item = {}): Item => mention(over, '/repos/acme/shop/comments/12');

function serveMessage(message: string, over: Item = {}): void {
  const commit = { message, author: { name: 'Bob Baker' } };
  const page = `https://github.com/acme/shop/commit/${SHA}`;
  github().on(COMMIT, () => ({ body: { sha: SHA, author: BOB, commit, html_url: page, ...over } }));
}

function serveComment(body: string, id = 12): void {
  const times = { created_at: at(50), updated_at: at(50) };
  const comment = { id, body, user: BOB, html_url: `https://github.com/acme/shop/commit/${SHA}#c`, ...times };
  github().list(`${COMMIT}/comments`, () => [comment]);
}

/** What the inbox makes of threads that are new to it. */
async function readNew(...threads: Item[]) {
  const listed: Item[] = [];
  github().on('/notifications', () => ({ body: [...listed] }));
  const poller = new Poller(github(), 'inbox');
  await poller.read();
  github().takeLog();
  listed.push(...threads);
  return { first: await poller.read(), again: () => poller.read() };
}

describe('a thread about a commit', () => {
  it('shows the message that names the reader, and reads it once', async () => {
    serveMessage('Round\n\nAs @Alice asked.');
    const { first, again } = await readNew(mention());

    expect(first.sightings).toMatchObject([
      {
        isNews: true,
        subject: {
          kind: 'commit-note',
          sha: SHA,
          title: 'Round',
          author: { login: 'bob' },
          body: 'Round\n\nAs @Alice asked.',
          isComment: false,
          mentions: ['alice'],
          createdAt: at(60),
        },
      },
    ]);
    github().takeLog();
    expect((await again()).sightings).toEqual([]);
    expect(github().requests).toHaveLength(1);
  });

  it('shows the comment that names the reader, under the title of its commit', async () => {
    serveComment('@alice why?');

    const { first } = await readNew(onComment());

    expect(first.sightings).toMatchObject([
      { subject: { title: 'Round', body: '@alice why?', isComment: true, createdAt: at(50) } },
    ]);
  });

  it('knows the one who wrote it by name where no account is known', async () => {
    serveMessage('For @alice', { author: null });

    const { first } = await readNew(mention());

    expect(first.sightings).toMatchObject([{ subject: { author: { login: 'ghost', name: 'Bob Baker' } } }]);
  });

  it('counts a team only where the thread came by a team', async () => {
    serveMessage('For @acme/shop');

    const { first } = await readNew(mention({ reason: 'team_mention' }));
    const { first: other } = await readNew(mention());

    expect([first.sightings.length, other.sightings.length]).toEqual([1, 0]);
  });

  it('cuts a huge message', async () => {
    serveMessage(`@alice ${'x'.repeat(9_000)}`);

    const { first } = await readNew(mention());

    expect(first.sightings).toMatchObject([{ subject: { mentions: ['alice'] } }]);
    const [{ subject } = { subject: null }] = first.sightings;
    expect(subject?.kind === 'commit-note' ? subject.body.length : 0).toBeLessThanOrEqual(2_000);
  });

  it.each([
    ['the commit may not be read', mention(), 403],
    ['the commit is gone', mention(), 404],
    ['the server stumbles over the commit', mention(), 500],
    ['the comment is gone', onComment(), 200],
    ['the address is odd', mention({ subject: { type: 'Commit', url: null } }), 200],
    ['it is for others', mention({ reason: 'subscribed' }), 200],
    ['its project is not watched', mention({ repository: { id: 8 } }), 200],
  ])('shows nothing and moves on where %s', async (_case, thread, status) => {
    if (status === 200) serveMessage('For @alice');
    else github().on(COMMIT, () => ({ status, body: { message: 'no' } }));
    serveComment('@alice why?', 13);

    const { first, again } = await readNew(thread);

    expect(first).toMatchObject({ sightings: [], cursor: { newestAt: at(60) } });
    expect((await again()).hasChanged).toBe(false);
  });

  it('does not count code and quotes', async () => {
    serveComment('`@alice`\n\n> @alice');

    expect((await readNew(onComment())).first.sightings).toEqual([]);
  });

  it('reads five of a flood', async () => {
    const threads = Array.from({ length: 7 }, (_, index) =>
      mention({ id: String(index) }, undefined, `abc${index}`),
    );
    await readNew(...threads);

    expect(github().requests).toHaveLength(6);
  });
});
