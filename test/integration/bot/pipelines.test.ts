import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { ALICE, ALICE_TOKEN, BotFixture, BOB, GROUP, type Shown } from '../../support/bot-fixture.js';
import { aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');
const LIB = project('12', 'group/lib');

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

async function moveIn(...projects: readonly (typeof APP)[]): Promise<void> {
  await world.link(ALICE, ALICE_TOKEN, 'alice', projects.length === 0 ? [APP] : projects);
  for (const { path } of projects.length === 0 ? [APP] : projects) await world.say(ALICE, `/watch ${path}`);
}

/** As many pipelines of `group/app`, numbered from 1. */
function run(count: number, over: Partial<Pipeline> = {}): void {
  for (let number = 1; number <= count; number += 1) {
    const id = String(number);
    world.stores.pipelineRows.push(aPipeline({ id, number: id, projectId: '11', title: null, ...over }));
  }
}

const lines = (shown: Shown | undefined): readonly string[] => shown?.text.split('\n') ?? [];
const numbers = (shown: Shown | undefined): readonly string[] => shown?.text.match(/#\d+/g) ?? [];
const labels = (shown: Shown | undefined): readonly string[] => shown?.buttons.map(({ text }) => text) ?? [];
const from = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `#${first + index}`);

describe('/pipelines', () => {
  it('shows the latest of the only watched project, with who and when', async () => {
    await moveIn();
    const updatedAt = new Date(world.now.getTime() - 180_000).toISOString();
    world.stores.pipelineRows.push(
      aPipeline({ projectId: '11', number: '42', status: 'failed', title: 'Fix the basket', updatedAt }),
    );

    const [answer] = await world.say(ALICE, '/pipelines');

    expect(lines(answer)).toEqual([
      'The latest pipelines of group/app:',
      '❌ Pipeline failed on main',
      '#42 · Fix the basket · Bob Baker · 3 min ago',
    ]);
  });

  it('asks which project where there are several, and takes a name', async () => {
    await moveIn(APP, LIB);

    const [choice] = await world.say(ALICE, '/pipelines');
    const [chosen] = await world.press(ALICE, choice, 'group/lib');
    const [named] = await world.say(ALICE, '/pipelines app');
    const [unknown] = await world.say(ALICE, '/pipelines nowhere');

    expect(choice?.text).toContain('Pipelines of which project?');
    expect(chosen?.text).toBe('I have seen no pipeline of group/lib yet.');
    expect(named?.text).toBe('I have seen no pipeline of group/app yet.');
    expect(unknown?.text).toContain('This chat does not watch that');
  });

  it('shows nothing of a project that another chat watches', async () => {
    await moveIn();
    const [watchId] = [...world.stores.watchRows.keys()];

    const shown = await world.pressData(BOB, `g:${String(watchId)}:0`);

    expect(shown).toEqual([]);
    expect(world.alert()).not.toBe('');
  });

  it('asks again where a name fits several, with those alone', async () => {
    await moveIn(APP, project('13', 'other/app'), LIB);

    const [choice] = await world.say(ALICE, '/pipelines app');

    expect(labels(choice).join(' ')).toContain('group/app');
    expect(labels(choice).join(' ')).toContain('other/app');
    expect(labels(choice).join(' ')).not.toContain('group/lib');
  });

  it('does not ask the forge', async () => {
    await moveIn();
    run(3);
    world.gitlab.requests.length = 0;

    await world.say(ALICE, '/pipelines');

    expect(world.gitlab.requests).toEqual([]);
  });
});

describe('the pages of /pipelines', () => {
  it('turn forwards and back, in place, and end at both ends', async () => {
    await moveIn();
    run(20);

    const [first] = await world.say(ALICE, '/pipelines');
    const [second] = await world.press(ALICE, first, 'More');
    const [third] = await world.press(ALICE, second, 'More');
    const [back] = await world.press(ALICE, third, 'Back');

    expect([first, second, third, back].map(numbers)).toEqual([
      from(1, 8),
      from(9, 16),
      from(17, 20),
      from(9, 16),
    ]);
    expect([first, second, third].map((page) => labels(page).length)).toEqual([1, 2, 1]);
    expect(second?.payload.message_id).toBeDefined();
    expect(lines(second).at(-1)).toBe('Page 2 of 3');
  });

  it('have no buttons and no number where one is enough', async () => {
    await moveIn();
    run(8);

    const [only] = await world.say(ALICE, '/pipelines');

    expect(labels(only)).toEqual([]);
    expect(only?.text).not.toContain('Page');
  });

  it('show the last one that is left where there were more', async () => {
    await moveIn();
    run(20);
    const [first] = await world.say(ALICE, '/pipelines');
    const [second] = await world.press(ALICE, first, 'More');
    world.stores.pipelineRows.splice(10);

    const [third] = await world.press(ALICE, second, 'More');

    expect(numbers(third)).toEqual(from(9, 10));
    expect(lines(third).at(-1)).toBe('Page 2 of 2');
  });

  it('say so where the project is watched no longer, or its pipelines are forgotten', async () => {
    await moveIn();
    run(20);
    const [first] = await world.say(ALICE, '/pipelines');
    world.stores.pipelineRows.length = 0;
    const [empty] = await world.press(ALICE, first, 'More');
    world.stores.watchRows.clear();

    expect(empty?.text).toBe('I have seen no pipeline of group/app yet.');
    expect(await world.press(ALICE, first, 'More')).toEqual([]);
    expect(world.alert()).not.toBe('');
  });

  it('show branches as they are called, and fit a message', async () => {
    await moveIn();
    const ref = `*bold* [link](https://evil.example) @all <b> ${'x'.repeat(5_000)}`;
    run(8, { ref, title: `\u202e${ref}` });

    const [answer] = await world.say(ALICE, '/pipelines');

    expect(numbers(answer)).toEqual(from(1, 8));
    expect(answer?.text).toContain('*bold* [link](https://evil.example) @all <b>');
    expect(answer!.text.length).toBeLessThanOrEqual(4_096);
    expect(JSON.stringify(answer?.payload.entities ?? [])).not.toContain('evil.example');
  });

  it.each(['-1', '1e9', '', 'x', '99999'])('take no harm from a forged page %j', async (page) => {
    await moveIn();
    run(20);
    const [watchId] = [...world.stores.watchRows.keys()];

    const shown = await world.pressData(ALICE, `g:${String(watchId)}:${page}`);

    expect(shown.every((one) => numbers(one).length > 0)).toBe(true);
  });
});

describe('/pipelines in a group', () => {
  it('shows the projects of the group, to every member, and no other', async () => {
    await moveIn(APP, LIB);
    const [asked] = await world.say(ALICE, '/watch group/app', { chat: GROUP });
    run(9);
    const [tooEarly] = await world.say(BOB, '/pipelines', { chat: GROUP });
    await world.press(ALICE, asked, 'Yes, it may', GROUP);

    const [answer] = await world.say(BOB, '/pipelines', { chat: GROUP });
    const [next] = await world.press(BOB, answer, 'More', GROUP);
    const [other] = await world.say(BOB, '/pipelines group/lib', { chat: GROUP });

    expect(numbers(tooEarly)).toEqual([]);
    expect(numbers(answer)).toEqual(from(1, 8));
    expect(numbers(next)).toEqual(['#9']);
    expect(other?.text).toContain('This chat does not watch that');
  });

  it('turns no page of it in another chat', async () => {
    await moveIn();
    run(20);
    const [first] = await world.say(ALICE, '/pipelines');

    expect(await world.press(ALICE, first, 'More', GROUP)).toEqual([]);
    expect(world.alert()).not.toBe('');
  });
});
