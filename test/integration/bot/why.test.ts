import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryRule, Notification } from '../../../src/domain/notification.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import { ALICE, ALICE_TOKEN, BotFixture, BOB, type Shown } from '../../support/bot-fixture.js';
import { EVENTS } from '../../../src/events/index.js';
import { anEvent, anEventNotification, aNotice } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
  await world.say(ALICE, '/watch group/app');
});

afterEach(() => world.stop());

function row() {
  const [only] = [...world.stores.watchRows.values()];
  if (only === undefined) throw new Error('nothing is watched');
  return only;
}

function told(rule: Partial<DeliveryRule> = {}, isTeamNews = false): void {
  const notification = anEventNotification({
    project: APP,
    event: anEvent({ isTeamNews }),
    rule: { watchId: row().id, level: 'participating', reason: 'triggered', ...rule },
  });
  world.stores.toldRows.set(`${ALICE.id}:77`, notification);
}

async function why(messageId = 77, more: Record<string, unknown> = {}): Promise<Shown | undefined> {
  const [answer] = await world.say(ALICE, '/why', { reply_to_message: { message_id: messageId }, ...more });
  return answer;
}

describe('/why', () => {
  it('names the watch, its level and the reason', async () => {
    told();

    const answer = await why();

    expect(answer?.text).toBe(
      'Pipeline failed came through the watch of group/app, at its level For me.\nYou triggered it.',
    );
    expect(answer?.buttons.map(({ text }) => text)).toEqual(['Turn this kind off', 'Open the watch']);
  });

  it('says what a wider level told for', async () => {
    told({ level: 'team', reason: null }, true);
    expect((await why())?.text).toContain('at its level Team.\nIt concerns the whole team.');

    told({ level: 'all', reason: null });
    expect((await why())?.text).toContain('at its level All.\nIt concerns nobody in particular.');
  });

  it('names the toggle and the rules of a filter', async () => {
    const toggle = { topic: 'pipelines', type: null } as const;
    const met = [{ field: 'branch', pattern: 'main' }] as const;
    told({ level: 'custom', reason: null, pass: { toggle, met } });

    expect((await why())?.text.split('\n')).toEqual([
      'Pipeline failed came through the watch of group/app, at its level Custom.',
      'The filter has “Pipelines” switched on.',
      'It met the rule branch:main.',
      'It concerns nobody in particular.',
    ]);
  });

  it('turns this kind off, with the level as the base of the filter', async () => {
    told();

    const [done] = await world.press(ALICE, await why(), 'Turn this kind off');

    expect(done?.text).toBe('group/app no longer tells here of “Pipeline failed”.');
    expect(row()).toMatchObject({
      level: 'custom',
      filter: {
        ...emptyFilter('participating'),
        off: [{ topic: 'pipelines', type: 'pipeline-failed' }],
      },
    });
    const [panel] = await world.press(ALICE, done, 'The filter');
    expect(panel?.text).toContain('-pipeline-failed');
  });

  it('leaves alone what is muted for good', async () => {
    told();
    const answer = await why();
    world.stores.watchRows.set(row().id, { ...row(), level: 'muted' });

    await world.press(ALICE, answer, 'Turn this kind off');

    expect(world.alert()).toContain('muted until you say otherwise');
    expect(row().level).toBe('muted');
  });

  it('opens the watch', async () => {
    told();

    const [panel] = await world.press(ALICE, await why(), 'Open the watch');

    expect(panel?.text).toContain('Seen with the token of alice');
  });

  it('has no buttons for a watch that is gone', async () => {
    told({ watchId: 'watch-gone' });

    const answer = await why();

    expect(answer?.text).toContain('That watch is not here any more');
    expect(answer?.buttons).toEqual([]);
  });

  it('says how it is used, without a reply or behind the beginning of a topic', async () => {
    const [bare] = await world.say(ALICE, '/why');
    expect(bare?.text).toContain('as a reply to a message');

    expect((await why(9, { message_thread_id: 9 }))?.text).toContain('as a reply to a message');
  });

  it.each([
    ['answers a command', [], 'No watch let that message through'],
    ['is about the account', [aNotice()], 'about your own account'],
    ['is a digest', [{ ...aNotice(), kind: 'letter', message: { lines: [] } }], 'a digest or a reminder'],
    ['is about a report', [{ ...aNotice(), kind: 'ticket' }], 'about a report to the desk'],
  ])('says in one sentence what a message is that %s', async (_, summed, expected) => {
    world.stores.summedRows.set(`${ALICE.id}:78`, summed as readonly Notification[]);

    const answer = await why(78);

    expect(answer?.text).toContain(expected);
    expect(answer?.text.split('\n')).toHaveLength(1);
    expect(answer?.buttons).toEqual([]);
  });

  it('says that a label let it through, later than it happened', async () => {
    const met = [{ field: 'label', pattern: 'urgent' }] as const;
    told({ level: 'custom', reason: null, pass: { toggle: null, met }, isLate: true });

    expect((await why())?.text.split('\n').slice(1, 3)).toEqual([
      'It met the rule label:urgent.',
      'The filter held it back at first, and let it through when a label, a reviewer or a team came or went.',
    ]);
  });

  describe('of a message that tells several things', () => {
    function sumUp(...types: readonly string[]): void {
      const rule = { watchId: row().id, level: 'all', reason: null } as const;
      const told = types.map((type) => anEventNotification({ project: APP, event: anEvent({ type }), rule }));
      world.stores.summedRows.set(`${ALICE.id}:77`, [aNotice(), ...told]);
    }

    it('explains each kind once, the latest first', async () => {
      sumUp('merge-request-merged', 'comment-added', 'comment-added');

      const answer = await why();

      expect(answer?.text).toBe(
        [
          'Merged came through the watch of group/app, at its level All.',
          'It concerns nobody in particular.',
          '',
          'Other comments came through the watch of group/app, at its level All.',
          'It concerns nobody in particular.',
        ].join('\n'),
      );
      expect(answer?.buttons.map(({ text }) => text)).toEqual([
        'Turn off: Merged',
        'Turn off: Other comments',
        'Open the watch',
      ]);
    });

    it('turns off one after the other, and leaves the message as it is', async () => {
      sumUp('merge-request-merged', 'comment-added');
      const answer = await why();

      await world.press(ALICE, answer, 'Turn off: Merged');
      expect(world.alert()).toBe('group/app no longer tells here of “Merged”.');
      await world.press(ALICE, answer, 'Turn off: Other comments');

      expect(row().filter?.off.map(({ type }) => type)).toEqual(['merge-request-merged', 'comment-added']);
    });

    it('names no more than six, and says how many there are besides', async () => {
      sumUp(...EVENTS.slice(0, 8).map(({ type }) => type));

      const answer = await why();

      expect(answer?.buttons).toHaveLength(7);
      expect(answer?.text).toContain('2 more kinds of news in that message are not listed here.');
    });

    it('names the watches apart, and offers nothing for one that is gone', async () => {
      const LIBRARY = project('12', 'group/library');
      await world.link(ALICE, ALICE_TOKEN, 'alice', [APP, LIBRARY]);
      await world.say(ALICE, '/watch group/library');
      const [app, library] = [...world.stores.watchRows.values()];
      const of = (watchId: string, watched: typeof APP) =>
        anEventNotification({ project: watched, rule: { watchId, level: 'all', reason: null } });
      const summed = [of(app!.id, APP), of(library!.id, LIBRARY), of('watch-gone', APP)];
      world.stores.summedRows.set(`${ALICE.id}:77`, summed);

      const answer = await why();

      expect(answer?.text).toContain('That watch is not here any more.');
      expect(answer?.buttons.map(({ text }) => text)).toEqual([
        'Turn off: Pipeline failed · app',
        'Turn off: Pipeline failed · library',
        'Open the watch · app',
        'Open the watch · library',
      ]);
    });
  });

  it("turns nothing off in another chat's watch", async () => {
    expect(await world.pressData(BOB, `e:${row().id}:pipeline-failed`)).toEqual([]);

    expect(world.alert()).toContain('not here any more');
    expect(row().filter).toBeNull();
  });
});
