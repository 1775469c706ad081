import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RECORDED } from '../../../src/domain/recording.js';
import { ALICE, ALICE_TOKEN, BotFixture, GITHUB, GITHUB_TOKEN, GITLAB } from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

const MANY = Array.from({ length: 23 }, (_, index) => project(String(100 + index), `group/p${index}`));

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', MANY);
});

afterEach(() => world.stop());

/** Ids of projects, by the inner chat that keeps them. */
function kept(chatKey: 'record' | 'record-chosen'): readonly string[] {
  const watches = [...world.stores.watchRows.values()].filter((watch) => watch.chatKey === chatKey);
  return watches.map(({ projectId }) => projectId);
}

const texts = async (text: string) => (await world.say(ALICE, text)).map((shown) => shown.text);

async function chooseFirst(count: number): Promise<void> {
  for (let start = 0; start < count; start += 10) {
    const named = MANY.slice(start, Math.min(start + 10, count)).map(({ path }) => path);
    await world.say(ALICE, `/record ${named.join(' ')}`);
  }
}

describe('/record group/app', () => {
  it('records projects named by path, link or number, and nothing else, without a message about them', async () => {
    const [answer] = await texts(`/record group/p0, ${GITLAB.url}/group/p1/-/issues 102`);

    expect(answer).toMatch(/^From now on I record group\/p0, without a message about it\./);
    expect(kept('record-chosen')).toEqual(['100', '101', '102']);
    expect([...world.stores.watchRows.values()].map(({ filter }) => filter)).toEqual(
      Array.from({ length: 3 }, () => RECORDED),
    );
    expect((await texts('/watches'))[0]).not.toContain('group/p');
    expect((await texts('/record group/p0'))[0]).toBe('You chose group/p0 already, it is recorded.');
  });

  it.each([
    ['group/nowhere', /^I cannot find group\/nowhere/],
    ['https://evil.example/a/b', /^I may not talk to evil\.example/],
    ['all group/p0', /^“all” does not look like a project/],
    [
      MANY.slice(0, 11)
        .map(({ path }) => path)
        .join(' '),
      /^Please name at most 10 projects at once\./,
    ],
  ])('says in a sentence why not: %s', async (named, sentence) => {
    expect((await texts(`/record ${named}`))[0]).toMatch(sentence);
  });

  it('wants an account first', async () => {
    await world.stop();
    world = await BotFixture.start();

    const [answer] = await world.say(ALICE, '/record group/p0');

    expect(answer?.text).toBe('Link an account first, then I can look for projects.');
    expect(answer?.buttons).toHaveLength(1);
  });

  it('stops at the limit, and says so', async () => {
    await chooseFirst(20);

    const [answer] = await texts('/record group/p20');

    expect(answer).toMatch(/^group\/p20 is not recorded: you chose 20 projects of alice on gitlab/);
    expect(kept('record-chosen')).toHaveLength(20);
  });

  it('asks with which account, where several see the project', async () => {
    world.github.allow(GITHUB, GITHUB_TOKEN, { login: 'octo-alice', projects: [project('9', 'group/p0')] });
    await world.say(ALICE, `/token ${GITHUB_TOKEN}`);

    const [question] = await world.say(ALICE, '/record group/p0');
    expect(question?.text).toBe('More than one of your accounts can see group/p0. Which one shall I use?');
    const [answer] = await world.press(ALICE, question, 'octo-alice on github.com');

    expect(answer?.text).toMatch(/^From now on I record group\/p0/);
    expect(kept('record-chosen')).toEqual(['9']);
  });
});

describe('chosen projects beside /record all', () => {
  it('take their place first, and what moved longest ago makes room', async () => {
    await world.say(ALICE, '/record all');

    await world.say(ALICE, '/record group/p22 group/p0');

    expect(kept('record-chosen')).toEqual(['122', '100']);
    expect(kept('record')).toEqual(MANY.slice(0, 19).map(({ id }) => id));
  });

  it('leave it no room where they are as many as are possible', async () => {
    await chooseFirst(20);
    world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', projects: MANY.slice(20) });

    expect((await texts('/record all'))[0]).toMatch(
      /the 20 projects that you chose are the limit, and leave no room for others/,
    );
    expect(kept('record')).toEqual([]);
  });
});

describe('/record off', () => {
  it('with a name ends one that was chosen, and says what is none', async () => {
    await world.say(ALICE, '/record group/p0 group/p1');

    const [answer] = await texts('/record off group/p0 group/p5');

    expect(answer).toBe(
      'group/p5 is not among the projects that you chose. See them with /record.\ngroup/p0 is recorded no more.',
    );
    expect(kept('record-chosen')).toEqual(['101']);
  });

  it('says that /record all records it still', async () => {
    await world.say(ALICE, '/record all');
    await world.say(ALICE, '/record group/p0');

    expect((await texts('/record off p0'))[0]).toMatch(/^You no longer choose group\/p0\. With \/record all/);
    expect(kept('record')).toContain('100');
  });

  it('alone ends everything', async () => {
    await world.say(ALICE, '/record all');
    await world.say(ALICE, '/record group/p0');

    await world.say(ALICE, '/record off');

    expect(world.stores.watchRows.size).toBe(0);
  });
});

describe('/record', () => {
  it('names the chosen ones, counts the others, and ends one by its button', async () => {
    await world.say(ALICE, '/record all');
    await world.say(ALICE, '/record group/p0 group/p1');

    const [shown] = await world.say(ALICE, '/record');
    expect(shown?.text).toContain(
      '2 projects are recorded because you chose them.\n• group/p0\n• group/p1\n🗂 alice on gitlab.example.com: 20 projects are recorded with /record all.',
    );
    const [left] = await world.press(ALICE, shown, 'End group/p0');

    expect(left?.text).toMatch(/^You no longer choose group\/p0/);
    expect(left?.text).toContain('one project is recorded because you chose it.\n• group/p1\n');
    expect(kept('record-chosen')).toEqual(['101']);
  });

  it('offers the projects to tick, with a tick at those that are chosen', async () => {
    await world.say(ALICE, '/record group/p0');
    const [shown] = await world.say(ALICE, '/record');

    const [list] = await world.press(ALICE, shown, 'Choose projects');
    expect(list?.text).toMatch(/Tick what I shall record\.$/);
    await world.press(ALICE, list, '✓ group/p0');
    expect(world.alert()).toBe('group/p0 is recorded already. End it under /record.');
    const [ticked] = await world.press(ALICE, list, '☐ group/p2');
    const [done] = await world.press(ALICE, ticked, 'Record it');

    expect(done?.text).toMatch(/^From now on I record group\/p2/);
    expect(kept('record-chosen')).toEqual(['100', '102']);
  });
});
