import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ALICE,
  ALICE_TOKEN,
  BotFixture,
  CHARLIE,
  GITHUB,
  GITHUB_TOKEN,
  GITLAB,
  GROUP,
} from '../../support/bot-fixture.js';

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice' });
  world.github.allow(GITHUB, GITHUB_TOKEN, {
    login: 'alice-hub',
    facts: { kind: 'github-classic', canWrite: true },
  });
});

afterEach(() => world.stop());

function stored(): number {
  return world.stores.accountRows.size;
}

function requests(): number {
  return world.gitlab.requests.length + world.github.requests.length;
}

/** Methods in the order in which Telegram was called. */
function calls(): readonly string[] {
  return world.telegram.calls.map(({ method }) => method).filter((method) => method !== 'getMe');
}

describe('a token in the wrong place', () => {
  it('in a group is deleted, refused, and to be revoked', async () => {
    for (const text of [
      `/token ${ALICE_TOKEN}`,
      `look: ${ALICE_TOKEN}`,
      '/token@watch_bot somethingunknown',
    ]) {
      const [answer] = await world.say(ALICE, text, { chat: GROUP });
      expect(answer?.text).toContain('revoke it now');
    }

    expect(stored()).toBe(0);
    expect(requests()).toBe(0);
    expect(world.telegram.of('deleteMessage')).toHaveLength(3);
  });

  it('in a group where the bot may not delete is said so', async () => {
    world.telegram.fail('deleteMessage', {
      status: 400,
      description: "Bad Request: message can't be deleted",
    });

    const [answer] = await world.say(ALICE, `/token ${ALICE_TOKEN}`, { chat: GROUP });

    expect(answer?.text).toContain('I may not delete the message');
  });

  it('in private that cannot be deleted is linked, and the person is told to delete it', async () => {
    world.telegram.fail('deleteMessage', {
      status: 400,
      description: "Bad Request: message can't be deleted",
    });

    const [answer] = await world.say(ALICE, `/token ${GITHUB_TOKEN}`);

    expect(answer?.text).toContain('Linked!');
    expect(answer?.text).toContain('Please delete it yourself');
  });

  it('from a stranger is deleted all the same, in private and in a group', async () => {
    const [inPrivate] = await world.say(CHARLIE, `/token ${ALICE_TOKEN}`);
    const [inGroup] = await world.say(CHARLIE, ALICE_TOKEN, { chat: GROUP });

    expect(inPrivate?.text).toContain('this bot is private');
    expect(inGroup?.text).toContain('revoke it now');
    expect(world.telegram.of('deleteMessage')).toHaveLength(2);
    expect(requests()).toBe(0);
  });

  it('in another command, a caption, or a changed message is deleted and does nothing else', async () => {
    const url = `https://oauth2:${ALICE_TOKEN}@gitlab.example.com/group/app.git`;
    const [command] = await world.say(ALICE, `/watch ${url}`);
    const [caption] = await world.say(ALICE, '', { text: undefined, caption: `/status ${ALICE_TOKEN}` });
    const [edited] = await world.handle({ edited_message: world.message(ALICE, `/token ${ALICE_TOKEN}`) });

    expect(command?.text).toContain('did nothing else');
    expect(caption?.text).toContain('did nothing else');
    expect(edited?.text).toContain('Send the token as a new message');
    expect(world.telegram.of('deleteMessage')).toHaveLength(3);
    expect(requests()).toBe(0);
  });

  it('in a reply is deleted and links nothing, whatever it replies to', async () => {
    await world.say(ALICE, '/help');
    const toOurs = { reply_to_message: { message_id: 1 } };
    const [reply] = await world.say(ALICE, ALICE_TOKEN, toOurs);
    expect(reply?.text).toContain('To link the token, send it on its own.');
    world.telegram.fail('deleteMessage', { status: 400, description: 'Bad Request: too old' });
    expect((await world.say(ALICE, `it is ${ALICE_TOKEN}`, toOurs))[0]?.text).toContain(
      'could not delete it',
    );

    expect(stored()).toBe(0);
    expect(requests()).toBe(0);
    await world.say(ALICE, `/token ${GITHUB_TOKEN}`, toOurs);
    expect(stored()).toBe(1);
  });

  it('from an anonymous administrator or another bot is deleted', async () => {
    const anonymous = { id: 1087968824, is_bot: true, first_name: 'Group' };
    await world.say(anonymous, ALICE_TOKEN, { chat: GROUP });
    await world.handle({ edited_message: world.message(anonymous, ALICE_TOKEN, { chat: GROUP }) });

    expect(calls()).toEqual(['deleteMessage', 'deleteMessage']);
  });
});

describe('secrets', () => {
  it('never reach a log line, a message, a button or anything but the sealed places', async () => {
    const [question] = await world.say(ALICE, `/token ${ALICE_TOKEN}`);
    await world.press(ALICE, question, 'gitlab.example.com');
    await world.say(ALICE, `/token ${GITHUB_TOKEN}`);
    world.gitlab.failWith('unavailable');
    await world.say(ALICE, `/token ${GITLAB.url} glpat-failing-00000000000`);
    world.telegram.fail('sendMessage', 'reset', {
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    await world.say(ALICE, `/token glpat-unknown-00000000000`);
    await world.say(ALICE, `/watch ${ALICE_TOKEN}`);
    world.stores.stores.accounts.link = () => Promise.reject(new Error('the database is away'));
    await world.say(ALICE, `/token ${GITHUB_TOKEN}`);

    const secrets = [
      ALICE_TOKEN,
      GITHUB_TOKEN,
      'glpat-failing',
      'glpat-unknown',
      world.telegram.token.split(':')[1],
    ];
    const shown = world.logText() + JSON.stringify(world.telegram.calls.map(({ payload }) => payload));
    const kept = JSON.stringify([...world.stores.pendingRows.values(), ...world.stores.accountRows.values()]);
    for (const secret of secrets) {
      expect(shown).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
    expect(world.log.messages('error')).toEqual(['an update could not be handled']);
  });
});
