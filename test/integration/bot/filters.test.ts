import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '../../../src/domain/topic.js';
import { ANY_BOT, emptyFilter } from '../../../src/domain/watch-filter.js';
import { ALICE, ALICE_TOKEN, BOB, BotFixture, GROUP, type Shown } from '../../support/bot-fixture.js';
import type { Feed } from '../../../src/domain/feed.js';
import { aFeed, aNewFeed } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const PROJECTS = [project('11', 'group/app'), project('12', 'group/library')];

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', PROJECTS);
  await world.say(ALICE, '/watch group/app group/library');
});

afterEach(() => world.stop());

function row(path = 'group/app') {
  const found = [...world.stores.watchRows.values()].find((watch) => watch.project.path === path);
  if (found === undefined) throw new Error(`${path} is not watched`);
  return found;
}

async function open(path = 'group/app'): Promise<Shown | undefined> {
  const [panel] = await world.say(ALICE, `/filters ${path}`);
  return panel;
}

describe('/filters', () => {
  it('asks which watch is meant, and shows its filter', async () => {
    const [which] = await world.say(ALICE, '/filters');
    expect(which?.text).toContain('Whose filter');

    const [panel] = await world.press(ALICE, which, 'group/app');

    expect(panel?.text).toContain('Filter of group/app');
    expect(panel?.text).toContain('There is no filter yet');
    expect(panel?.text).toContain('/filters group/app base:participating');
    expect(row()).toMatchObject({ level: 'participating', filter: null });
  });

  it('takes a whole filter as one line, and plans the feeds for it', async () => {
    const line = 'base:team +merge-requests -pipelines only branch:main,release/* not author:renovate[bot]';
    const [panel] = await world.say(ALICE, `/filters group/app ${line}`);

    expect(row()).toMatchObject({
      level: 'custom',
      filter: {
        base: 'team',
        on: [{ topic: 'merge-requests', type: null }],
        off: [{ topic: 'pipelines', type: null }],
        exclude: [{ field: 'author', pattern: 'renovate[bot]' }],
      },
    });
    expect(panel?.text).toContain(
      '/filters group/app base:team +merge-requests -pipelines only branch:main only branch:release/* not author:renovate[bot]',
    );
    const plan = world.stores.feedPlans.get('account-1');
    expect(plan).toContainEqual({ kind: 'merge-requests', projectId: '11' });
    expect(plan).not.toContainEqual({ kind: 'pipelines', projectId: '11' });
  });

  it('reads back the line that it shows', async () => {
    const [first] = await world.say(ALICE, '/filters group/app not label:"needs, work" bots only job:a*b');
    const shown = /\/filters .*/.exec(first?.text ?? '')?.[0] ?? '';
    const before = row().filter;

    await world.say(ALICE, shown);

    expect(row().filter).toEqual(before);
    expect(before?.exclude).toEqual([{ field: 'label', pattern: 'needs, work' }, ANY_BOT]);
  });

  it('needs no name where one project is watched', async () => {
    await world.say(ALICE, '/unwatch group/library');

    const [panel] = await world.say(ALICE, '/filters');
    await world.say(ALICE, '/filters not bots');

    expect(panel?.text).toContain('Filter of group/app');
    expect(row().filter).toEqual({ ...emptyFilter('participating'), exclude: [ANY_BOT] });
  });

  it.each([
    ['base:most', '“base:most” names no base: possible are participating, team, all.'],
    ['+cats', '“+cats” names nothing that I tell: possible are pipelines, merge-requests,'],
    ['-pipeline-faild', 'or one kind of event such as pipeline-failed.'],
    ['only colour:red', '“colour:red” is no rule: possible are branch, label, author, bots'],
    ['whatever', '“whatever” is no part of a filter'],
    ['not', '“not” needs a rule behind it'],
    [`not label:${'x'.repeat(101)}`, 'is too long'],
  ])('says in a sentence what is wrong with "%s", and changes nothing', async (line, expected) => {
    const [answer] = await world.say(ALICE, `/filters group/app ${line}`);

    expect(answer?.text).toContain(expected);
    expect(answer?.text.split('\n')).toHaveLength(1);
    expect(row().filter).toBeNull();
  });

  it('says so when the project is not watched', async () => {
    const [answer] = await world.say(ALICE, '/filters other/thing not bots');

    expect(answer?.text).toContain('does not watch that');
    expect(row().filter).toBeNull();
  });

  it('says that GitLab asks no groups for a review, where a rule is about teams', async () => {
    const [answer] = await world.say(
      ALICE,
      '/filters group/app only team:core tag:v* image:shop/* milestone:Spring',
    );

    expect(answer?.text).toContain('GitLab asks no groups for a review');
    expect(row().filter?.include.map(({ field }) => field)).toEqual(['team', 'tag', 'image', 'milestone']);
    const [without] = await world.say(ALICE, '/filters group/app only reviewer:alice');
    expect(without?.text).not.toContain('asks no groups');
  });

  it('takes a preset by name', async () => {
    await world.say(ALICE, '/filters group/app only-me');

    expect(row().filter).toEqual(emptyFilter('participating'));
  });

  it('can leave nothing but releases', async () => {
    const [answer] = await world.say(ALICE, '/filters group/app releases-only');

    const off = TOPICS.filter((topic) => topic !== 'releases');
    expect(row().filter).toEqual({
      ...emptyFilter('team'),
      off: off.map((topic) => ({ topic, type: null })),
    });
    expect(answer?.text).toContain('base:team -pipelines -merge-requests');
  });
});

