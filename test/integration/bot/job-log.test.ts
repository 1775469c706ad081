import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encodePress } from '../../../src/bot/callback-data.js';
import {
  ALICE,
  ALICE_TOKEN,
  BOB,
  BOB_TOKEN,
  BotFixture,
  GROUP,
  type Shown,
} from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');
const LOG = { name: 'unit', url: 'https://gitlab.example.com/group/app/-/jobs/5', isRunning: false };

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
  await world.say(ALICE, '/watch group/app');
});

afterEach(() => world.stop());

function button(jobId = '5', chatKey?: string): string {
  const watch = [...world.stores.watchRows.values()].find(
    (one) => chatKey === undefined || one.chatKey === chatKey,
  );
  if (watch === undefined) throw new Error('nothing is watched');
  return encodePress({ kind: 'job-log', watchId: watch.id, jobId });
}

async function press(): Promise<Shown | undefined> {
  const [answer] = await world.pressData(ALICE, button());
  return answer;
}

describe('the button of a job’s log', () => {
  it('shows the end of it as code', async () => {
    world.gitlab.logs.set('5', { ...LOG, end: '$ npm test\n1 failed @all /start' });

    const answer = await press();

    expect(answer?.text).toBe('The log of unit ends:\n$ npm test\n1 failed @all /start');
    const entities = answer?.payload.entities as readonly { type: string; offset: number; length: number }[];
    expect(entities.at(-1)).toEqual({ type: 'pre', offset: 22, length: 31 });
  });

  it.each([
    [{ ...LOG, end: '' }, 'The log of unit is empty.'],
    [{ ...LOG, end: null }, 'The log of unit is kept no longer.'],
    [{ ...LOG, isRunning: true, end: null }, 'unit still runs, and there is no log of it yet.'],
    [{ ...LOG, isRunning: true, end: 'x' }, 'unit still runs, its log so far ends:\nx'],
  ])('says in a sentence what there is: %j', async (log, text) => {
    world.gitlab.logs.set('5', log);

    expect((await press())?.text).toBe(text);
  });

  it('says that the account cannot read the job', async () => {
    expect(await press()).toBeUndefined();
    expect(world.alert()).toBe('That job is gone, or your account on gitlab.example.com cannot read it.');
  });

  it('says what trouble the forge has', async () => {
    world.gitlab.failWith('unavailable');

    await press();

    expect(world.alert()).toContain('does not answer right now');
  });

  it('reads with the token of whoever presses, in a group too', async () => {
    await world.say(ALICE, '/watch group/app', { chat: GROUP });
    world.gitlab.logs.set('5', { ...LOG, end: 'words' });
    const data = button('5', String(GROUP.id));

    await world.pressData(BOB, data, GROUP);
    expect(world.alert()).toContain('Link your account on gitlab.example.com first');

    await world.link(BOB, BOB_TOKEN, 'bob', []);
    await world.pressData(BOB, data, GROUP);
    expect(world.alert()).toContain('cannot read it');

    const [answer] = await world.pressData(ALICE, data, GROUP);
    expect(answer?.text).toContain('words');
  });

  it('opens nothing in another chat', async () => {
    world.gitlab.logs.set('5', { ...LOG, end: 'words' });

    expect(await world.pressData(BOB, button())).toEqual([]);
    expect(world.alert()).toBe('That watch is not here any more.');
  });
});
