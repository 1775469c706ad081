import { describe, expect, it } from '@jest/globals';
import { DeliveryError } from '../../../src/domain/errors.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Subject } from '../../../src/domain/subject.js';
import {
  aChat,
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aNotice,
  aPipeline,
  NOON,
} from '../../support/builders.js';
import { createDeliveryScene } from '../../support/delivery-scene.js';

const setUp = (chat = aChat()) => createDeliveryScene(NOON, chat);

function told(type: string, subject: Subject, wantsAttention = true): EventNotification {
  return anEventNotification({ event: anEvent({ type, subject, wantsAttention }) });
}

describe('the living card', () => {
  it('is the first message about a subject', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('pipeline-started', aPipeline({ status: 'running' }), false));

    await pass(1);

    expect(channel.shown).toMatchObject([{ did: 'send', options: { isSilent: true, replyTo: null } }]);
  });

  it('is edited in silence by progress', async () => {
    const { store, texts, pass } = setUp();
    store.owe(told('pipeline-started', aPipeline({ status: 'running' }), false));
    await pass(2);

    store.owe(told('pipeline-succeeded', aPipeline({ status: 'success' }), false));
    await pass(2);

    expect(texts()).toEqual(['send: ▶️ Pipeline started on main', 'edit: ✅ Pipeline passed on main']);
  });

  it('is edited and answered by a new message when somebody has to look', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('pipeline-started', aPipeline({ status: 'running' }), false));
    await pass(2);

    store.owe(told('pipeline-failed', aPipeline({ status: 'failed' })));
    await pass(2);

    expect(channel.shown.slice(1)).toMatchObject([
      { did: 'edit', id: '1' },
      { did: 'send', options: { replyTo: '1', isSilent: false } },
    ]);
  });

  it('is made anew when it is gone from the chat', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('pipeline-started', aPipeline({ status: 'running' }), false));
    await pass(2);
    channel.loseNextEdit();

    store.owe(told('pipeline-succeeded', aPipeline({ status: 'success' }), false));
    await pass(2);

    expect(channel.shown.at(-1)).toMatchObject({ did: 'send', options: { replyTo: null } });
  });

  it('is not edited when it would show the same', async () => {
    const { store, channel, pass } = setUp();
    const open = aMergeRequest();
    store.owe(told('merge-request-opened', open));
    await pass(2);
    store.owe(told('merge-request-ready', open));
    await pass(2);
    store.owe(told('merge-request-ready', { ...open, updatedAt: '2026-03-02T13:00:00Z' }));
    await pass(2);

    expect(channel.shown.filter(({ did }) => did === 'edit')).toHaveLength(1);
  });

  it('is left alone by comments, which answer it', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('merge-request-opened', aMergeRequest()));
    await pass(2);

    store.owe(told('comment-added', aComment()));
    await pass(2);

    expect(channel.shown.slice(1)).toMatchObject([{ did: 'send', options: { replyTo: '1' } }]);
  });
});

describe('a burst', () => {
  it('on one subject becomes one message', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('merge-request-opened', aMergeRequest()));
    store.owe(told('review-requested', aMergeRequest()));

    await pass(1);

    expect(channel.shown).toHaveLength(1);
    expect(channel.shown[0]?.text).toMatch(/opened a merge request[^]*Review requested from/);
  });

  it('of comments shows the first few and counts the rest', async () => {
    const { store, channel, pass } = setUp();
    for (let id = 1; id <= 8; id += 1)
      store.owe(told('comment-added', aComment({ id: String(id), body: `comment ${id}`, isPublic: true })));

    await pass(1);

    expect(channel.shown).toHaveLength(1);
    expect(channel.shown[0]?.text).toContain('and 3 more comments');
  });

  it('longer than one look at the chat is told to its end', async () => {
    const { store, pass } = setUp();
    for (let id = 1; id <= 60; id += 1)
      store.owe(told('comment-added', aComment({ id: String(id), isPublic: true })));

    await pass(3);

    expect(store.rows.filter(({ state }) => state !== 'sent')).toEqual([]);
  });

  it('on two subjects stays in order', async () => {
    const { store, texts, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ id: '1', ref: 'one', status: 'failed' })));
    store.owe(told('pipeline-failed', aPipeline({ id: '2', ref: 'two', status: 'failed' })));

    await pass(4);

    expect(texts()).toEqual(['send: ❌ Pipeline failed on one', 'send: ❌ Pipeline failed on two']);
  });
});

