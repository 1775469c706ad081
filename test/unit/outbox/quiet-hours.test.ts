import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryError } from '../../../src/domain/errors.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import { muteTargets } from '../../../src/domain/mute.js';
import { line } from '../../../src/domain/message.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Topic } from '../../../src/domain/topic.js';
import {
  ALICE,
  aChat,
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aNotice,
  aPipeline,
  aProject,
} from '../../support/builders.js';
import { createDeliveryScene, EVENING, MORNING, NIGHT } from '../../support/delivery-scene.js';

type Scene = ReturnType<typeof createDeliveryScene>;

let scene: Scene;

beforeEach(() => {
  scene = createDeliveryScene(EVENING);
  scene.store.prefer(NIGHT);
});

const TOPICS: Readonly<Record<string, Topic>> = { 'merge-request': 'merge-requests', comment: 'talk' };

function news(over: Partial<ForgeEvent>, more: Partial<EventNotification> = {}): EventNotification {
  const topic = TOPICS[over.subject?.kind ?? ''] ?? 'pipelines';
  return anEventNotification({ event: anEvent({ topic, ...over }), ...more });
}

const failed = (id: string, over: Partial<ForgeEvent> = {}): EventNotification =>
  news({ subject: aPipeline({ id, number: id, status: 'failed', ref: `branch-${id}` }), ...over });

const mention = (mentions: readonly string[]): EventNotification =>
  news(
    { type: 'comment-mention', reason: 'mentioned', subject: aComment({ mentions }) },
    { reader: { user: ALICE, canWrite: true, role: null } },
  );

const merged = (number: string): EventNotification =>
  news({ type: 'merge-request-merged', subject: aMergeRequest({ id: number, number, state: 'merged' }) });

async function morning({ clock, pass }: Scene): Promise<void> {
  clock.set(MORNING);
  await pass(3);
}

