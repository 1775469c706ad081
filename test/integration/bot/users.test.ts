import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '../../../src/domain/time.js';
import {
  ALICE,
  BotFixture,
  BOB,
  BOB_TOKEN,
  CHARLIE,
  GROUP,
  toShown,
  type Shown,
} from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

let world: BotFixture;

/** Alice is the operator, and has been here. */
beforeEach(async () => {
  world = await BotFixture.start();
  await world.say(ALICE, '/start');
});

afterEach(() => world.stop());

function sentTo(id: number): readonly Shown[] {
  return world.telegram
    .of('sendMessage')
    .filter(({ chat_id: chat }) => chat === id)
    .map(toShown);
}

function lastTo(id: number): Shown | undefined {
  return sentTo(id).at(-1);
}

function labels(shown: Shown | undefined): readonly string[] {
  return shown?.buttons.map(({ text }) => text) ?? [];
}

describe('a stranger', () => {
  it('is let in by a press of the operator, told so, and stays in though the settings do not list them', async () => {
    await world.say(CHARLIE, '/start');
    expect(lastTo(CHARLIE.id)?.text).toContain('I have asked its operator about you');
    const question = lastTo(ALICE.id);
    expect(question?.text).toBe('Charlie (300) wants to use this bot. Shall I let them in?');
    const [done] = (await world.press(ALICE, question, 'Let in')).filter(({ payload }) => payload.message_id);

    expect(done?.text).toBe('Charlie is in.');
    expect(lastTo(CHARLIE.id)?.text).toContain('the operator has let you in');
    const [welcome] = await world.say(CHARLIE, '/start');
    expect(welcome?.text).toContain('Hello Charlie');
    expect(world.stores.people.get('300')).toMatchObject({ isOperator: false, access: 'admitted' });
    expect(world.stores.strangers.rows.size).toBe(0);
  });

  it('is asked about once a day, however often they write', async () => {
    for (const text of ['/start', 'hello', '/watch a/b']) await world.say(CHARLIE, text);
    expect(lastTo(CHARLIE.id)?.text).toContain('has not answered yet');
    expect(sentTo(ALICE.id)).toHaveLength(2);

    world.now = new Date(world.now.getTime() + DAY);
    await world.say(CHARLIE, 'still here');

    expect(sentTo(ALICE.id)).toHaveLength(3);
  });

  it('is refused for good by a press, and let in after all under /users', async () => {
    await world.say(CHARLIE, '/start');
    await world.press(ALICE, lastTo(ALICE.id), 'No');
    expect(lastTo(CHARLIE.id)?.text).toContain('does not let you in');
    world.now = new Date(world.now.getTime() + 3 * DAY);
    const [again] = await world.say(CHARLIE, '/start');
    expect(again?.text).toContain('does not let you in');
    const asked = sentTo(ALICE.id).length;

    const [people] = await world.say(ALICE, '/users');
    const [person] = await world.press(ALICE, people, 'Charlie');
    await world.press(ALICE, person, 'Let in');

    expect(asked).toBe(2);
    expect(world.stores.people.get('300')?.access).toBe('admitted');
  });

  it('has a name that is shown as text, and not at any length', async () => {
    const name = `<b>x</b> @everyone https://evil.example [y](z) ${'Z'.repeat(500)}`;
    await world.say({ ...CHARLIE, first_name: name }, '/start');
    const question = lastTo(ALICE.id);

    expect(question?.text).toContain('<b>x</b> @everyone https://evil.example');
    expect(question?.text.length).toBeLessThan(140);
    const kinds = (question?.payload.entities as readonly { type: string }[]).map(({ type }) => type);
    expect([...new Set(kinds)].sort()).toEqual(['bold', 'code']);
    expect(JSON.stringify(question?.payload.text)).toContain('@\u2060everyone');
  });

  it('asks nobody from a group, by a button, or when no operator can be reached', async () => {
    await world.say(CHARLIE, '/watch@watch_bot a/b', { chat: GROUP });
    await world.pressData(CHARLIE, 'r:watch');
    expect(world.stores.strangers.rows.size).toBe(0);

    world.telegram.fail('sendMessage', {
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    await world.say(CHARLIE, '/start');

    expect(lastTo(CHARLIE.id)?.text).toContain('give its operator your Telegram id: 300');
  });

  it('cannot let themselves in, nor can a member', async () => {
    await world.say(CHARLIE, '/start');
    await world.pressData(CHARLIE, 'na:300');
    await world.say(BOB, '/start');
    await world.pressData(BOB, 'na:300');

    expect(world.alert()).toContain('for the operators');
    expect(world.stores.people.has('300')).toBe(false);
  });

  it('is let in once when two operators press', async () => {
    await world.say(CHARLIE, '/start');
    const question = lastTo(ALICE.id);
    await world.press(ALICE, question, 'Let in');
    const told = sentTo(CHARLIE.id).length;

    await world.press(ALICE, question, 'No');

    expect(sentTo(CHARLIE.id)).toHaveLength(told);
    expect(world.stores.people.get('300')?.access).toBe('admitted');
  });
});

describe('/users', () => {
  beforeEach(async () => {
    await world.link(BOB, BOB_TOKEN, 'bob', [project('1', 'secret/plan')]);
    await world.say(BOB, '/watch secret/plan');
    world.now = new Date(world.now.getTime() + 20 * MINUTE);
  });

  async function bobsPanel(): Promise<Shown | undefined> {
    const [people] = await world.say(ALICE, '/users');
    expect(labels(people)).toEqual(['★ Alice', '• Bob']);
    return (await world.press(ALICE, people, 'Bob'))[0];
  }

  it('tells who, linked where, how many watches and when last here, and nothing of what they read', async () => {
    const panel = await bobsPanel();

    expect(panel?.text.split('\n')).toEqual([
      'Bob (200)',
      'May use this bot.',
      '• bob on gitlab.example.com',
      'Watches one project.',
      'Last here 20 min ago.',
    ]);
    expect(JSON.stringify(panel?.payload)).not.toMatch(/secret|glpat/);
  });

  it('shuts a person out after a question, with all that they had linked, though the settings list them', async () => {
    const panel = await bobsPanel();
    const [question] = await world.press(ALICE, panel, 'Shut out');
    expect(question?.text).toContain('their linked account with its token');
    const [kept] = await world.press(ALICE, question, 'Keep');
    expect(kept?.text).toBe('Bob stays.');
    const [again] = await world.press(ALICE, panel, 'Shut out');
    const [gone] = await world.press(ALICE, again, 'Shut out');

    expect(gone?.text).toContain('Bob is shut out');
    expect(world.stores.accountRows.size + world.stores.watchRows.size).toBe(0);
    const [refusal] = await world.say(BOB, '/start');
    expect(refusal?.text).toContain('does not let you in');
    expect(world.stores.people.get('200')?.access).toBe('revoked');
  });

  it('is for operators, and does not shut one out', async () => {
    const [refused] = await world.say(BOB, '/users');
    expect(refused?.text).toContain('for the operators');
    await world.pressData(BOB, 'nr:200');
    await world.pressData(BOB, 'np:100');
    expect(world.alert()).toContain('for the operators');

    await world.pressData(ALICE, 'nr:100');

    expect(world.alert()).toContain('cannot be shut out');
  });

  it('has pages', async () => {
    for (let id = 1000; id < 1012; id += 1) {
      world.stores.people.set(String(id), {
        id: String(id),
        name: `P${String(id)}`,
        language: 'en',
        chosenLanguage: null,
        isOperator: false,
      });
    }
    const [first] = await world.say(ALICE, '/users');
    expect(first?.text).toContain('14 people');
    const [second] = await world.press(ALICE, first, 'More');

    expect(labels(second).at(-1)).toBe('‹ Back');
  });
});

describe('/help', () => {
  it('names what operators can do to them alone, and answers by topic', async () => {
    const [operators] = await world.say(ALICE, '/help');
    const [others] = await world.say(BOB, '/help');
    expect(operators?.text).toContain('/users –');
    expect(others?.text).not.toContain('/users –');

    const [act] = await world.press(ALICE, operators, 'Act');
    expect(act?.text).toMatch(/^Act\n\/do –/);
    const [typed] = await world.say(BOB, '/help merge');
    expect(typed?.text).toBe(act?.text);
    const [unknown] = await world.say(BOB, '/help weather');

    expect(unknown?.text.split('\n')[0]).toBe('There is no help on that, but on all of this:');
  });
});
