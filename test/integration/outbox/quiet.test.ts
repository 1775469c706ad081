import { expect, it } from '@jest/globals';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { createTranslator } from '../../../src/bot/translator.js';
import { WEEKDAYS } from '../../../src/domain/local-time.js';
import type { Channel } from '../../../src/domain/ports/channel.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { Dispatcher } from '../../../src/outbox/dispatcher.js';
import { createFloodGauge } from '../../../src/outbox/flood.js';
import { createPacing } from '../../../src/outbox/pacing.js';
import { createLaneRunner } from '../../../src/outbox/run-lane.js';
import type { Clock } from '../../../src/domain/time.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { aPipeline, anEvent, anEventNotification } from '../../support/builders.js';
import { createScriptedClock } from '../../support/clock.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { createFakeChannel } from '../../support/fake-channel.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { waitUntil } from '../../support/wait-until.js';
import { ALICE, claimOne, NOON, personWatching } from '../storage/fixtures.js';

const EVENING = new Date('2030-05-01T20:00:00Z');
const MORNING = new Date('2030-05-02T06:00:00Z');

async function oweFailures(storage: Storage, accountId: string, ids: readonly string[]): Promise<void> {
  const owed = ids.map((id) => {
    const event = anEvent({
      key: `failed:${id}`,
      subject: aPipeline({ id, status: 'failed', ref: `b-${id}` }),
    });
    return anEventNotification({ chatKey: ALICE, accountId, dedupeKey: event.key, event });
  });
  const work = await claimOne(storage, 0);
  await storage.polls.commit(work.lease, (tx) => tx.enqueue(owed));
}

async function oweOvernight(storage: Storage, accountId: string): Promise<void> {
  await oweFailures(storage, accountId, ['1', '2', '3']);
  await storage.people.preferences.change(
    ALICE,
    { timeZone: 'Europe/Berlin', quietHours: { from: 22 * 60, to: 8 * 60, days: WEEKDAYS } },
    EVENING,
  );
}

interface Process {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly channel: Channel;
  readonly owner: string;
}

function startProcess({ storage, clock, channel, owner }: Process): Dispatcher {
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
  return new Dispatcher({ store: storage.outbox, runLane, clock, logger, owner });
}

describeOnEachDatabase('what quiet hours put off', (open) => {
  it('outlives the process that was killed amid telling it, and is told in one message by the next', async () => {
    const storage = await open(() => NOON);
    const { account } = await personWatching(storage, ALICE);
    await oweOvernight(storage, account.id);
    const clock = createScriptedClock(EVENING);
    const start = (owner: string, channel: Channel): Dispatcher =>
      startProcess({ storage, clock: clock.now, channel, owner });
    let hung = 0;
    const killed = start('killed', {
      send() {
        hung += 1;
        return new Promise(() => undefined);
      },
      edit: () => Promise.resolve('edited'),
    });
    const channel = createFakeChannel();
    const next = start('next', channel);

    next.nudge();
    await next.idle();
    expect(await storage.outbox.head(ALICE, 9, 'deferred')).toHaveLength(3);
    clock.set(new Date(MORNING.getTime() - 1));
    next.nudge();
    await next.idle();
    expect(channel.shown).toEqual([]);
    clock.set(MORNING);
    killed.nudge();
    await waitUntil(() => hung === 1, 'the summary to be under way', 5_000);
    next.nudge();
    await next.idle();
    expect(channel.shown).toEqual([]);
    clock.advance(31_000);
    next.nudge();
    await next.idle();

    expect(channel.shown).toHaveLength(1);
    expect(channel.shown[0]?.text).toContain('3 things happened');
    expect(await storage.outbox.head(ALICE, 9)).toEqual([]);
  });
});

describeOnEachDatabase('a flood', (open) => {
  it('outlives the process that gathered it, and is told in one message by the next', async () => {
    const storage = await open(() => NOON);
    const { account } = await personWatching(storage, ALICE);
    const ids = Array.from({ length: 12 }, (_, index) => String(index));
    await oweFailures(storage, account.id, ids);
    const clock = createScriptedClock(NOON);
    const channel = createFakeChannel();
    const killed = startProcess({ storage, clock: clock.now, channel, owner: 'killed' });
    killed.nudge();
    await killed.idle();
    expect(await storage.outbox.head(ALICE, 99, 'deferred')).toHaveLength(12);

    const next = startProcess({ storage, clock: clock.now, channel, owner: 'next' });
    clock.advance(5_000);
    next.nudge();
    await next.idle();

    expect(channel.shown).toHaveLength(1);
    expect(channel.shown[0]?.text).toMatch(/^🌊 12 things happened/);
    expect(await storage.outbox.head(ALICE, 99)).toEqual([]);
  });
});
