import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryError } from '../../../src/domain/errors.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import { ALICE, aComment, anEvent, anEventNotification, aPipeline, NOON } from '../../support/builders.js';
import { createDeliveryScene } from '../../support/delivery-scene.js';

let scene: ReturnType<typeof createDeliveryScene>;

beforeEach(() => {
  scene = createDeliveryScene(NOON);
});

function news(over: Partial<ForgeEvent>): EventNotification {
  const reader = { user: ALICE, canWrite: true, role: null };
  return anEventNotification({ event: anEvent(over), reader });
}

function failed(id: number): EventNotification {
  const subject = aPipeline({ id: String(id), number: String(id), status: 'failed', ref: `branch-${id}` });
  return news({ subject });
}

function oweFailures(from: number, to: number): void {
  for (let id = from; id <= to; id += 1) scene.store.owe(failed(id));
}

const mention = news({
  type: 'comment-mention',
  topic: 'talk',
  reason: 'mentioned',
  subject: aComment({ mentions: ['alice'] }),
});

const areAllSent = (): boolean => scene.store.rows.every(({ state }) => state === 'sent');

describe('a flood', () => {
  it('of more than ten messages at once becomes one', async () => {
    oweFailures(1, 11);
    await scene.pass(2);
    oweFailures(12, 30);

    await scene.pass(8);

    expect(scene.texts()).toEqual(['send: 🌊 30 things happened:']);
    expect(areAllSent()).toBe(true);
  });

  it('is none with ten', async () => {
    oweFailures(1, 10);

    await scene.pass(12);

    expect(scene.texts()).toHaveLength(10);
  });

  it('that comes one by one tells ten, and the rest of the minute in one', async () => {
    for (let id = 1; id <= 40; id += 1) {
      oweFailures(id, id);
      await scene.pass(0);
    }
    await scene.pass(25);

    expect(scene.texts().slice(0, 10)).toEqual(
      Array.from({ length: 10 }, (_, index) => `send: ❌ Pipeline failed on branch-${index + 1}`),
    );
    expect(scene.texts().slice(10)).toEqual(['send: 🌊 30 things happened:']);
    expect(areAllSent()).toBe(true);
  });

  it('that does not end is one message a minute', async () => {
    for (let second = 0; second < 180; second += 1) {
      oweFailures(second * 5, second * 5 + 4);
      await scene.pass(0);
    }
    await scene.pass(70);

    expect(scene.texts().length).toBeGreaterThanOrEqual(4);
    expect(scene.texts().length).toBeLessThanOrEqual(14);
    expect(areAllSent()).toBe(true);
  });

  it('is over when things happen singly again', async () => {
    oweFailures(1, 20);
    await scene.pass(70);
    oweFailures(21, 21);

    await scene.pass(2);

    expect(scene.texts().at(-1)).toBe('send: ❌ Pipeline failed on branch-21');
  });

  it('lets a call by name through where the chat lets urgent things through', async () => {
    scene.store.prefer({ letsUrgentThrough: true });
    oweFailures(1, 20);
    scene.store.owe(mention);

    await scene.pass(2);
    expect(scene.texts()).toEqual(['send: 🔔 Bob Baker mentioned you']);
    await scene.pass(8);

    expect(scene.texts().at(-1)).toBe('send: 🌊 20 things happened:');
  });

  it('of progress edits the cards that stand, and is none', async () => {
    const started = (id: number): EventNotification =>
      news({ type: 'pipeline-started', subject: aPipeline({ id: String(id) }), wantsAttention: false });
    const passed = (id: number): EventNotification =>
      news({
        type: 'pipeline-succeeded',
        subject: aPipeline({ id: String(id), status: 'success' }),
        wantsAttention: false,
      });
    for (let id = 1; id <= 12; id += 1) {
      scene.store.owe(started(id));
      await scene.pass(7);
    }
    const before = scene.channel.shown.length;
    for (let id = 1; id <= 12; id += 1) scene.store.owe(passed(id));

    await scene.pass(70);

    expect(scene.channel.shown.slice(before).map(({ did }) => did)).toEqual(
      Array.from({ length: 12 }, () => 'edit'),
    );
    expect(areAllSent()).toBe(true);
  });

  it('that cannot be told is tried again, and nothing of it is lost', async () => {
    oweFailures(1, 60);
    scene.channel.failNext(new DeliveryError('unavailable', 'away'));

    await scene.pass(12);

    expect(scene.texts()).toEqual(['send: 🌊 60 things happened:']);
    expect(areAllSent()).toBe(true);
  });

  it('of one subject is one message as ever', async () => {
    for (let id = 1; id <= 30; id += 1)
      scene.store.owe(
        news({ type: 'comment-added', topic: 'talk', subject: aComment({ id: String(id), isPublic: true }) }),
      );

    await scene.pass(1);

    expect(scene.texts()).toHaveLength(1);
    expect(scene.texts()[0]).not.toContain('🌊');
  });
});