describe('in quiet hours', () => {
  it('nothing is told until they end, and then in one message by project and kind', async () => {
    const { store, channel, pass } = scene;
    const elsewhere = aProject({ id: '8', path: 'acme/docs', url: 'https://gitlab.example.com/acme/docs' });
    for (const one of [merged('7'), failed('1'), failed('2')]) store.owe(one);
    await pass(2);
    store.owe(failed('2'));
    store.owe({ ...failed('3'), project: elsewhere });
    store.owe(aNotice());
    await pass(2);
    expect(channel.shown).toEqual([]);

    await morning(scene);

    expect(channel.shown).toHaveLength(1);
    const [summary] = channel.shown;
    expect(summary?.text.split('\n')).toEqual([
      '🌙 While it was quiet, 6 things happened:',
      expect.stringContaining('refuses the token'),
      'acme/shop',
      'Pipelines',
      expect.stringContaining('branch-1'),
      expect.stringMatching(/branch-2.* ×2$/),
      'Merge requests',
      expect.stringContaining('!7'),
      'acme/docs',
      'Pipelines',
      expect.stringContaining('branch-3'),
    ]);
    expect(store.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  it('one thing alone is told as ever', async () => {
    scene.store.owe(failed('1'));
    await scene.pass(1);

    await morning(scene);

    expect(scene.texts()).toEqual(['send: ❌ Pipeline failed on branch-1']);
  });

  it('the chat is looked at when something comes, and not again before they end', async () => {
    for (let id = 1; id <= 70; id += 1) scene.store.owe(failed(String(id)));
    await scene.pass(3);
    const before = scene.claims();

    await scene.pass(30);

    expect(before).toBeLessThanOrEqual(3);
    expect(scene.claims()).toBe(before);
    expect(scene.store.nextDueAt).toEqual(MORNING);
  });

  it('a summary is of bounded length, however much was held', async () => {
    for (let id = 1; id <= 400; id += 1) scene.store.owe(failed(String(id)));
    await scene.pass(12);

    await morning(scene);

    expect(scene.channel.shown).toHaveLength(1);
    expect(scene.channel.shown[0]?.text).toContain('… and 388 more');
    expect(scene.store.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  it('a card that stands is edited, which calls nobody, and what wants attention is told later', async () => {
    const { store, texts, pass } = scene;
    store.prefer({ quietHours: null });
    store.owe(news({ type: 'pipeline-started', subject: aPipeline(), wantsAttention: false }));
    await pass(2);
    store.prefer(NIGHT);

    store.owe(news({ subject: aPipeline({ status: 'failed' }) }));
    store.owe(failed('2'));
    await pass(3);
    await morning(scene);

    expect(texts()).toEqual([
      'send: ▶️ Pipeline started on main',
      'edit: ❌ Pipeline failed on main',
      'send: 🌙 While it was quiet, 2 things happened:',
    ]);
  });

  it('progress of a card that stands is shown by it, and not told again', async () => {
    const { store, texts, pass } = scene;
    store.prefer({ quietHours: null });
    store.owe(news({ type: 'pipeline-started', subject: aPipeline(), wantsAttention: false }));
    await pass(2);
    store.prefer(NIGHT);

    store.owe(
      news({ type: 'pipeline-succeeded', subject: aPipeline({ status: 'success' }), wantsAttention: false }),
    );
    await pass(3);
    await morning(scene);

    expect(texts()).toEqual(['send: ▶️ Pipeline started on main', 'edit: ✅ Pipeline passed on main']);
  });

  it('a card that is gone is not made anew', async () => {
    const { store, channel, pass } = scene;
    store.prefer({ quietHours: null });
    store.owe(news({ type: 'pipeline-started', subject: aPipeline(), wantsAttention: false }));
    await pass(2);
    store.prefer(NIGHT);
    channel.loseNextEdit();

    store.owe(news({ type: 'pipeline-succeeded', subject: aPipeline({ status: 'success' }) }));
    await pass(3);

    expect(channel.shown).toHaveLength(1);
    await morning(scene);
    expect(channel.shown.at(-1)).toMatchObject({ did: 'send' });
  });

  it('a digest waits, too, and follows the summary as itself', async () => {
    const { store, texts, pass } = scene;
    const message = { lines: [line('Your summary')] };
    store.owe({ kind: 'letter', chatKey: '42', dedupeKey: 'digest', accountId: 'account-1', message });
    store.owe(failed('1'));
    store.owe(failed('2'));
    await pass(2);

    await morning(scene);

    expect(texts()).toEqual(['send: 🌙 While it was quiet, 2 things happened:', 'send: Your summary']);
  });

  it('they may be ended early', async () => {
    scene.store.owe(failed('1'));
    scene.store.owe(failed('2'));
    await scene.pass(2);

    scene.store.prefer({ quietHours: null });
    await scene.pass(2);

    expect(scene.texts()).toEqual(['send: 🌊 2 things happened:']);
  });
});

describe('what is urgent', () => {
  const mine = news({ subject: aPipeline({ status: 'failed' }), reason: 'triggered' });
  const others = news({ subject: aPipeline({ status: 'failed' }), reason: null, isTeamNews: true });
  const branch = failed('9', {
    reason: 'triggered',
    subject: aPipeline({ status: 'failed', ref: 'basket', isDefaultBranch: false }),
  });

  it('comes through where that is wanted, also behind what waits', async () => {
    scene.store.prefer({ letsUrgentThrough: true });
    for (let id = 1; id <= 60; id += 1) scene.store.owe(failed(String(id)));
    scene.store.owe(mine);
    scene.store.owe(mention(['alice']));

    await scene.pass(5);

    expect(scene.texts()).toEqual(['send: ❌ Pipeline failed on main', 'send: 🔔 Bob Baker mentioned you']);
  });

  it('waits where it is not', async () => {
    scene.store.owe(mine);
    await scene.pass(3);

    expect(scene.texts()).toEqual([]);
  });

  it.each([
    ['somebody else’s pipeline', others],
    ['a pipeline of another branch', branch],
    ['a mention of everybody', mention(['all'])],
  ])('%s is not', async (_, one) => {
    scene.store.prefer({ letsUrgentThrough: true });
    scene.store.owe(one);

    await scene.pass(3);

    expect(scene.texts()).toEqual([]);
  });

  it('in a group is its default branch, and nobody’s name', async () => {
    const group = createDeliveryScene(EVENING, aChat({ kind: 'group' }));
    group.store.prefer({ ...NIGHT, letsUrgentThrough: true });
    group.store.owe(mention(['alice']));
    group.store.owe(others);

    await group.pass(3);

    expect(group.texts()).toEqual(['send: ❌ Pipeline failed on main']);
  });
});

describe('a summary that cannot be sent', () => {
  it('is tried again, and nothing of it is lost', async () => {
    const { store, channel, clock, pass } = scene;
    store.owe(failed('1'));
    store.owe(failed('2'));
    await pass(2);
    clock.set(MORNING);
    channel.failNext(new DeliveryError('unavailable', 'away'));

    await pass(5);

    expect(channel.shown).toHaveLength(1);
    expect(store.rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});

describe('what is muted', () => {
  const until = new Date('2026-04-29T06:00:00Z');
  const mute = { id: 'm', title: 'Add the basket', until, state: 'open' };

  it('is not told, neither now nor in a summary, until the awaited change comes', async () => {
    const { store, texts, pass } = scene;
    const opened = news({ type: 'merge-request-opened', subject: aMergeRequest() });
    store.mutes.push({ ...mute, target: muteTargets(opened).subject });
    store.owe(opened);
    store.owe(failed('1'));
    await pass(2);
    await morning(scene);

    store.owe(news({ type: 'comment-added', subject: aComment() }));
    await pass(2);
    store.owe(news({ type: 'merge-request-merged', subject: aMergeRequest({ state: 'merged' }) }));
    store.owe(news({ type: 'comment-added', subject: aComment({ id: '3001' }) }));
    await pass(3);

    expect(texts()).toEqual([
      'send: ❌ Pipeline failed on branch-1',
      'send: 🎉 Merged',
      'send: 💬 Bob Baker commented',
    ]);
    expect(store.mutes).toEqual([]);
    expect(store.rows.map(({ state }) => state)).toEqual(['abandoned', 'sent', 'abandoned', 'sent', 'sent']);
  });
});
