import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ALICE,
  ALICE_TOKEN,
  BotFixture,
  BOB,
  BOB_TOKEN,
  CHARLIE,
  GROUP,
  type Shown,
} from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');
const IN_GROUP = { chat: GROUP };

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
});

afterEach(() => world.stop());

async function ask(text = '/watch group/app'): Promise<Shown | undefined> {
  const [question] = await world.say(ALICE, text, IN_GROUP);
  return question;
}

function onlyWatch() {
  return [...world.stores.watchRows.values()][0];
}

describe('a watch in a group', () => {
  it('says whose token it would use, asks that person, and reads nothing before they agree', async () => {
    const question = await ask();

    expect(question?.text).toBe(
      'Alice, may this group follow group/app through your token? Everyone here will read what alice on gitlab.example.com can see of it, except what is confidential there.',
    );
    expect(onlyWatch()).toMatchObject({ chatKey: '-1001', level: 'team', isConfirmed: false });
    expect(world.stores.feedPlans.get('account-1')).toEqual([]);

    const [panel] = await world.press(ALICE, question, 'Yes', GROUP);

    expect(panel?.text).toContain('Seen with the token of alice on gitlab.example.com');
    expect(onlyWatch()?.isConfirmed).toBe(true);
    expect(world.stores.feedPlans.get('account-1')?.length).toBeGreaterThan(0);
  });

  it('can be confirmed by nobody else', async () => {
    const question = await ask();

    await world.press(BOB, question, 'Yes', GROUP);
    expect(world.alert()).toContain('This button is for somebody else.');
    await world.press(CHARLIE, question, 'Yes', GROUP);
    expect(world.alert()).toContain('only members');

    expect(onlyWatch()?.isConfirmed).toBe(false);
  });

  it('cannot be confirmed from another chat', async () => {
    const question = await ask();

    await world.press(ALICE, question, 'Yes');

    expect(world.alert()).toContain('has expired');
    expect(onlyWatch()?.isConfirmed).toBe(false);
  });

  it('is gone when its owner says no', async () => {
    const question = await ask();

    const [answer] = await world.press(ALICE, question, 'No', GROUP);

    expect(answer?.text).toContain('does not get group/app');
    expect(world.stores.watchRows.size).toBe(0);
  });

  it('does not show the path behind an id before its owner agreed', async () => {
    const question = await ask('/watch 11');

    expect(question?.text).toContain('follow 11 through');
    expect(JSON.stringify(question?.payload)).not.toContain('group/app');
  });

  it('is asked for again when the question was left unanswered', async () => {
    await ask();

    const [panel] = await world.press(ALICE, await ask(), 'Yes', GROUP);

    expect(panel?.text).toContain('I watch group/app from now on');
    expect(world.stores.watchRows.size).toBe(1);
  });

  it('uses the account of whoever asks, and never makes a second one of the same project', async () => {
    await world.link(BOB, BOB_TOKEN, 'bob', [APP]);
    await world.press(ALICE, await ask(), 'Yes', GROUP);

    const [answer] = await world.say(BOB, '/watch group/app all', IN_GROUP);

    expect(answer?.text).toContain('Seen with the token of alice');
    expect(world.stores.watchRows.size).toBe(1);
    expect(onlyWatch()?.level).toBe('all');
  });

  it('passes from a person who never confirmed to one who does', async () => {
    await world.link(BOB, BOB_TOKEN, 'bob', [APP]);
    await ask();
    const [question] = await world.say(BOB, '/watch group/app', IN_GROUP);
    await world.press(BOB, question, 'Yes', GROUP);

    expect(onlyWatch()).toMatchObject({ accountId: 'account-2', isConfirmed: true });
    expect(world.stores.watchRows.size).toBe(1);
  });

  it('belongs to its topic', async () => {
    const topic = { ...IN_GROUP, message_thread_id: 7, is_topic_message: true };
    const [question] = await world.say(ALICE, '/watch group/app', topic);

    expect(question?.payload).toMatchObject({
      message_thread_id: 7,
      reply_parameters: { allow_sending_without_reply: true },
    });
    expect(onlyWatch()?.chatKey).toBe('-1001/7');
  });

  it('is reached from the group itself when its topic is gone', async () => {
    const [question] = await world.say(ALICE, '/watch group/app', {
      ...IN_GROUP,
      message_thread_id: 7,
      is_topic_message: true,
    });
    await world.press(ALICE, question, 'Yes, it may', GROUP);
    expect((await world.say(BOB, '/watches', IN_GROUP))[0]?.text).toContain('watches nothing');
    world.stores.lostTopics.add('-1001/7');

    const [list] = await world.say(BOB, '/watches', IN_GROUP);
    const [panel] = await world.press(BOB, list, 'group/app', GROUP);
    await world.press(BOB, panel, 'Stop watching', GROUP);

    expect(onlyWatch()).toBeUndefined();
  });

  it('takes a reply in a group without topics for no topic', async () => {
    await world.say(ALICE, '/watch group/app', { ...IN_GROUP, message_thread_id: 7 });

    expect(onlyWatch()?.chatKey).toBe('-1001');
  });
});

