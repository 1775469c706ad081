import { describe, expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import { USUAL_RETENTION } from '../../../src/domain/retention.js';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import {
  ALICE,
  aComment,
  aFeed,
  aMergeRequest,
  anAccount,
  aNewFeed,
  aPipeline,
  aProject,
  aReading,
  aSighting,
  at,
  aWatch,
  BASELINE,
  BOB,
  CAROL,
  NOON,
} from '../../support/builders.js';
import { aPipelineDefinition } from '../../support/pipeline-definition.js';
import { Cycle } from './cycle-harness.js';

const running = aPipeline();
const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });
const fixed = aPipeline({ status: 'success', attempt: 2, updatedAt: at(120), finishedAt: at(120) });

describe('the first read of a feed', () => {
  it('remembers what it shows, and how its branches stand, without a word', async () => {
    const later = new Date(NOON.getTime() + HOUR);
    const inbox = aFeed({ id: 'inbox', kind: 'inbox', projectId: null, nextPollAt: later });
    const cycle = new Cycle().add({ feeds: [aNewFeed(), inbox] });
    cycle.forge.next('pipelines', '7', aReading([failed], { wakes: [{ kind: 'inbox', projectId: null }] }));

    await cycle.turn();

    expect(cycle.store.outbox).toEqual([]);
    expect(cycle.store.events).toEqual([]);
    expect(cycle.store.snapshot('account-1', 'pipeline:500')).toEqual(failed);
    expect(cycle.store.snapshot('account-1', 'branch-health:7::main')).toMatchObject({ outcome: 'failed' });
    expect(cycle.metrics.polls).toEqual(['pipelines baseline']);
    expect(cycle.store.calls).not.toContain('wakePeers');
    expect(cycle.store.feed('inbox').nextPollAt).toEqual(later);
  });

  it("takes the server's time for the end of history, and our own where it tells none", async () => {
    const cycle = new Cycle().add({ feeds: [aNewFeed(), aNewFeed({ id: 'feed-2', kind: 'comments' })] });
    const serverTime = new Date(NOON.getTime() - HOUR);
    cycle.forge.next('pipelines', '7', aReading([], { serverTime }));
    cycle.forge.next('comments', '7', aReading());

    await cycle.turn();

    expect(cycle.store.feed('feed-1').baselineAt).toEqual(serverTime);
    expect(cycle.store.feed('feed-2').baselineAt).toEqual(NOON);

    cycle.forge.next('pipelines', '7', aReading([], { serverTime: new Date(NOON.getTime() + HOUR) }));
    cycle.forge.always('comments', '7', aReading());
    await cycle.poll('feed-1');
    expect(cycle.store.feed('feed-1').baselineAt).toEqual(serverTime);
  });

  it('does not make a project hot because its newest item is fresh', async () => {
    const cycle = new Cycle().add({ feeds: [aNewFeed()] });
    cycle.forge.next('pipelines', '7', aReading([failed]));

    await cycle.turn();

    const delay = cycle.store.feed('feed-1').nextPollAt.getTime() - NOON.getTime();
    expect(delay).toBeGreaterThan(MINUTE / 2);
  });

  it('tells what another feed of the account already knew and what has changed since', async () => {
    const mergeRequest = aMergeRequest();
    const merged = aMergeRequest({ state: 'merged', mergedBy: BOB, updatedAt: at(30) });
    const cycle = new Cycle().add({
      feeds: [
        aFeed({ kind: 'merge-requests', projectId: null }),
        aNewFeed({ id: 'feed-2', kind: 'merge-requests', nextPollAt: new Date(at(60)) }),
      ],
    });
    cycle.forge.next('merge-requests', null, aReading([mergeRequest]));
    cycle.forge.next('merge-requests', '7', aReading([merged]));

    await cycle.turn();
    await cycle.poll('feed-2');

    expect(cycle.told).toEqual(['42 merge-request-opened', '42 merge-request-merged']);
  });
});

