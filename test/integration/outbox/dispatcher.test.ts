import { expect, it } from '@jest/globals';
import { createTranslator } from '../../../src/bot/translator.js';
import type { Channel } from '../../../src/domain/ports/channel.js';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { Dispatcher } from '../../../src/outbox/dispatcher.js';
import { createFloodGauge } from '../../../src/outbox/flood.js';
import { createPacing } from '../../../src/outbox/pacing.js';
import { createLaneRunner } from '../../../src/outbox/run-lane.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { aPipeline, anEvent, anEventNotification } from '../../support/builders.js';
import { ALICE, at, claimOne, NOON, personWatching } from '../storage/fixtures.js';

const BUSY = '-1';
const BACKLOG = 3_000;
const OTHERS = Array.from({ length: 60 }, (_, index) => String(7_001 + index));

/** One chat is owed thousands of messages, and after them each of many others one. */
async function oweABurst(storage: Storage): Promise<void> {
  const { account } = await personWatching(storage, ALICE);
  for (const chatId of [BUSY, ...OTHERS]) {
    const kind = chatId === BUSY ? 'group' : 'private';
    await storage.people.chats.save({ address: { chatId, topicId: null }, kind, title: null });
  }
  const owed = [...Array.from({ length: BACKLOG }, () => BUSY), ...OTHERS].map((chatKey, index) => {
    const subject = aPipeline({ id: String(index), status: 'failed', ref: `branch-${index}` });
    const event = anEvent({ key: `pipeline-failed:${index}`, subject });
    return anEventNotification({ chatKey, accountId: account.id, dedupeKey: event.key, event });
  });
  const work = await claimOne(storage, 0);
  await storage.polls.commit(work.lease, (tx) => tx.enqueue(owed));
}

function dispatch(storage: Storage, channel: Channel) {
  let now = NOON;
  const clock = (): Date => now;
  const logger = createMemoryLogger();
  const runLane = createLaneRunner({
    store: storage.outbox,
    channel,
    renderer: createRenderer(EVENTS, isWorthOffering),
    translator: createTranslator(),
    pacing: createPacing(),
    flood: createFloodGauge(),
    clock,
    logger,
    metrics: { countDelivery: () => undefined, observeLag: () => undefined },
  });
  const dispatcher = new Dispatcher({ store: storage.outbox, runLane, clock, logger, owner: 'test' });
  return {
    dispatcher,
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        dispatcher.nudge();
        await dispatcher.idle();
        now = at(second + 1);
      }
    },
  };
}

describeOnEachDatabase('a burst of thousands for one chat', (open) => {
  it('keeps no other chat waiting, and is summed up', async () => {
    const storage = await open(() => NOON);
    await oweABurst(storage);
    const sent: { chat: string; text: string }[] = [];
    const { pass } = dispatch(storage, {
      send({ chatId }, message) {
        sent.push({ chat: chatId, text: JSON.stringify(message) });
        return Promise.resolve(String(sent.length));
      },
      edit: () => Promise.resolve('edited'),
    });

    await pass(1);

    const others = sent.filter(({ chat }) => chat !== BUSY).map(({ chat }) => chat);
    expect(others.sort()).toEqual(OTHERS);
    await pass(12);
    const busy = sent.filter(({ chat }) => chat === BUSY);
    const sums = busy.map(({ text }) => Number(/(\d+) things happened/.exec(text)?.[1]));
    expect(sums).toEqual(sums.map(() => 500));
    expect(await storage.outbox.head(BUSY, BACKLOG)).toHaveLength(BACKLOG - 500 * sums.length);
  }, 60_000);

  it('does not hold up who stops: what is under way ends, and no more begins', async () => {
    const storage = await open(() => NOON);
    await oweABurst(storage);
    let begun = 0;
    const stops: Promise<void>[] = [];
    const { dispatcher } = dispatch(storage, {
      send() {
        begun += 1;
        if (begun === 1) stops.push(dispatcher.stop());
        return Promise.resolve(String(begun));
      },
      edit: () => Promise.resolve('edited'),
    });

    dispatcher.nudge();
    await dispatcher.idle();
    await Promise.all(stops);

    expect(begun).toBeLessThanOrEqual(64);
    const { waiting } = await storage.outbox.depth(NOON);
    const held = await storage.outbox.head(BUSY, BACKLOG, 'deferred');
    expect(waiting + held.length).toBe(BACKLOG + OTHERS.length - begun);
  }, 60_000);
});