describe('what a group does not see', () => {
  it.each(['/accounts', '/status', '/forget', '/token', '/start', '/history'])(
    '%s is answered in private only',
    async (text) => {
      const [answer] = await world.say(ALICE, text, IN_GROUP);

      expect(answer?.text).toContain('Please ask me in private');
      expect(answer?.buttons[0]?.url).toBe('https://t.me/watch_bot');
    },
  );

  it('is what a member did, also where the button of a list is pressed there', async () => {
    const [shown] = await world.pressData(ALICE, 'h:5', IN_GROUP.chat);

    expect(shown).toBeUndefined();
    expect(world.alert()).toContain('Please ask me in private');
  });

  it("is a member's list of projects", async () => {
    const [answer] = await world.say(ALICE, '/watch', IN_GROUP);

    expect(answer?.text).toContain('Name the project');
    expect(world.gitlab.requests.filter((request) => request.includes('list'))).toEqual([]);
  });

  it('are answers to talk that is not meant for the bot', async () => {
    expect(await world.say(ALICE, 'hello all', IN_GROUP)).toEqual([]);
    expect(await world.say(ALICE, '/deploy', IN_GROUP)).toEqual([]);
    expect(await world.say(ALICE, '/help@other_bot', IN_GROUP)).toEqual([]);
  });
});

describe('coming and going', () => {
  function change(before: string, now: string, from: object, chat: object = GROUP): object {
    const user = { id: 123456789, is_bot: true, first_name: 'Watch' };
    return {
      my_chat_member: {
        chat,
        from,
        date: 0,
        old_chat_member: { status: before, user },
        new_chat_member: { status: now, user },
      },
    };
  }

  it('greets a group that a member brings it to', async () => {
    const [greeting] = await world.handle(change('left', 'member', ALICE));

    expect(greeting?.text).toContain('/watch group/app');
    expect(world.stores.chatRows.get('-1001')).toMatchObject({ title: 'Team', isReachable: true });
  });

  it('leaves no trace where a stranger brings it', async () => {
    expect(await world.handle(change('left', 'member', CHARLIE))).toEqual([]);
    expect(world.stores.chatRows.has('-1001')).toBe(false);
  });

  it('does not greet again when it becomes an administrator', async () => {
    await world.handle(change('left', 'member', ALICE));

    expect(await world.handle(change('member', 'administrator', ALICE))).toEqual([]);
  });

  it('knows that it was removed or blocked, and that it is back', async () => {
    const privately = { id: ALICE.id, type: 'private' };
    await world.handle(change('left', 'member', ALICE));
    await world.handle(change('member', 'kicked', ALICE));
    await world.handle(change('member', 'kicked', ALICE, privately));
    expect([...world.stores.chatRows.values()].map(({ isReachable }) => isReachable)).toEqual([false, false]);

    await world.handle(change('kicked', 'member', ALICE, privately));

    expect(world.stores.chatRows.get('100')?.isReachable).toBe(true);
  });

  it('follows a group that becomes a supergroup, whichever end tells first', async () => {
    await world.handle(change('left', 'member', ALICE, { id: -5, type: 'group', title: 'Team' }));
    const old = { id: -5, type: 'group', title: 'Team' };
    await world.say(ALICE, '', { text: undefined, chat: old, migrate_to_chat_id: -1005 });
    await world.say(ALICE, '', { text: undefined, chat: { ...GROUP, id: -1005 }, migrate_from_chat_id: -5 });

    expect([...world.stores.chatRows.keys()].sort()).toEqual(['-1005', '100']);
    const scopes = world.telegram.of('setMyCommands').map(({ scope }) => scope);
    expect(scopes).toContainEqual({ type: 'chat', chat_id: -1005 });
  });

  it('goes on where a topic is reopened', async () => {
    const inTopic = { chat: GROUP, message_thread_id: 7, is_topic_message: true, text: undefined };
    await world.say(ALICE, '', { ...inTopic, forum_topic_closed: {} });
    expect(world.stores.reopenedTopics).toEqual([]);

    await world.say(ALICE, '', { ...inTopic, forum_topic_reopened: {} });

    expect(world.stores.reopenedTopics).toEqual(['-1001/7']);
  });

  it('ignores channels', async () => {
    await world.handle(change('left', 'administrator', ALICE, { id: -7, type: 'channel', title: 'News' }));
    await world.handle({
      channel_post: { message_id: 1, date: 0, chat: { id: -7, type: 'channel' }, text: '/watch a/b' },
    });

    expect(world.stores.chatRows.has('-7')).toBe(false);
  });
});
