import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../src/domain/time.js';
import {
  ALICE,
  ALICE_TOKEN,
  BotFixture,
  BOB,
  CHARLIE,
  GITLAB,
  toShown,
  type Shown,
} from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

const SHOP = project('1', 'acme/shop');
const PLAN = project('2', 'acme/secret-plan');
const TOKEN = 'glpat-charlie-secret-0000000000009';

let world: BotFixture;

/** Alice, the operator, sees both projects; Charlie is a stranger whose token sees the shop. */
beforeEach(async () => {
  world = await BotFixture.start();
  await world.say(ALICE, '/start');
  await world.link(ALICE, ALICE_TOKEN, 'alice', [SHOP, PLAN]);
  world.gitlab.allow(GITLAB, TOKEN, { login: 'charlie', projects: [project('3', 'own/toy'), SHOP] });
});

afterEach(() => world.stop());

function labels(shown: Shown | undefined): readonly string[] {
  return shown?.buttons.map(({ text }) => text) ?? [];
}

/** What a link of `/invite` says after `?start=`. */
function codeIn(shown: Shown | undefined): string {
  const [, code = ''] = /https:\/\/t\.me\/watch_bot\?start=([\w-]{1,64})$/m.exec(shown?.text ?? '') ?? [];
  return code;
}

async function invite(): Promise<{ readonly shown: Shown | undefined; readonly code: string }> {
  const [shown] = await world.say(ALICE, '/invite acme/shop acme/secret-plan');
  return { shown, code: codeIn(shown) };
}

describe('an invitation', () => {
  it('lets a stranger in and leads to the instance, with the projects ticked that their token sees', async () => {
    const { code } = await invite();
    const [welcome] = await world.say(CHARLIE, `/start ${code}`);
    expect(welcome?.text).toContain('Hello Charlie');
    expect(labels(welcome)).toEqual(['Link gitlab.example.com', 'Help']);
    expect(world.stores.people.get('300')).toMatchObject({ access: 'admitted', isOperator: false });

    const [, note, list] = await world.say(CHARLIE, `${GITLAB.url} ${TOKEN}`);

    expect(note?.text).toContain('One project that your team suggests is not visible');
    expect(labels(list)).toEqual(['☑ acme/shop', '☐ own/toy', '🔎 Search', 'Watch it ›']);
    const [levels] = await world.press(CHARLIE, list, 'Watch it');
    await world.press(CHARLIE, levels, 'Team');
    expect([...world.stores.watchRows.values()].map((row) => row.project.path)).toEqual(['acme/shop']);
  });

  it('never tells a project to somebody whose token does not see it, and holds no secret', async () => {
    const { shown, code } = await invite();
    await world.say(CHARLIE, `/start ${code}`);
    await world.say(CHARLIE, `${GITLAB.url} ${TOKEN}`);
    const toCharlie = world.telegram.of('sendMessage').filter(({ chat_id: chat }) => chat === CHARLIE.id);

    expect(JSON.stringify(toCharlie)).not.toContain('secret-plan');
    expect(JSON.stringify([shown?.payload, [...world.stores.invites.rows.values()]])).not.toContain('glpat');
  });

  it('is made by buttons, too', async () => {
    const [list] = await world.say(ALICE, '/invite');
    const [ticked] = await world.press(ALICE, list, 'acme/shop');
    const [made] = await world.press(ALICE, ticked, 'Invite to it');

    expect(made?.text).toContain('It suggests acme/shop');
    expect(world.stores.invites.rows.get(codeIn(made))).toMatchObject({
      madeBy: '100',
      forgeUrl: GITLAB.url,
      paths: ['acme/shop'],
    });
  });

  it('asks the operator where they want to be asked, and remembers where the person came from', async () => {
    const { shown, code } = await invite();
    const [closed] = await world.press(ALICE, shown, 'Ask me about each');
    expect(closed?.text).toContain('I ask you about everybody who opens it');
    await world.say(CHARLIE, `/start ${code}`);
    expect(world.stores.people.has('300')).toBe(false);
    const question = world.telegram
      .of('sendMessage')
      .filter(({ chat_id: chat }) => chat === ALICE.id)
      .at(-1);
    await world.press(ALICE, toShown(question ?? {}), 'Let in');

    const shownToCharlie = await world.say(CHARLIE, `${GITLAB.url} ${TOKEN}`);

    expect(labels(shownToCharlie.at(-1))[0]).toBe('☑ acme/shop');
  });

  it('ends by a press and by itself', async () => {
    const { shown, code } = await invite();
    await world.press(ALICE, shown, 'End it');
    const second = await invite();
    world.now = new Date(world.now.getTime() + 15 * DAY);

    for (const old of [code, second.code]) await world.say(CHARLIE, `/start ${old}`);

    expect(world.stores.people.has('300')).toBe(false);
    await world.press(ALICE, second.shown, 'Ask me');
    expect(world.alert()).toContain('has ended');
  });

  it('lets nobody in whom an operator shut out', async () => {
    const { code } = await invite();
    const out = {
      id: '300',
      name: 'Charlie',
      language: 'en',
      chosenLanguage: null,
      isOperator: false,
      access: 'revoked',
    } as const;
    world.stores.people.set('300', out);

    await world.say(CHARLIE, `/start ${code}`);

    expect(world.stores.people.get('300')?.access).toBe('revoked');
  });

  it('goes on to the projects at once with somebody who is linked there', async () => {
    await world.link(BOB, TOKEN, 'charlie', [SHOP]);
    const { code } = await invite();

    const answers = await world.say(BOB, `/start ${code}`);

    expect(labels(answers.at(-1))[0]).toBe('☑ acme/shop');
  });

  it('is for operators to make, to list and to end', async () => {
    const { code } = await invite();
    const [refused] = await world.say(BOB, '/invite acme/shop');
    expect(refused?.text).toContain('for the operators');
    await world.pressData(BOB, `ie:${code}`);
    await world.pressData(BOB, `id:${code}`);
    expect([...world.stores.invites.rows.values()]).toMatchObject([{ code, letsIn: true }]);

    const [list] = await world.pressData(ALICE, 'i:all');

    expect(labels(list)).toEqual(['gitlab.example.com · acme/shop, acme/secret-plan']);
  });

  it('says what is missing: an account, or a project that the operator does not see', async () => {
    const [unseen] = await world.say(ALICE, '/invite no/such');
    expect(unseen?.text).toContain('I cannot find no/such');
    world.stores.accountRows.clear();
    const [none] = await world.say(ALICE, '/invite acme/shop');

    expect(none?.text).toContain('Link your own account first');
    expect(world.stores.invites.rows.size).toBe(0);
  });
});
