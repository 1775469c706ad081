import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { ALICE, GROUP } from '../../support/bot-fixture.js';
import { aThread, aThreadList } from '../../support/a-thread-list.js';
import { aComment, aMergeRequest, BOB as AUTHOR } from '../../support/builders.js';
import { aMergeRequestLook } from '../../support/some-looks.js';
import { ActingScene, CHAT, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.see(aMergeRequestLook());
});

afterEach(() => scene.world.stop());

function lastSent(): number {
  return scene.world.telegram.of('sendMessage').length;
}

describe('a reply to news of a comment', () => {
  it('goes into the thread of the comment that it answers', async () => {
    scene.tell(aComment({ thread: { id: 'thread-1', participants: [] } }));

    await scene.reply('Fixed');

    expect(scene.forge.orders).toMatchObject([{ text: 'Fixed', threadId: 'thread-1' }]);
  });

  it('goes into that thread by way of the panel, too, which resolves no other one', async () => {
    scene.tell(aComment({ thread: { id: 'thread-1', participants: [] } }));
    const [panel] = await scene.press('more');
    await scene.world.press(ALICE, panel, 'Comment');
    await scene.world.say(ALICE, 'Fixed', { reply_to_message: { message_id: lastSent() } });
    const [again] = await scene.press('more');
    await scene.world.press(ALICE, again, 'Resolve a thread');

    expect(scene.forge.orders).toMatchObject([
      { action: 'comment', text: 'Fixed', threadId: 'thread-1' },
      { action: 'resolve-thread', threadId: 'thread-1' },
    ]);
  });

  describe('that not everybody may read', () => {
    const answered = { action: 'comment', text: 'Between us', threadId: null, answers: '3000' };

    it.each([
      ['is internal', { isPublic: false }],
      ['may be internal', {}],
    ])('keeps to what it answers where that %s', async (_what, audience) => {
      scene.tell(aComment(audience));

      await scene.reply('Between us');

      expect(scene.forge.orders).toMatchObject([answered]);
    });

    it('keeps to it through a question in a group, too', async () => {
      scene.tell(aComment({ isPublic: false }), {}, GROUP.id);

      const [question] = await scene.reply('Between us', CHAT);
      await scene.world.press(ALICE, question, 'Comment', GROUP);

      expect(scene.forge.orders).toMatchObject([answered]);
    });

    it('keeps to it from the panel', async () => {
      scene.tell(aComment({ isPublic: false }));
      const [panel] = await scene.press('more');
      await scene.world.press(ALICE, panel, 'Comment');

      await scene.world.say(ALICE, 'Between us', { reply_to_message: { message_id: lastSent() } });

      expect(scene.forge.orders).toMatchObject([answered]);
    });

    it('says nothing, and why, where it is gone', async () => {
      scene.tell(aComment({ isPublic: false }));
      scene.forge.answer = () => Promise.reject(new ForgeError('not-found', { detail: 'gone' }));

      const [said] = await scene.reply('Between us');

      expect(said?.text).toBe(
        'I sent nothing: what you answer in MR !12 is gone, or not for your token to read.',
      );
    });
  });
});

describe('a reply to news of resolved threads', () => {
  const threads = [aThread(), aThread({ id: 't2' })];

  it.each([
    ['goes into that thread where it is one', ['t2'], 't2'],
    ['is about the merge request where there are several', ['t1', 't2'], null],
  ])('%s', async (_what, named, threadId) => {
    scene.tell(aThreadList({ threads }), { details: { threads: named } });

    await scene.reply('Thanks');

    expect(scene.forge.orders).toMatchObject([{ action: 'comment', number: '12', text: 'Thanks', threadId }]);
  });
});

describe('news that was replied to', () => {
  it('still tells all that it told together', async () => {
    scene.tellTogether(
      [aMergeRequest(), { type: 'merge-request-opened' }],
      [aMergeRequest(), { type: 'review-requested' }],
    );

    const shown = await scene.reply('Looks good');

    expect(shown.find(({ payload }) => payload.message_id === NEWS)?.text).toMatch(
      /opened a merge request[^]*Your review was requested/,
    );
  });
});

describe('a change of a reply', () => {
  it('is made by the one of several accounts that wrote it', async () => {
    scene.tell(aMergeRequest());
    scene.forge.answer = () => Promise.resolve({ id: '501', url: null });
    const message = scene.world.message(ALICE, 'Loks good', { reply_to_message: { message_id: NEWS } });
    await scene.world.handle({ message });
    const later = new Date(scene.world.now.getTime() + 60_000);
    const [first] = [...scene.world.stores.accountRows.values()];
    if (first === undefined) throw new Error('nobody is linked');
    const user = { id: '99', login: 'alice-ops', name: 'Alice Ops' };
    scene.world.stores.accountRows.set('second', { ...first, id: 'second', user, linkedAt: later });
    const edited = { ...message, text: 'Looks good', edit_date: 1 };

    await scene.world.handle({ edited_message: edited });
    expect(scene.world.stores.actions.rows.map(({ login }) => login)).toEqual(['alice', 'alice']);

    scene.world.stores.accountRows.set(first.id, { ...first, user: { ...user, login: 'alice-2' } });
    const [lost] = await scene.world.handle({ edited_message: { ...edited, text: 'Fine', edit_date: 3 } });
    expect(lost?.text).toContain('I could not change the comment');
    expect(scene.forge.orders).toHaveLength(2);
  });
});

it('a list of threads to resolve has no internal ones in a group', async () => {
  const thread = { author: AUTHOR, path: null, url: null };
  scene.forge.threads = [
    { ...thread, id: 'open', body: 'Why?' },
    { ...thread, id: 'hidden', body: 'The customer pays late', isInternal: true },
  ];
  scene.tell(aMergeRequest());
  const [own] = await scene.press('resolve-thread');
  scene.tell(aMergeRequest(), {}, GROUP.id);
  const [shared] = await scene.press('resolve-thread', ALICE, GROUP);

  expect(labels(own)).toEqual(['Bob Baker: Why?', 'Bob Baker: The customer pays late']);
  expect(labels(shared)).toEqual(['Bob Baker: Why?']);
});
