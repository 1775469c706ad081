import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { Project } from '../../../src/domain/project.js';
import { DAY, HOUR } from '../../../src/domain/time.js';
import {
  ALICE,
  ALICE_TOKEN,
  BotFixture,
  BOB,
  BOB_TOKEN,
  GROUP,
  type Shown,
} from '../../support/bot-fixture.js';
import { aMergeRequest, anEvent, aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');
const LIB = project('12', 'group/lib');

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', [APP, LIB]);
  await world.say(ALICE, '/watch group/app all');
});

afterEach(() => world.stop());

function keep(over: Partial<ForgeEvent>, agoMs: number, of: Project = APP): void {
  const [account] = [...world.stores.accountRows.values()];
  const at = new Date(world.now.getTime() - agoMs);
  const event = anEvent({ projectId: of.id, ...over });
  const kept = { id: event.key, forge: account!.forge, project: of, event, at, seenAt: at };
  world.stores.timeline.rows.push({ ...kept, accountId: account!.id });
}

function keepSome(of: Project = APP): void {
  const ended = (durationSeconds: number) => aPipeline({ durationSeconds });
  keep({ type: 'pipeline-started' }, 40 * DAY, of);
  keep({ type: 'pipeline-failed', subject: ended(600) }, 3 * DAY, of);
  keep({ type: 'pipeline-fixed', subject: ended(240) }, 2 * DAY, of);
  keep({ type: 'pipeline-succeeded', subject: ended(300) }, 2 * DAY, of);
  const createdAt = new Date(world.now.getTime() - 5 * DAY).toISOString();
  const subject = aMergeRequest({ createdAt });
  keep({ type: 'review-requested', subject }, 2 * DAY, of);
  keep({ type: 'merge-request-approved', subject }, 2 * DAY - 3 * HOUR, of);
  keep({ type: 'merge-request-merged', subject }, DAY, of);
}

function methods(): readonly string[] {
  return world.telegram.calls.slice(-2).map(({ method }) => method);
}

async function stats(text = '/stats app'): Promise<Shown | undefined> {
  return (await world.say(ALICE, text))[0];
}

