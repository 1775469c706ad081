import { describe, expect, it } from '@jest/globals';
import { EVERYTHING_MUTED, type Mute, muteTargets, siftMuted, stateOf } from '../../../src/domain/mute.js';
import type { EventNotification, Notification } from '../../../src/domain/notification.js';
import type { Subject } from '../../../src/domain/subject.js';
import { aThread, aThreadList } from '../../support/a-thread-list.js';
import {
  ALICE,
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aNotice,
  aPipeline,
  NOON,
} from '../../support/builders.js';

const LATER = new Date(NOON.getTime() + 1);

function news(subject: Subject, more: Partial<EventNotification> = {}): EventNotification {
  const reason = 'mentions' in subject && subject.mentions.includes('alice') ? 'mentioned' : null;
  const reader = { user: ALICE, canWrite: true, role: null };
  return anEventNotification({ event: anEvent({ subject, reason }), reader, ...more });
}

const mute = (target: string, over: Partial<Mute> = {}): Mute => ({
  id: target,
  target,
  title: 'Add the basket',
  until: LATER,
  state: null,
  ...over,
});

/** Positions of what is told. */
function told(queue: readonly Notification[], ...mutes: readonly Mute[]): readonly number[] {
  const messages = queue.map((notification, index) => ({ id: String(index), notification }));
  const { mutedIds } = siftMuted(messages, mutes, NOON);
  return messages
    .map(({ id }) => id)
    .filter((id) => !mutedIds.includes(id))
    .map(Number);
}

const inThread = (over: Partial<ReturnType<typeof aComment>> = {}) =>
  news(aComment({ thread: { id: 't1', participants: [] }, ...over }));
const mergeRequest = news(aMergeRequest());
const other = news(aMergeRequest({ id: '901' }));
const comment = news(aComment());

describe('a mute', () => {
  it('of a subject silences it and the comments on it, and nothing else', () => {
    expect(told([mergeRequest, comment, inThread(), other], mute(muteTargets(mergeRequest).subject))).toEqual(
      [3],
    );
  });

  it('of a thread silences its comments alone', () => {
    const [thread] = muteTargets(inThread()).threads;

    expect(told([mergeRequest, comment, inThread(), other], mute(thread ?? ''))).toEqual([0, 1, 3]);
  });

  it('of everything silences all but what is said about the bot itself', () => {
    expect(
      told([mergeRequest, aNotice(), inThread({ mentions: ['alice'] })], mute(EVERYTHING_MUTED)),
    ).toEqual([1]);
  });

  it('of a subject lets through who calls the reader by name', () => {
    const { subject } = muteTargets(mergeRequest);

    expect(told([inThread({ mentions: ['alice'] }), inThread({ mentions: ['all'] })], mute(subject))).toEqual(
      [0],
    );
  });

  it('is no more when its time is over', () => {
    expect(told([mergeRequest], mute(muteTargets(mergeRequest).subject, { until: NOON }))).toEqual([0]);
  });

  it('of one forge is none of what has the same number on another', () => {
    const elsewhere = news(aMergeRequest(), { dedupeKey: 'https://github.com|x' });

    expect(told([elsewhere], mute(muteTargets(mergeRequest).subject))).toEqual([0]);
  });

  it('of a pipeline silences its branch until that is green again, which is told', () => {
    const [failed, again, green, next] = (['failed', 'failed', 'success', 'failed'] as const).map(
      (status, id) => news(aPipeline({ id: String(id), status })),
    );
    const branch = mute(muteTargets(failed!).subject, { state: stateOf(failed!.event.subject) });

    expect(told([again!, green!, next!], branch)).toEqual([1, 2]);
  });

  it('of a branch that is not green ends though whoever made it green was told that instead', () => {
    const branch = mute(muteTargets(news(aPipeline())).subject, { state: 'not green' });
    const failedAfter = (previousOutcome: 'success' | 'failed', type = 'pipeline-failed') => {
      const subject = aPipeline({ status: 'failed', previousOutcome });
      return anEventNotification({ event: anEvent({ type, subject }) });
    };

    expect(told([failedAfter('failed'), failedAfter('success')], branch)).toEqual([1]);
    expect(told([failedAfter('success', 'pipeline-canceled')], branch)).toEqual([]);
  });

  it.each(['pending', 'running', 'waiting', 'canceled', 'skipped'] as const)(
    'of a green branch knows nothing new from a pipeline that is %s',
    (status) => {
      const run = news(aPipeline({ status }));
      const branch = mute(muteTargets(run).subject, { state: 'green' });

      expect(told([run, news(aPipeline({ status: 'failed' })), run], branch)).toEqual([1, 2]);
    },
  );

  describe('of a thread', () => {
    const thread = muteTargets(inThread()).threads[0] ?? '';
    const resolved = (...threads: readonly string[]) =>
      anEventNotification({
        event: anEvent({
          type: 'thread-resolved',
          subject: aThreadList({ threads: ['t1', 't2', 't3'].map((id) => aThread({ id })) }),
          details: { threads },
        }),
      });

    it('until it is resolved ends when that is told, also among others', () => {
      const waiting = mute(thread, { state: 'unresolved' });

      expect(told([inThread(), resolved('t2'), inThread()], waiting)).toEqual([1]);
      expect(told([inThread(), resolved('t1'), inThread()], waiting)).toEqual([1, 2]);
      expect(told([inThread(), resolved('t2', 't1'), inThread()], waiting)).toEqual([1, 2]);
    });

    it('for a time silences also that it alone was resolved', () => {
      expect(told([resolved('t1'), resolved('t2'), resolved('t1', 't2')], mute(thread))).toEqual([1, 2]);
    });

    it('knows it by the name that its comments have for it', () => {
      const subject = aThreadList({ threads: [aThread({ id: 'PRRT_1', commentsId: 't1' })] });
      const event = anEvent({ type: 'thread-resolved', subject, details: { threads: ['PRRT_1'] } });

      expect(
        told([anEventNotification({ event }), inThread()], mute(thread, { state: 'unresolved' })),
      ).toEqual([0, 1]);
    });
  });

  it('of everything leaves out what comes by itself', () => {
    const letter = {
      kind: 'letter',
      chatKey: '1',
      dedupeKey: 'digest',
      accountId: 'a',
      message: { lines: [] },
    } as const;

    expect(told([letter], mute(EVERYTHING_MUTED))).toEqual([]);
    expect(told([letter], mute(muteTargets(mergeRequest).subject))).toEqual([0]);
  });

  it('until a change ends with it, also for the comments that follow', () => {
    const merged = news(aMergeRequest({ state: 'merged' }));
    const waiting = mute(muteTargets(mergeRequest).subject, { state: 'open' });
    const queue = [comment, mergeRequest, merged, comment].map((notification, id) => ({
      id: String(id),
      notification,
    }));

    expect(siftMuted(queue, [waiting], NOON)).toEqual({ mutedIds: ['0', '1'], endedMuteIds: [waiting.id] });
  });
});