describe('the answer to a change of a filter', () => {
  /** How often it looks whether the feeds of the account were read. `change`: what becomes of them. */
  async function looksFor(change: readonly Feed[]): Promise<number> {
    let looks = 0;
    let isChanged = false;
    const slow = await BotFixture.start({
      onFeedsChanged: () => {
        if (isChanged) slow.stores.feedRows.set('account-1', change);
      },
      wait: (ms) => {
        if (ms === 100) looks += 1;
        return Promise.resolve();
      },
    });
    await slow.link(ALICE, ALICE_TOKEN, 'alice', PROJECTS);
    await slow.say(ALICE, '/watch group/app');
    slow.stores.feedRows.set('account-1', [aFeed({ nextPollAt: slow.now })]);
    isChanged = true;
    looks = 0;
    await slow.say(ALICE, '/filters not bots');
    await slow.stop();
    return looks;
  }

  it('waits for no feed that was there before, however late it is', async () => {
    expect(await looksFor([aFeed({ nextPollAt: world.now })])).toBe(0);
  });

  it('waits for the first read of one that the change brings', async () => {
    expect(await looksFor([aFeed(), aNewFeed({ id: 'feed-2', nextPollAt: world.now })])).toBe(50);
  });
});

describe('the buttons of a filter', () => {
  it('change the base', async () => {
    const [changed] = await world.press(ALICE, await open(), 'Team');

    expect(row()).toMatchObject({ level: 'custom', filter: emptyFilter('team') });
    expect(changed?.buttons.map(({ text }) => text)).toContain('✓ Team');
  });

  it('switch what is told on, off, and back to the base, and stay on their page', async () => {
    const [first] = await world.press(ALICE, await open(), 'What is told');
    expect(first?.buttons[0]?.text).toBe('Pipelines');
    const [second] = await world.press(ALICE, first, 'More');
    const [third] = await world.press(ALICE, second, 'More');
    const [fourth] = await world.press(ALICE, third, 'More');
    const [on] = await world.press(ALICE, fourth, 'Merged');
    expect(on?.buttons.map(({ text }) => text)).toContain('✓ · Merged');
    expect(row().filter?.on).toEqual([{ topic: 'merge-requests', type: 'merge-request-merged' }]);

    const [off] = await world.press(ALICE, on, 'Merged');
    expect(off?.buttons.map(({ text }) => text)).toContain('✕ · Merged');
    const [back] = await world.press(ALICE, off, 'Merged');

    expect(row().filter).toEqual(emptyFilter('participating'));
    const [panel] = await world.press(ALICE, back, 'The filter');
    expect(panel?.text).toContain('Filter of group/app');
  });

  it('set a preset, and remove a rule', async () => {
    const [filtered] = await world.press(ALICE, await open(), 'No bots');
    expect(row().filter?.exclude).toEqual([ANY_BOT]);

    await world.press(ALICE, filtered, '✕ not bots');
    expect(row().filter?.exclude).toEqual([]);
    await world.press(ALICE, filtered, '✕ not bots');
    expect(row().filter?.exclude).toEqual([]);
  });

  it('lead to the watch and back, where another level drops the filter', async () => {
    const [filtered] = await world.press(ALICE, await open(), 'No bots');
    const [watch] = await world.press(ALICE, filtered, 'Open the watch');
    expect(watch?.text).toContain('You hear what your filter lets through');
    expect(watch?.text).toContain('base:participating not bots');
    expect(watch?.buttons.map(({ text }) => text)).toContain('✓ Custom');

    const [panel] = await world.press(ALICE, watch, 'Custom');
    expect(panel?.text).toContain('Filter of group/app');
    await world.press(ALICE, watch, 'All');

    expect(row()).toMatchObject({ level: 'all', filter: null });
  });

  it("do not touch another chat's watch", async () => {
    const { id } = row();
    for (const data of [`f:${id}`, `fb:${id}:all`, `fp:${id}:no-bots`, `ft:${id}:talk`, `fl:${id}:0`]) {
      expect(await world.pressData(BOB, data)).toEqual([]);
      expect(world.alert()).toContain('not here any more');
    }
    expect(row().filter).toBeNull();
  });

  it('work in a group', async () => {
    const [question] = await world.say(ALICE, '/watch group/app', { chat: GROUP });
    await world.press(ALICE, question, 'Yes', GROUP);

    const [panel] = await world.say(BOB, '/filters', { chat: GROUP });
    await world.press(BOB, panel, 'No bots', GROUP);

    const [inGroup] = [...world.stores.watchRows.values()].filter(({ chatKey }) => chatKey === '-1001');
    expect(inGroup?.filter).toEqual({ ...emptyFilter('team'), exclude: [ANY_BOT] });
  });
});
