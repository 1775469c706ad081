import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EVERYTHING_MUTED } from '../../../src/domain/mute.js';
import type { Subject } from '../../../src/domain/subject.js';
import { DAY } from '../../../src/domain/time.js';
import { ALICE, ALICE_TOKEN, BotFixture, type Shown } from '../../support/bot-fixture.js';
import {
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aPipeline,
  aProject,
} from '../../support/builders.js';

let bot: BotFixture;

beforeEach(async () => {
  bot = await BotFixture.start();
  await bot.link(ALICE, ALICE_TOKEN, 'alice', [aProject()]);
  await bot.say(ALICE, '/watch acme/shop');
});
afterEach(() => bot.stop());

function reply(subject: Subject, text: string): Promise<readonly Shown[]> {
  const [watchId = ''] = [...bot.stores.watchRows.keys()];
  const rule = { watchId, level: 'participating', reason: null } as const;
  const told = anEventNotification({ chatKey: String(ALICE.id), event: anEvent({ subject }), rule });
  bot.stores.toldRows.set(`${String(ALICE.id)}:77`, told);
  return bot.say(ALICE, text, { reply_to_message: { message_id: 77 } });
}

const muted = () => bot.stores.mutes.list(String(ALICE.id), bot.now);

describe('/mute in reply to news', () => {
  it('mutes the subject for a time, by buttons, in one message', async () => {
    const [panel] = await reply(aMergeRequest(), '/mute');
    expect(panel?.text).toContain('Mute Add the basket?');

    const [done] = await bot.press(ALICE, panel, '8 h');

    expect(done?.text).toBe('Muted for 8 h: Add the basket. End it with /unmute.');
    expect(done?.payload).toHaveProperty('message_id');
    expect(await muted()).toMatchObject([
      {
        target: expect.stringContaining('merge-request:900'),
        until: new Date('2026-03-02T18:00:00Z'),
        state: null,
      },
    ]);
  });

  it('mutes until it changes, of a pipeline until its branch is green', async () => {
    const [panel] = await reply(aMergeRequest(), '/mute');
    const [done] = await bot.press(ALICE, panel, 'Until it changes, 90 days at most');
    expect(done?.text).toBe(
      'Muted until it changes, for 90 days at most: Add the basket. End it with /unmute.',
    );
    const [branch] = await reply(aPipeline({ status: 'failed' }), '/mute');
    expect(branch?.text).toContain('pipelines of acme/shop on main');
    await bot.press(ALICE, branch, 'Until it is green');

    expect((await muted()).map(({ state }) => state)).toEqual(['open', 'not green']);
    bot.now = new Date(bot.now.getTime() + 30 * DAY);
    const [list] = await bot.say(ALICE, '/unmute');
    expect(list?.text).toContain('Add the basket, until it changes, for another 60 days at most');
  });

  it('mutes a thread alone, and leads to the whole project', async () => {
    const [panel] = await reply(aComment({ thread: { id: 't1', participants: [] } }), '/mute');
    await bot.press(ALICE, panel, '🧵 1 h');
    const [project] = await bot.press(ALICE, panel, 'The whole project');

    expect(await muted()).toMatchObject([{ target: expect.stringContaining('thread:t1') }]);
    expect(project?.text).toContain('acme/shop');
  });

  it('mutes what a comment is on until it changes, and its thread until that is resolved', async () => {
    const comment = aComment({ thread: { id: 't1', participants: [] } });
    const [unknown] = await reply(comment, '/mute');
    expect(unknown?.buttons.flat().map(({ text }) => text)).not.toContain(
      expect.stringContaining('Until it changes'),
    );
    bot.stores.seenRows.push(aMergeRequest({ id: '1' }), aMergeRequest({ id: comment.on.id }));

    const [panel] = await reply(comment, '/mute');
    await bot.press(ALICE, panel, '🔕 Until it changes');
    const [done] = await bot.press(ALICE, panel, '🧵 Until it is resolved');

    expect(done?.text).toBe(
      'Muted until it is resolved, for 90 days at most: a thread of Add the basket. End it with /unmute.',
    );
    expect((await muted()).map(({ state }) => state)).toEqual(['open', 'unresolved']);
    const [list] = await bot.say(ALICE, '/unmute');
    expect(list?.text).toContain(
      'a thread of Add the basket, until it is resolved, for another 90 days at most',
    );
  });

  it('takes a time by typing', async () => {
    await reply(aMergeRequest(), '/mute 2h');

    expect(await muted()).toMatchObject([{ until: new Date('2026-03-02T12:00:00Z') }]);
  });

  it('says so when there is nothing to mute', async () => {
    const [answer] = await bot.say(ALICE, '/mute', { reply_to_message: { message_id: 5 } });

    expect(answer?.text).toContain('nothing that can be muted');
  });
});

describe('/mute all and /unmute', () => {
  it('mute everything, are shown in /quiet, and end it', async () => {
    await bot.say(ALICE, '/mute all 2h');
    expect(await muted()).toMatchObject([{ target: EVERYTHING_MUTED }]);
    const [quiet] = await bot.say(ALICE, '/quiet');
    expect(quiet?.text).toContain('everything in this chat, for another 2 h');

    const [list] = await bot.say(ALICE, '/unmute');
    const [done] = await bot.press(ALICE, list, 'everything');

    expect(done?.text).toBe('No longer muted: everything in this chat.');
    expect(await muted()).toEqual([]);
    expect((await bot.say(ALICE, '/unmute'))[0]?.text).toContain('Nothing is muted here');
  });

  it('are ended by a word, be it all of it or what a message is about', async () => {
    await bot.say(ALICE, '/mute all 2h');
    const [all] = await bot.say(ALICE, '/mute всё выкл');
    expect(all?.text).toBe('No longer muted: everything in this chat.');
    for (const end of ['/mute off', '/unmute']) {
      await reply(aMergeRequest(), '/mute 2h');
      const [one] = await reply(aMergeRequest(), end);
      expect(one?.text).toBe('No longer muted: Add the basket.');
    }
    expect(await muted()).toEqual([]);

    const [none] = await reply(aMergeRequest(), '/mute off');
    expect(none?.text).toContain('Nothing is muted here');
  });

  it('list and end muted projects, too', async () => {
    await bot.say(ALICE, '/mute shop 2h');

    const [list] = await bot.say(ALICE, '/unmute');
    expect(list?.text).toBe('Muted here:\nacme/shop, for another 2 h');
    const [done] = await bot.press(ALICE, list, 'acme/shop');

    expect(done?.text).toBe('No longer muted: acme/shop.');
    expect([...bot.stores.watchRows.values()].map(({ mutedUntil }) => mutedUntil)).toEqual([null]);
  });

  it('ask for how long, and end all at once, projects too', async () => {
    const [panel] = await bot.say(ALICE, '/mute all');
    await bot.press(ALICE, panel, '24 h');
    await bot.say(ALICE, '/mute shop 2h');

    await bot.say(ALICE, '/unmute all');

    expect(await muted()).toEqual([]);
    expect([...bot.stores.watchRows.values()].map(({ mutedUntil }) => mutedUntil)).toEqual([null]);
  });
});