describe('a delivery that fails', () => {
  it('holds back what is behind it until it is through', async () => {
    const { store, channel, texts, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ id: '1', ref: 'one', status: 'failed' })));
    store.owe(told('pipeline-failed', aPipeline({ id: '2', ref: 'two', status: 'failed' })));
    channel.failNext(new DeliveryError('unavailable', 'HTTP 502'));

    await pass(6);

    expect(texts()).toEqual(['send: ❌ Pipeline failed on one', 'send: ❌ Pipeline failed on two']);
  });

  it('waits out a 429 without another try', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ status: 'failed' })));
    channel.failNext(new DeliveryError('too-fast', 'HTTP 429', { retryAfterSeconds: 10 }));

    await pass(8);
    expect(channel.shown).toHaveLength(0);
    await pass(4);
    expect(channel.shown).toHaveLength(1);
  });

  it('waits out a 429 also when something new is owed meanwhile', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ id: '1', ref: 'one', status: 'failed' })));
    channel.failNext(new DeliveryError('too-fast', 'HTTP 429', { retryAfterSeconds: 10 }));
    await pass(2);

    store.owe(told('pipeline-failed', aPipeline({ id: '2', ref: 'two', status: 'failed' })));

    await pass(5);
    expect(channel.shown).toHaveLength(0);
    await pass(8);
    expect(channel.shown).toHaveLength(2);
  });

  it('gives up what Telegram will never take, and goes on with the next', async () => {
    const { store, channel, texts, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ id: '1', ref: 'one', status: 'failed' })));
    store.owe(told('pipeline-failed', aPipeline({ id: '2', ref: 'two', status: 'failed' })));
    channel.failNext(new DeliveryError('rejected', 'HTTP 400'));

    await pass(4);

    expect(texts()).toEqual(['send: ❌ Pipeline failed on two']);
    expect(store.rows.map(({ state }) => state)).toEqual(['abandoned', 'sent']);
  });

  it('marks a chat that blocked the bot', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ status: 'failed' })));
    channel.failNext(new DeliveryError('unreachable', 'HTTP 403'));

    await pass(1);

    expect([...store.unreachable]).toEqual(['42']);
  });

  it('falls back from a lost topic to the chat', async () => {
    const { store, channel, pass } = setUp(aChat({ chatId: '-1001', topicId: '7', kind: 'group' }));
    store.owe(told('pipeline-failed', aPipeline({ status: 'failed' })));
    channel.failNext(new DeliveryError('topic-gone', 'HTTP 400'));

    await pass(1);

    expect(channel.shown).toMatchObject([{ address: { chatId: '-1001', topicId: null } }]);
  });

  it('abandons a message that took the process down ten times', async () => {
    const { store, channel, logger, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ status: 'failed' })));
    const [row] = store.rows;
    row!.message = { ...row!.message, startedAttempts: 10 };

    await pass(1);

    expect(channel.shown).toHaveLength(0);
    expect(logger.messages('error')).toEqual(['message abandoned: sending it stopped the process']);
  });

  it('delivers the rest of a burst without the one that takes the process down', async () => {
    const { store, channel, pass } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ status: 'failed' })));
    store.owe(told('pipeline-fixed', aPipeline({ status: 'success' })));
    const [row] = store.rows;
    row!.message = { ...row!.message, startedAttempts: 10 };

    await pass(2);

    expect(channel.shown.map(({ text }) => text)).toEqual([expect.stringContaining('is fixed')]);
  });
});

describe('a notice', () => {
  it('is a message of its own, with a sentence that says what to do', async () => {
    const { store, channel, pass } = setUp();
    store.owe(aNotice());

    await pass(1);

    expect(channel.shown[0]?.text).toMatch(/token/i);
    expect(channel.shown[0]?.text).not.toContain('{{');
  });
});

describe('stopping', () => {
  it('lets a delivery under way end, and takes nothing new', async () => {
    const { store, channel, dispatcher } = setUp();
    store.owe(told('pipeline-failed', aPipeline({ id: '1', ref: 'one', status: 'failed' })));
    store.owe(told('pipeline-failed', aPipeline({ id: '2', ref: 'two', status: 'failed' })));
    dispatcher.nudge();

    await dispatcher.stop();
    dispatcher.nudge();
    await dispatcher.idle();

    expect(channel.shown.length).toBeLessThanOrEqual(1);
  });
});
