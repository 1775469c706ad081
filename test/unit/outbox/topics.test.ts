import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryError } from '../../../src/domain/errors.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { aTicket } from '../../support/a-ticket.js';
import { aChat, anEvent, anEventNotification, aPipeline, NOON } from '../../support/builders.js';
import { createDeliveryScene } from '../../support/delivery-scene.js';

let scene: ReturnType<typeof createDeliveryScene>;

beforeEach(() => {
  scene = createDeliveryScene(NOON, aChat({ chatId: '-1001', topicId: '7', kind: 'group' }));
});

function failed(over: Partial<Pipeline>): EventNotification {
  const subject = aPipeline({ status: 'failed', ...over });
  return anEventNotification({ event: anEvent({ type: 'pipeline-failed', subject }) });
}

describe('a chat that is a topic', () => {
  it('does not ask for a lost topic again', async () => {
    const { store, channel, pass } = scene;
    channel.failNext(new DeliveryError('topic-gone', 'HTTP 400'));
    store.owe(failed({ id: '1' }));
    await pass(8);
    store.owe(failed({ id: '2' }));

    await pass(8);

    expect(channel.shown.map(({ address }) => address.topicId)).toEqual([null, null]);
    expect(store.rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('waits for a closed topic, and sums up what came meanwhile', async () => {
    const { store, channel, texts, pass } = scene;
    channel.failNext(new DeliveryError('topic-closed', 'HTTP 400'));
    for (const id of ['1', '2']) store.owe(failed({ id, ref: id }));
    await pass(8);
    store.owe(failed({ id: '3', ref: 'three' }));
    await pass(8);
    expect(texts()).toEqual([]);

    store.reopenTopic();
    await pass(8);
    store.owe(failed({ id: '4', ref: 'four' }));
    await pass(8);

    expect(texts()).toEqual([
      'send: 📦 While the topic was closed, 3 things happened:',
      'send: ❌ Pipeline failed on four',
    ]);
    expect(store.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  it('loses nothing where a closed topic takes no edit of a card either', async () => {
    const { store, channel, texts, pass } = scene;
    store.owe(failed({ id: '1', ref: 'one' }));
    await pass(8);
    channel.failNext(new DeliveryError('topic-closed', 'HTTP 400'));
    store.owe(failed({ id: '1', ref: 'one', attempt: 2 }));
    await pass(8);
    expect(store.rows.map(({ state }) => state)).toEqual(['sent', 'waiting']);

    store.reopenTopic();
    await pass(8);

    expect(texts().slice(1)).toEqual(['edit: ❌ Pipeline failed on one', 'send: ❌ Pipeline failed on one']);
    expect(store.rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('tries a closed topic again each hour, in case that nobody tells of the reopening', async () => {
    const { store, channel, texts, pass } = scene;
    channel.failNext(new DeliveryError('topic-closed', 'HTTP 400'));
    channel.failNext(new DeliveryError('topic-closed', 'HTTP 400'));
    store.owe(failed({}));

    await pass(7_190);
    expect(texts()).toEqual([]);
    await pass(20);

    expect(texts()).toEqual(['send: ❌ Pipeline failed on main']);
  });

  it('keeps a ticket in a reopened topic apart from the summary', async () => {
    const { store, channel, texts, pass } = scene;
    channel.failNext(new DeliveryError('topic-closed', 'HTTP 400'));
    store.owe(failed({ id: '1' }));
    store.owe({
      kind: 'ticket',
      chatKey: '-1001/7',
      dedupeKey: 'ticket',
      accountId: 'account-1',
      ticketId: 'ticket-1',
      card: { ...aTicket(), reporterName: 'Rita', state: 'open', labels: [], assignees: [] },
      happening: { kind: 'opened' },
    });
    store.owe(failed({ id: '2', ref: 'two' }));
    await pass(8);

    store.reopenTopic();
    await pass(12);

    expect(texts()[0]).toBe('send: 📦 While the topic was closed, 2 things happened:');
    expect(store.rows.every(({ state }) => state === 'sent')).toBe(true);
  });
});