describe('/stats', () => {
  it('sends a picture with the figures of the last 30 days beside it', async () => {
    keepSome();

    const shown = await stats();

    expect(methods()).toEqual(['sendChatAction', 'sendPhoto']);
    expect(shown?.text).toBe(
      [
        '📊 group/app: the last 30 days',
        'Pipelines: 2 of 3 passed (67 %), median duration 5 min',
        'Merge requests merged: 1, median from opened to merged 4 days',
        'Reviews: 1, median wait for the first verdict 3 h',
      ].join('\n'),
    );
    expect(shown?.payload.photo).toMatchObject({ content: Buffer.from('picture of group/app, light') });
    expect(world.charts[0]).toMatchObject({ title: 'group/app', subtitle: 'Feb 1 – Mar 2 · UTC' });
    expect(world.charts[0]?.panels.map(({ title }) => title)).toEqual([
      'Pipelines a day',
      'Duration of pipelines, minutes',
      'Merge requests, median in days',
    ]);
  });

  it('says since when it knows, in the day of the chat’s own zone, and counts by that zone', async () => {
    await world.say(ALICE, '/timezone Asia/Tokyo');
    keep({ type: 'pipeline-failed' }, 0);
    world.now = new Date('2026-03-03T18:00:00Z');

    const shown = await stats();

    expect(shown?.text).toMatch(/^📊 group\/app since March 2, 2026\nPipelines: 0 of 1 passed \(0 %\)\n/);
    expect(world.charts[0]?.subtitle).toBe('Feb 3 – Mar 4 · Asia/Tokyo');
  });

  it('has one sentence for a project without figures', async () => {
    expect((await stats())?.text).toBe(
      'There are no figures of group/app: since March 2, 2026 I have seen no pipeline end, and nothing merged or reviewed.',
    );
    expect(world.charts).toEqual([]);
  });

  it('is in Russian where the reader is, words in the picture too', async () => {
    keepSome();
    await world.say(ALICE, '/language русский');

    const shown = await stats();

    expect(shown?.text).toMatch(/последние 30 дней\nПайплайны: успешных 2 из 3/);
    expect(world.charts[0]?.subtitle).toBe('1 февр. – 2 мар. · UTC');
    expect(world.charts[0]?.panels[2]?.series.map(({ name }) => name)).toEqual([
      'от открытия до слияния',
      'ожидание ревью',
    ]);
  });

  it('is drawn anew in the other theme, in place, and remembers it', async () => {
    keepSome();
    const shown = await stats();

    const [dark] = await world.press(ALICE, shown, 'Dark');
    const again = await stats();

    expect(world.telegram.of('editMessageMedia')).toHaveLength(1);
    expect(dark?.text).toBe(shown?.text);
    expect(dark?.buttons.map(({ text }) => text)).toEqual(['☀️ Light']);
    expect(again?.payload.photo).toMatchObject({ content: Buffer.from('picture of group/app, dark') });
  });

  it('gives the figures alone where no picture can be drawn', async () => {
    keepSome();
    const drawn = await stats();
    world.drawn = () => null;

    const shown = await stats();
    await world.press(ALICE, drawn, 'Dark');

    expect(shown?.text).toMatch(/^📊 group\/app[^]*The picture cannot be drawn just now/);
    expect(shown?.buttons).toEqual([]);
    expect(world.alert()).toMatch(/^The picture cannot be drawn/);
  });

  it('lists the projects where several could be meant, each once, and those of other chats too', async () => {
    for (const path of ['group/app', 'group/lib']) {
      const [question] = await world.say(ALICE, `/watch ${path}`, { chat: GROUP });
      await world.press(ALICE, question, 'Yes', GROUP);
    }
    keepSome(LIB);

    const list = await stats('/stats');
    const [shown] = await world.press(ALICE, list, 'group/lib');

    expect(list?.text).toBe('Figures of which project?');
    expect(list?.buttons.filter(({ text }) => text.includes('group/'))).toHaveLength(2);
    expect(shown?.text).toMatch(/^📊 group\/lib/);
  });

  it('says which merge requests it does not read', async () => {
    await world.say(ALICE, '/watch group/app participating');
    keepSome();

    expect((await stats())?.text).toMatch(
      /Of merge requests I read only those that concern alice here\. A watch at the level all reads every one\.$/,
    );
  });

  it('shows nobody what another person’s account saw, nor by a foreign button', async () => {
    keepSome();
    const hers = await stats();
    await world.link(BOB, BOB_TOKEN, 'bob', []);
    world.charts.length = 0;

    await world.press(BOB, hers, 'Dark', { id: BOB.id, type: 'private' });

    expect(world.alert()).toBe('That watch is not here any more. See the others under /watches.');
    expect((await world.say(BOB, '/stats group/app'))[0]?.text).toMatch(/^This chat does not watch that\./);
    expect(world.charts).toEqual([]);
  });

  it('shows a group what the group watches, whoever asks', async () => {
    keepSome();
    const [question] = await world.say(ALICE, '/watch group/app', { chat: GROUP });
    await world.press(ALICE, question, 'Yes', GROUP);
    await world.link(BOB, BOB_TOKEN, 'bob', []);

    const [shown] = await world.say(BOB, '/stats app', { chat: GROUP });
    const [other] = await world.say(BOB, '/stats lib', { chat: GROUP });
    const [[id, account] = []] = [...world.stores.accountRows];
    world.stores.accountRows.set(id!, { ...account!, state: 'refused' });
    const [hidden] = await world.say(BOB, '/stats app', { chat: GROUP });

    expect(shown?.text).toMatch(/^📊 group\/app/);
    expect(other?.text).toMatch(/^This chat does not watch that\./);
    expect(hidden?.text).toMatch(/^This chat does not watch that\./);
  });
});
