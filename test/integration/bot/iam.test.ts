import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, ALICE_TOKEN, BOB, BOB_TOKEN, BotFixture, CHARLIE, GROUP } from '../../support/bot-fixture.js';

const IN_GROUP = { chat: GROUP };

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', []);
});

afterEach(() => world.stop());

async function mentioned(): Promise<readonly string[]> {
  return (await world.stores.mentions.listOf(String(GROUP.id))).map(
    ({ personId, user }) => `${personId} as ${user.login}`,
  );
}

describe('/iam', () => {
  it.each(['alice', '@Alice'])('takes %s from whoever’s linked account is alice', async (login) => {
    const [answer] = await world.say(ALICE, `/iam ${login}`, IN_GROUP);

    expect(answer?.text).toMatch(/these people are mentioned:\nAlice – alice · gitlab\.example\.com/);
    expect(JSON.stringify(answer?.payload.entities)).not.toContain('mention');
    expect(await mentioned()).toEqual(['100 as alice']);
  });

  it('takes it from nobody else, and says how to prove it', async () => {
    const [unlinked] = await world.say(BOB, '/iam alice', IN_GROUP);
    await world.link(BOB, BOB_TOKEN, 'bob', []);
    const [other] = await world.say(BOB, '/iam alice', IN_GROUP);
    await world.say(CHARLIE, '/iam alice', IN_GROUP);

    expect(unlinked?.text).toMatch(/^You are alice when an account that you linked says so/);
    expect(unlinked?.buttons).toEqual([{ text: 'Write to me in private', url: 'https://t.me/watch_bot' }]);
    expect(other?.text).toMatch(/^Your linked account is bob on gitlab\.example\.com, not alice\./);
    expect(await mentioned()).toEqual([]);
  });

  it('trusts no account that its forge refuses', async () => {
    const [[id, account]] = [...world.stores.accountRows] as [[string, never]];
    world.stores.accountRows.set(id, { ...(account as object), state: 'refused' } as never);

    const [answer] = await world.say(ALICE, '/iam alice', IN_GROUP);

    expect(answer?.text).toMatch(/you have none yet/);
  });

  it('alone shows what is so in the group, and ends it for whoever presses', async () => {
    const [nobody] = await world.say(ALICE, '/iam', IN_GROUP);
    await world.say(ALICE, '/iam alice', IN_GROUP);
    const [shown] = await world.say(BOB, '/iam', IN_GROUP);

    await world.press(BOB, shown, 'Do not mention me', GROUP);
    expect(world.alert()).toBe('I do not mention you here.');
    expect(await mentioned()).toEqual(['100 as alice']);
    const [after] = await world.press(ALICE, shown, 'Do not mention me', GROUP);

    expect(nobody?.text).toMatch(/^Nobody is mentioned in this group/);
    expect(after?.text).toMatch(/^Nobody is mentioned in this group/);
    expect(await mentioned()).toEqual([]);
  });

  it('ends by a word, with the account, and when the person leaves', async () => {
    await world.say(ALICE, '/iam alice', IN_GROUP);
    await world.say(ALICE, '/iam off', IN_GROUP);
    expect(await mentioned()).toEqual([]);

    await world.say(ALICE, '/iam alice', IN_GROUP);
    await world.handle({ message: world.message(ALICE, '', { chat: GROUP, left_chat_member: BOB }) });
    expect(await mentioned()).toEqual(['100 as alice']);
    await world.handle({ message: world.message(ALICE, '', { chat: GROUP, left_chat_member: ALICE }) });
    expect(await mentioned()).toEqual([]);

    await world.say(ALICE, '/iam alice', IN_GROUP);
    const [question] = await world.say(ALICE, '/forget');
    await world.press(ALICE, question, 'Delete');
    expect(await mentioned()).toEqual([]);
  });

  it('in private lists one’s own groups, each with a way to end it, and sends to the group to begin', async () => {
    const [none] = await world.say(ALICE, '/iam');
    const [known] = await world.say(ALICE, '/iam alice');
    await world.say(ALICE, '/iam alice', IN_GROUP);

    const [list] = await world.say(ALICE, '/iam');
    const [after] = await world.press(ALICE, list, '✕');

    expect(none?.text).toMatch(/^I mention you in no group/);
    expect(known?.text).toBe('That is you. Say /iam alice in the group in which I am to mention you.');
    expect(list?.buttons).toHaveLength(1);
    expect(after?.text).toMatch(/^I mention you in no group/);
    expect(await mentioned()).toEqual([]);
  });
});
