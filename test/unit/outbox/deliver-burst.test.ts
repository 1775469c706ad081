import { describe, expect, it } from '@jest/globals';
import type { Callee } from '../../../src/domain/called.js';
import { createTranslator } from '../../../src/bot/translator.js';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { deliverEvents, deliverNotice } from '../../../src/outbox/deliver-burst.js';
import { nextBurst } from '../../../src/outbox/next-burst.js';
import {
  aChat,
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aNotice,
  aPipeline,
  BOB,
  NOON,
} from '../../support/builders.js';
import { createFakeChannel } from '../../support/fake-channel.js';

function aDelivery() {
  const channel = createFakeChannel();
  const renderer = createRenderer(EVENTS, isWorthOffering);
  const place = { privacy: 'full' as const, address: aChat(), callees: [] as Callee[] };
  return { channel, renderer, ...place, t: createTranslator()('en') };
}

const failed = anEventNotification();
const started = anEventNotification({
  event: anEvent({ type: 'pipeline-started', subject: aPipeline(), wantsAttention: false }),
});

describe('what came of a delivery', () => {
  it('names the message of a notice', async () => {
    expect(await deliverNotice(aNotice(), aDelivery())).toEqual({ messageId: '1', card: null });
  });

  it('names the new message, and not the card that it answers', async () => {
    const context = aDelivery();
    const first = await deliverEvents([started], null, context);

    const second = await deliverEvents([failed], first.card?.card ?? null, context);

    expect([first.messageId, first.card?.card.messageId]).toEqual(['1', '1']);
    expect([second.messageId, second.card?.card.messageId]).toEqual(['2', '1']);
  });

  it('keeps on the card who did what to its subject from the chat', async () => {
    const context = aDelivery();
    const deed = { action: 'retry', personId: '1', who: 'Alice', forge: 'gitlab', headSha: null } as const;

    const { card } = await deliverEvents([started], { messageId: '77', fingerprint: 'old', deed }, context);

    expect(card?.card).toMatchObject({ messageId: '77', deed });
    expect(context.channel.shown.at(-1)?.text).toMatch(/\n🔁 Alice retried it\.$/);
  });

  it('leaves out of the card who did something where people are not named', async () => {
    const scene = aDelivery();
    const deed = { action: 'retry', personId: '1', who: 'Alice', forge: 'gitlab', headSha: null } as const;
    const context = { ...scene, renderer: scene.renderer.at('neither'), privacy: 'neither' } as const;

    await deliverEvents([started], { messageId: '77', fingerprint: 'old', deed }, context);

    expect(scene.channel.shown.at(-1)?.text).toBe('⏳ Pipeline is running\nacme/shop #500');
  });

  it('leaves out of the card what was done to commits that are not the last any more', async () => {
    const context = aDelivery();
    const deed = { action: 'approve', personId: '1', who: 'Alice', forge: 'gitlab', headSha: 'old' } as const;
    const subject = aMergeRequest({ headSha: 'new' });
    const moved = anEventNotification({
      event: anEvent({ type: 'merge-request-ready', subject, wantsAttention: false }),
    });

    await deliverEvents([moved], { messageId: '77', fingerprint: 'old', deed }, context);

    expect(context.channel.shown.at(-1)?.text).not.toContain('Alice approved');
  });

  it('mentions in what is sent anew whom it names, and in no edit', async () => {
    const callee = { personId: '200', name: 'Bob', forgeUrl: 'https://gitlab.example.com', user: BOB };
    const context = { ...aDelivery(), callees: [callee] };

    const { card } = await deliverEvents([failed], null, context);
    await deliverEvents([started], card?.card ?? null, context);

    const [sent, edited] = context.channel.shown;
    expect(sent?.text).toMatch(/\n👉 Bob$/);
    expect(edited).toMatchObject({ did: 'edit', text: expect.not.stringContaining('👉') });
  });

  it('names the card where an edit of it is all', async () => {
    const context = aDelivery();
    const card = { messageId: '77', fingerprint: 'old' };

    expect(await deliverEvents([started], card, context)).toMatchObject({
      messageId: '77',
      card: { card: { messageId: '77' } },
    });
  });
});

describe('comments that wait', () => {
  const inThread = (id: string) => ({ thread: { id, participants: [] } });

  it.each([
    ['of one thread', [inThread('t1'), inThread('t1')], 2],
    ['for everybody', [{ isPublic: true }, { isPublic: true }], 2],
    ['of two threads', [inThread('t1'), inThread('t2')], 1],
    ['that are internal', [{ isPublic: false }, { isPublic: false }], 1],
    ['that may be internal', [{}, {}], 1],
  ])('%s are told so that each can be answered where it stands', (_which, overs, together) => {
    const queue = overs.map((over, index) => ({
      id: String(index),
      createdAt: NOON,
      startedAttempts: 0,
      finishedAttempts: 0,
      isDeferred: false,
      notification: anEventNotification({
        event: anEvent({ subject: aComment({ id: String(index), ...over }) }),
      }),
    }));

    expect(nextBurst(queue)).toHaveLength(together);
  });
});
