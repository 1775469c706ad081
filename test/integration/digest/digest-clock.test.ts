import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { DigestClock } from '../../../src/bot/digest/digest-clock.js';
import { createTranslator } from '../../../src/bot/translator.js';
import { WEEKDAYS } from '../../../src/domain/local-time.js';
import type { Letter } from '../../../src/domain/notification.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { aMergeRequest, anEvent, CAROL } from '../../support/builders.js';
import { createScriptedClock } from '../../support/clock.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { ALICE, at, claimOne, NOON, personWatching, pipeline, watch } from '../storage/fixtures.js';

const WORKDAYS = WEEKDAYS.slice(0, 5);
/** 09:30 in Berlin on the day after `NOON`, a Thursday. */
const DIGEST_AT = new Date('2030-05-02T07:30:00Z');

describeOnEachDatabase('digests and reminders', (open) => {
  /** Alice's review was asked for at `NOON`; her project's default branch is broken. */
  const scene = async () => {
    const clock = createScriptedClock(NOON);
    const storage = await open(clock.now);
    const { account, chat, watch: own } = await personWatching(storage, ALICE);
    const mergeRequest = aMergeRequest({
      projectId: '1',
      reviewers: [account.user],
      createdAt: at(-3_600).toISOString(),
    });
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveSnapshots([
        mergeRequest,
        pipeline('100'),
        {
          kind: 'branch-health',
          id: '1::main',
          projectId: '1',
          outcome: 'failed',
          pipelineId: '100',
          updatedAt: NOON.toISOString(),
        },
      ]);
      await tx.recordEvents([
        anEvent({
          type: 'review-requested',
          key: 'asked',
          projectId: '1',
          subject: mergeRequest,
          reason: 'reviewer',
          at: NOON.toISOString(),
        }),
        anEvent({
          type: 'merge-request-merged',
          key: 'merged',
          projectId: '1',
          subject: aMergeRequest({ id: '7', projectId: '1', title: 'Pay by card', state: 'merged' }),
          actor: CAROL,
          at: at(60).toISOString(),
        }),
      ]);
    });
    const start = (): DigestClock =>
      new DigestClock({
        stores: storage.people,
        translator: createTranslator(),
        clock: clock.now,
        logger: createMemoryLogger(),
        onOwed: () => undefined,
      });
    return { clock, storage, chat, account, watch: own, start };
  };
  const lettersIn = async (storage: Storage) =>
    (await storage.outbox.head(ALICE, 20)).map(({ notification }) => (notification as Letter).message);
  const bareIn = async (storage: Storage) =>
    (await storage.outbox.head(ALICE, 20)).map(({ notification }) => textOf((notification as Letter).bare));
  const textOf = (message: Letter['message'] | undefined) =>
    (message?.lines ?? []).map((one) =>
      one.kind === 'text'
        ? one.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
        : '',
    );

  it('owe one digest for an occasion, however many processes look and however late', async () => {
    const { clock, storage, chat, start } = await scene();
    const digest = { at: 570, days: WORKDAYS };
    await storage.people.preferences.change(chat.key, { timeZone: 'Europe/Berlin', digest }, NOON);
    const clocks = [start(), start()];
    clock.set(new Date(DIGEST_AT.getTime() - 1));
    await Promise.all(clocks.map((one) => one.sweep()));
    expect(await lettersIn(storage)).toEqual([]);

    clock.set(DIGEST_AT);
    await Promise.all(clocks.map((one) => one.sweep()));
    await start().sweep();

    const letters = await lettersIn(storage);
    expect(letters).toHaveLength(1);
    expect(textOf(letters[0])).toEqual([
      '🗞 Your summary',
      '👀 One review waits',
      expect.stringMatching(/^!12 Add the basket · shop\/app-1 · for 20 h · by Bob Baker$/),
      '❌ One default branch is broken',
      'shop/app-1 · main · last failed 20 h ago',
      '🎉 One was merged',
      'Pay by card · shop/app-1 · by Carol Cooper',
    ]);
    expect(await bareIn(storage)).toEqual([
      [
        '🗞 Your summary',
        '👀 One review waits',
        '!12 · shop/app-1 · for 20 h',
        '❌ One default branch is broken',
        'shop/app-1 · last failed 20 h ago',
        '🎉 One was merged',
        'shop/app-1 !12',
      ],
    ]);
    clock.set(new Date('2030-05-06T12:00:00Z'));
    await Promise.all(clocks.map((one) => one.sweep()));
    expect(await lettersIn(storage)).toHaveLength(2);
  }, 60_000);

  it('owe nothing where there is nothing to say, and nothing of what the chat no longer watches', async () => {
    const { clock, storage, chat, start } = await scene();
    await storage.people.preferences.change(chat.key, { digest: { at: 570, days: WORKDAYS } }, NOON);
    for (const { watch } of await storage.people.watches.listOfChat(chat.key))
      await storage.people.watches.remove(watch.id);

    clock.set(at(24 * 3_600));
    await start().sweep();

    expect(await lettersIn(storage)).toEqual([]);
    expect(await storage.people.digests.digestsDue(clock.now(), 10)).toEqual([]);
  }, 60_000);

  it('speak the language that was chosen, in a group that of the group', async () => {
    const { clock, storage, chat, account, start } = await scene();
    await storage.people.members.chooseLanguage(ALICE, 'ru', NOON);
    const group = await storage.people.chats.save({
      address: { chatId: '-100', topicId: null },
      kind: 'group',
      title: 'The team',
      language: 'ru',
    });
    await watch(storage, { account, chatKey: group.key, projectId: '1' });
    const wanted = { digest: { at: 570, days: WORKDAYS }, remindAfterHours: 1 };
    for (const { key } of [chat, group]) await storage.people.preferences.change(key, wanted, NOON);

    clock.set(at(24 * 3_600));
    await start().sweep();

    const titles = await Promise.all(
      [chat, group].map(async ({ key }) => {
        const letters = await storage.outbox.head(key, 20);
        return letters.map(({ notification }) => textOf((notification as Letter).message)[0]);
      }),
    );
    const reminder = '⏰ 1 ревью ждёт уже 1 ч:';
    expect(titles).toEqual([
      ['🗞 Твоя сводка', reminder],
      ['🗞 Сводка по всему, за чем следит этот чат', reminder],
    ]);
  }, 60_000);

  it('say nothing of what the chat has muted, be it a project, a merge request or a branch', async () => {
    const { clock, storage, chat, account, watch: own, start } = await scene();
    const group = await storage.people.chats.save({
      address: { chatId: '-100', topicId: null },
      kind: 'group',
      title: 'The team',
    });
    await watch(storage, { account, chatKey: group.key, projectId: '1' });
    const wanted = { digest: { at: 570, days: WEEKDAYS }, remindAfterHours: 1 };
    await storage.people.preferences.change(chat.key, wanted, NOON);
    const { mutes, watches, preferences } = storage.people;
    const mute = { title: 'it', until: at(200 * 3_600), state: null };
    const forge = account.forge.url;
    await watches.mute(own.id, at(30 * 3_600));

    clock.set(at(24 * 3_600));
    await start().sweep();
    expect(await lettersIn(storage)).toEqual([]);

    await mutes.put(chat.key, { ...mute, id: randomUUID(), target: `${forge}|merge-request:900` });
    await mutes.put(chat.key, { ...mute, id: randomUUID(), target: `${forge}|pipelines:1::main` });
    await preferences.change(chat.key, { remindAfterHours: null }, clock.now());
    await preferences.change(chat.key, { remindAfterHours: 1 }, clock.now());
    clock.set(at(48 * 3_600));
    await start().sweep();
    expect(await lettersIn(storage)).toEqual([]);

    await mutes.endAll(chat.key);
    clock.set(at(72 * 3_600));
    await start().sweep();
    expect(textOf((await lettersIn(storage))[0])).toContain('👀 One review waits');
  }, 60_000);

  it('remind of a review once, when it has waited long enough', async () => {
    const { clock, storage, chat, start } = await scene();
    await storage.people.preferences.change(chat.key, { remindAfterHours: 48 }, NOON);
    const clocks = [start(), start()];
    const sweepAt = async (hours: number) => {
      clock.set(at(hours * 3_600));
      await Promise.all(clocks.map((one) => one.sweep()));
      return (await lettersIn(storage)).length;
    };

    expect(await sweepAt(1)).toBe(0);
    expect(await sweepAt(47.9)).toBe(0);
    expect(await sweepAt(49)).toBe(1);
    expect(await sweepAt(51)).toBe(1);
    expect(await sweepAt(200)).toBe(1);
    for (const remindAfterHours of [null, 48])
      await storage.people.preferences.change(chat.key, { remindAfterHours }, clock.now());
    expect(await sweepAt(202)).toBe(2);
    expect(textOf((await lettersIn(storage))[0])[0]).toBe('⏰ One review has waited for 2 days:');
  }, 60_000);
});