describe('a read of a feed', () => {
  it('tells of a pipeline from its start to its repair, each step once', async () => {
    const cycle = new Cycle().add();
    for (const seen of [running, running, failed, failed, fixed, fixed]) {
      cycle.forge.next('pipelines', '7', aReading([seen]));
    }

    for (let poll = 0; poll < 6; poll += 1) await cycle.poll();

    expect(cycle.told).toEqual(['42 pipeline-started', '42 pipeline-failed', '42 pipeline-fixed']);
    expect(cycle.owed).toBe(3);
  });

  it('owes a message with all that it needs to be shown', async () => {
    const cycle = new Cycle().add({ watches: [aWatch({ level: 'team' })] });
    cycle.forge.next('pipelines', '7', aReading([running]), aReading([failed]));

    await cycle.poll();
    await cycle.poll();

    expect(cycle.store.outbox).toMatchObject([
      {
        kind: 'event',
        chatKey: '42',
        dedupeKey: 'https://gitlab.example.com|pipeline-failed:pipeline:500:attempt-1',
        accountId: 'account-1',
        forgeKind: 'gitlab',
        project: aProject(),
        event: { type: 'pipeline-failed', subject: failed, at: at(60), reason: null, isTeamNews: true },
        rule: { watchId: 'watch-1', level: 'team', reason: null },
      },
    ]);
  });

  it('tells of a subject never seen before only when it was created after the first read', async () => {
    const before = new Date(BASELINE.getTime() - 1_000).toISOString();
    const cycle = new Cycle().add();
    cycle.forge.next(
      'pipelines',
      '7',
      aReading([
        aPipeline({ ...failed, id: '1', createdAt: before }),
        aPipeline({ ...failed, id: '2', createdAt: BASELINE.toISOString() }),
      ]),
    );

    await cycle.poll();

    expect(cycle.store.events.map(({ subject }) => subject.id)).toEqual(['2']);
    expect(cycle.store.snapshot('account-1', 'pipeline:1')).toMatchObject({ status: 'failed' });
  });

  it('tells of an old subject when its feed proves that it is news to this person', async () => {
    const asked = aMergeRequest({ createdAt: at(-9 * HOUR), reviewers: [ALICE, CAROL] });
    const cycle = new Cycle().add({ feeds: [aFeed({ kind: 'merge-requests', projectId: null })] });
    cycle.forge.next(
      'merge-requests',
      null,
      aReading([], { sightings: [aSighting(asked, true)], hasChanged: true }),
    );

    await cycle.poll();

    expect(cycle.told).toEqual(['42 review-requested']);
  });

  it('tells no old subject again that was forgotten meanwhile', async () => {
    const cycle = new Cycle({ retention: { ...USUAL_RETENTION, snapshotsMs: 30 * DAY } }).add({
      feeds: [aFeed({ kind: 'merge-requests', baselineAt: new Date(NOON.getTime() - 90 * DAY) })],
      watches: [aWatch({ level: 'all', createdAt: new Date(NOON.getTime() - 90 * DAY) })],
    });
    cycle.forge.next('merge-requests', '7', aReading([aMergeRequest({ createdAt: at(-40 * 86_400) })]));

    await cycle.poll();

    expect(cycle.told).toEqual([]);
  });

  it('passes over a look that is older than the one it remembers', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading([failed]), aReading([running]), aReading([failed]));

    for (let poll = 0; poll < 3; poll += 1) await cycle.poll();

    expect(cycle.told).toEqual(['42 pipeline-failed']);
    expect(cycle.store.snapshot('account-1', 'pipeline:500')).toEqual(failed);
  });

  it('owes nothing for an event that the account has had before', async () => {
    const again = { ...failed, updatedAt: at(90) };
    const cycle = new Cycle({
      definitions: [
        aPipelineDefinition({
          detect: ({ after }) => [{ occasion: 'ever', actor: null, at: after.updatedAt }],
        }),
      ],
    }).add();
    cycle.forge.next('pipelines', '7', aReading([failed]), aReading([again]));

    await cycle.poll();
    await cycle.poll();

    expect(cycle.store.snapshot('account-1', 'pipeline:500')).toEqual(again);
    expect(cycle.owed).toBe(1);
  });

  it('counts an item that a moving list shows twice once, as it was seen last', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading([running, failed]));

    await cycle.poll();

    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });

  it('keeps nothing of a project that the account does not watch', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading([aPipeline({ ...failed, projectId: '8' })]));

    await cycle.poll();

    expect(cycle.store.events).toEqual([]);
    expect(cycle.store.snapshot('account-1', 'pipeline:500')).toBeNull();
  });

  it('gives a watch that is younger than the feed no history', async () => {
    const young = aWatch({ id: 'young', chatKey: '-100', level: 'all', createdAt: new Date(at(30)) });
    const cycle = new Cycle().add({
      feeds: [aFeed({ kind: 'activity', projectId: null })],
      watches: [aWatch({ level: 'all' }), young],
    });
    const comments = [0, 90].map((seconds, index) =>
      aComment({ id: String(index + 1), createdAt: at(seconds), isPublic: true }),
    );
    cycle.clock.set(new Date(at(100)));
    cycle.forge.next('activity', null, aReading(comments, { serverTime: new Date(at(100)) }));

    await cycle.poll();

    const heard = cycle.store.outbox.filter((one): one is EventNotification => one.kind === 'event');
    expect(heard.map(({ chatKey, event }) => `${chatKey} ${event.subject.id}`)).toEqual([
      '42 1',
      '42 2',
      '-100 2',
    ]);
  });

  it("is silent about the reader's own doings, and keeps them for the record", async () => {
    const cycle = new Cycle().add({ feeds: [aFeed({ kind: 'comments' })] });
    cycle.forge.next('comments', '7', aReading([aComment({ author: ALICE })]));

    await cycle.poll();

    expect(cycle.store.outbox).toEqual([]);
    expect(cycle.store.events).toMatchObject([{ type: 'comment-added', isOwnDoing: true, isUntold: true }]);
  });

  it('tells one chat once though two of its accounts saw it', async () => {
    const cycle = new Cycle().add().add({
      account: anAccount({ id: 'account-2', personId: '43', user: CAROL }),
      feeds: [aFeed({ id: 'feed-2', accountId: 'account-2' })],
      watches: [aWatch({ id: 'watch-2', accountId: 'account-2', level: 'all' })],
    });
    cycle.forge.always('pipelines', '7', aReading([failed]));

    await cycle.turn();

    expect(cycle.store.events).toHaveLength(2);
    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });

  it('measures how long the news took, and never below nothing', async () => {
    const cycle = new Cycle().add();
    cycle.clock.set(new Date(at(75)));
    cycle.forge.next('pipelines', '7', aReading([failed]), aReading([fixed]));

    await cycle.turn();
    await cycle.poll();

    expect(cycle.metrics.lags).toEqual([15, 0]);
  });

  it('counts and logs what could not be understood', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading([failed], { dropped: 3 }));

    await cycle.poll();

    expect(cycle.metrics.droppedItems).toEqual([3]);
    expect(cycle.logger.messages('warn')).toEqual(['items could not be understood']);
    expect(cycle.told).toHaveLength(1);
  });
});

describe('the files that commits touch', () => {
  it('go into the record of the event, the first fifty of them', async () => {
    const paths = Array.from({ length: 60 }, (_, number) => `src/${number}.ts`);
    const cycle = new Cycle().add();
    const opened = aMergeRequest({ touched: { paths, isCut: false, headSha: 'f00d' }, createdAt: at(30) });
    cycle.forge.next('pipelines', '7', aReading([opened]));

    await cycle.turn();

    const [kept] = cycle.store.events.map(({ subject }) => ('touched' in subject ? subject.touched : null));
    expect(kept).toMatchObject({ paths: paths.slice(0, 50), isCut: true });
  });
});
