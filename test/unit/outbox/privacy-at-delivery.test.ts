import { describe, expect, it } from '@jest/globals';
import { WEEKDAYS } from '../../../src/domain/local-time.js';
import { line } from '../../../src/domain/message.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import { aComment, anEvent, anEventNotification, aPipeline } from '../../support/builders.js';
import { createDeliveryScene } from '../../support/delivery-scene.js';

const NIGHT = new Date('2026-03-02T23:00:00Z');
const QUIET = { quietHours: { from: 22 * 60, to: 8 * 60, days: WEEKDAYS } };

describe('what a chat is owed', () => {
  const comment = (id: string): EventNotification =>
    anEventNotification({
      event: anEvent({ type: 'comment-added', topic: 'talk', subject: aComment({ id, body: 'Fire Bob' }) }),
    });
  const failed = (id: string): EventNotification =>
    anEventNotification({ event: anEvent({ subject: aPipeline({ id, number: id, status: 'failed' }) }) });
  const ticket = {
    kind: 'ticket',
    chatKey: '42',
    accountId: 'account-1',
    ticketId: 'ticket-1',
    card: {
      number: '5',
      url: 'https://gitlab.example.com/group/app/-/issues/5',
      title: 'It is broken',
      projectPath: 'group/app',
      reporterName: 'Rita',
      state: 'open',
      labels: ['urgent'],
      assignees: [],
    },
  } as const;

  it('obeys the level of privacy that was chosen meanwhile', async () => {
    const { store, channel, pass } = createDeliveryScene(NIGHT);
    store.prefer(QUIET);
    store.owe(comment('1'));
    await pass(2);
    store.prefer({ privacy: 'titles', quietHours: null });
    await pass(3);
    store.owe(comment('2'));
    store.prefer({ privacy: 'neither' });
    await pass(3);

    expect(channel.shown.map(({ text }) => text.split('\n'))).toEqual([
      ['💬 Bob Baker commented', '!12 Add the basket · acme/shop', 'You triggered it'],
      ['💬 New comment', 'acme/shop !12', 'You triggered it'],
    ]);
  });

  it('is summed up without names where they are not wanted, digests included', async () => {
    const { store, channel, pass } = createDeliveryScene(NIGHT);
    store.prefer(QUIET);
    const message = { lines: [line('!12 Add the basket')] };
    const letter = { kind: 'letter', chatKey: '42', accountId: 'account-1', message } as const;
    store.owe({ ...letter, dedupeKey: 'one', bare: { lines: [line('!12')] } });
    store.owe({ ...letter, dedupeKey: 'owed by an older version' });
    store.owe(failed('1'));
    store.owe(failed('2'));
    await pass(2);
    store.prefer({ privacy: 'neither', quietHours: null });
    await pass(6);

    expect(channel.shown.map(({ text }) => text.split('\n').slice(1))).toEqual([
      ['acme/shop', 'Pipelines', '❌ Pipeline failed · acme/shop #1', '❌ Pipeline failed · acme/shop #2'],
      [],
      [],
    ]);
    expect(channel.shown[1]?.text).toBe('!12');
    expect(channel.shown[2]?.text).toContain('which this chat is not sent');
  });

  it.each([
    ['titles', '#5 It is broken', ['↩️ Bob answered']],
    ['neither', '#5 · group/app', ['New comment']],
  ] as const)('of a ticket obeys it, too: %s', async (privacy, title, told) => {
    const { store, channel, pass } = createDeliveryScene(NIGHT);
    const comment = { kind: 'comment', who: 'Bob', body: 'Never', threadId: null, isReply: true } as const;
    store.prefer({ privacy });
    store.owe({ ...ticket, dedupeKey: '1', happening: comment });
    await pass(2);

    expect(channel.shown[0]?.text.split('\n')[1]).toBe(title);
    expect(channel.shown[1]?.text.split('\n')).toEqual(told);
  });
});
