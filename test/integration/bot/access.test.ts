import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, BotFixture, BOB, CHARLIE, GROUP } from '../../support/bot-fixture.js';

const CODE = 'claim-me-3f9a1c';

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

async function claimable(): Promise<void> {
  await world.stop();
  world = await BotFixture.start({ allowedUsers: [], claimCode: CODE });
}

describe('the list of the settings', () => {
  it('makes members at once, and the first the operator', async () => {
    await world.say(BOB, '/start');
    await world.say(ALICE, '/start');

    expect(world.stores.people.get('100')).toMatchObject({ name: 'Alice', isOperator: true });
    expect(world.stores.people.get('200')).toMatchObject({ name: 'Bob', isOperator: false });
  });

  it('shuts out whoever is no longer on it', async () => {
    world.stores.people.set('300', {
      id: '300',
      name: 'Charlie',
      language: 'en',
      chosenLanguage: null,
      isOperator: true,
    });

    const [answer] = await world.say(CHARLIE, '/watches');

    expect(answer?.text).toContain('this bot is private');
  });

  it('gives nobody a claim', async () => {
    await world.stop();
    world = await BotFixture.start({ claimCode: CODE });

    const [answer] = await world.say(CHARLIE, `/start ${CODE}`);

    expect(answer?.text).toContain('this bot is private');
    expect(world.stores.people.size).toBe(0);
  });
});

describe('a stranger', () => {
  it('is refused politely in private and told the id to pass on', async () => {
    const [answer, ...more] = await world.say(CHARLIE, '/start');

    expect(answer?.text).toBe(
      'Sorry, this bot is private. If you should be in, give its operator your Telegram id: 300.',
    );
    expect(more).toEqual([]);
    expect(world.stores.people.size + world.stores.chatRows.size).toBe(0);
  });

  it.each(['hello', '/unknown', '/watching you', '/help@other_bot'])(
    'hears nothing in a group for "%s"',
    async (text) => {
      expect(await world.say(CHARLIE, text, { chat: GROUP })).toEqual([]);
    },
  );

  it.each(['/watch group/app', '/help@watch_bot', '/nonsense@watch_bot'])(
    'hears one line in a group for "%s"',
    async (text) => {
      const answers = await world.say(CHARLIE, text, { chat: GROUP });

      expect(answers.map((answer) => answer.text)).toEqual([
        'Sorry, only members of this bot can do that. Write to me in private to hear how to become one.',
      ]);
    },
  );

  it('cannot press buttons', async () => {
    await world.pressData(CHARLIE, 'r:watch', GROUP);

    expect(world.alert()).toContain('only members');
    expect(world.telegram.of('sendMessage')).toEqual([]);
  });
});

describe('the claim code', () => {
  beforeEach(claimable);

  it('makes the first who sends it the operator, and nobody after', async () => {
    const answers = await world.say(CHARLIE, `/start ${CODE}`);
    expect(answers.map(({ text }) => text.split('!')[0])).toEqual(['Welcome', 'Hello Charlie']);
    expect(world.stores.people.get('300')).toMatchObject({ isOperator: true });

    const [, late] = await world.say(BOB, `/start ${CODE}`);

    expect(late?.text).toContain('this bot is private');
    expect(world.stores.people.has('200')).toBe(false);
  });

  it('goes to one of two who send it at the same moment', async () => {
    await Promise.all([world.say(BOB, `/start ${CODE}`), world.say(CHARLIE, `/start ${CODE}`)]);

    expect([...world.stores.people.values()].filter(({ isOperator }) => isOperator)).toHaveLength(1);
  });

  it('is asked for while nobody has used it', async () => {
    const [answer] = await world.say(CHARLIE, 'hello');

    expect(answer?.text).toContain('no operator yet');
    expect(answer?.text).toContain('300');
  });

  it('can be guessed five times an hour, right or wrong', async () => {
    for (let guess = 0; guess < 5; guess += 1) {
      const [answer] = await world.say(CHARLIE, `/start wrong${String(guess)}`);
      expect(answer?.text).toContain('not the claim code');
    }
    const [sixth] = await world.say(CHARLIE, `/start ${CODE}`);
    expect(sixth?.text).toContain('Too many tries');
    expect(world.stores.people.size).toBe(0);

    world.now = new Date(world.now.getTime() + 61 * 60_000);
    await world.say(CHARLIE, `/start ${CODE}`);

    expect(world.stores.people.size).toBe(1);
  });

  it('is not taken in a group', async () => {
    await world.say(CHARLIE, `/start ${CODE}`, { chat: GROUP });

    expect(world.stores.people.size).toBe(0);
  });

  it('never reaches the log', async () => {
    await world.say(BOB, `/start ${CODE}x`);
    await world.say(CHARLIE, `/start ${CODE}`);

    expect(world.logText()).not.toContain(CODE);
  });

  it('is of no use once it is given up', async () => {
    await world.stop();
    world = await BotFixture.start({ allowedUsers: [], claimCode: null });

    await world.say(CHARLIE, '/start null');
    await world.say(CHARLIE, '/start');

    expect(world.stores.people.size).toBe(0);
  });
});

describe('too many commands', () => {
  it('are answered once and then ignored until the minute is over, for that person only', async () => {
    for (let turn = 0; turn < 30; turn += 1) await world.say(ALICE, '/help');
    const [refusal] = await world.say(ALICE, '/help');
    expect(refusal?.text).toContain('a lot at once');
    expect(await world.say(ALICE, '/help')).toEqual([]);
    expect(await world.say(BOB, '/help')).toHaveLength(1);

    await world.pressData(ALICE, 'r:help');
    expect(world.alert()).toContain('a lot at once');

    world.now = new Date(world.now.getTime() + 60_000);
    expect(await world.say(ALICE, '/help')).toHaveLength(1);
  });

  it('do not keep a token in the chat', async () => {
    for (let turn = 0; turn < 32; turn += 1) await world.say(ALICE, '/help');

    await world.say(ALICE, '/token glpat-0123456789abcdef');

    expect(world.telegram.of('deleteMessage')).toHaveLength(1);
    expect(world.gitlab.requests).toEqual([]);
  });
});
