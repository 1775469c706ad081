import { expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { anIssue } from '../../support/an-issue.js';
import { aComment, aMergeRequest } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, claimLanes, claimOne, failure, NOON, notification, personWatching } from './fixtures.js';

const MERGE_REQUEST = aMergeRequest({ projectId: '1', labels: ['urgent'] });
const COMMENT = aComment({ projectId: '1' });
const FILTER = { ...emptyFilter('all'), include: [{ field: 'label', pattern: 'urgent' }] } as const;

describeOnEachDatabase('what decides when a message is about to go out', (open) => {
  const setUp = async (storage: Storage) => {
    const { account, chat, watch } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const events = [
      failure('opened', { subject: MERGE_REQUEST }),
      failure('comment', { subject: COMMENT, at: at(1).toISOString() }),
      failure('other', { subject: aMergeRequest({ id: '901', projectId: '1' }) }),
    ];
    const letters = events.map((event): EventNotification => ({
      ...notification(account.id, chat.key, event.key),
      event,
      rule: { watchId: watch.id, level: 'participating', reason: 'author' },
    }));
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveSnapshots([MERGE_REQUEST]);
      await tx.recordEvents(events);
      await tx.enqueue([...letters, notification(account.id, chat.key, 'older')]);
    });
    return { account, chat, watch, work, events, letters };
  };

  it('is the watch as it is then, and what was last seen of the card where a filter asks', async () => {
    const storage = await open(() => NOON);
    const { chat, watch } = await setUp(storage);
    const standings = async () => (await storage.outbox.head(chat.key, 10)).map(({ standing }) => standing);
    const plain = { watch: { id: watch.id, level: 'participating', filter: null }, subject: null };
    expect(await standings()).toEqual([plain, plain, plain, undefined]);

    await storage.people.watches.setFilter(watch.id, FILTER);

    const custom = { id: watch.id, level: 'custom', filter: FILTER };
    const onCard = { watch: custom, subject: MERGE_REQUEST };
    expect(await standings()).toEqual([onCard, onCard, { watch: custom, subject: null }, undefined]);
    await storage.people.watches.remove(watch.id);
    expect(await standings()).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is who may read an issue as well, also of what is said on it, whether or not a filter asks', async () => {
    const storage = await open(() => NOON);
    const { account, chat, watch, work } = await setUp(storage);
    const issue = anIssue({ projectId: '1', isConfidential: true });
    const on = { ...COMMENT.on, kind: 'issue', id: issue.id } as const;
    const events = [
      failure('issue', { subject: { ...issue, isConfidential: false } }),
      failure('said', { subject: { ...COMMENT, on } }),
    ];
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveSnapshots([issue]);
      await tx.enqueue(
        events.map((event) => ({
          ...notification(account.id, chat.key, event.key),
          event,
          rule: { watchId: watch.id, level: 'all', reason: null },
        })),
      );
    });

    const standings = (await storage.outbox.head(chat.key, 10)).map(({ standing }) => standing?.subject);

    expect(standings.slice(-2)).toEqual([issue, issue]);
  });

  it('takes back, also where a sending was begun, amends the rule of others, and lets it be owed anew', async () => {
    const storage = await open(() => NOON);
    const { chat, watch, work, letters } = await setUp(storage);
    const [lane] = await claimLanes(storage, 1);
    const [first, second, third] = await storage.outbox.head(chat.key, 10);
    await storage.outbox.begin(lane!, [third!.id]);
    const rule = { watchId: watch.id, level: 'custom', reason: null, isLate: true } as const;

    const verdict = { withdrawnIds: [first!.id, third!.id], amendments: [{ id: second!.id, rule }] };
    await storage.outbox.rejudge({ ...lane!, token: '999' }, verdict);
    expect(await storage.outbox.head(chat.key, 10)).toHaveLength(4);
    await storage.outbox.rejudge(lane!, verdict);

    const left = (await storage.outbox.head(chat.key, 10)).map(({ notification: told }) => told);
    expect(left.map(({ dedupeKey }) => dedupeKey)).toEqual(['comment', 'older']);
    expect(left[0]).toMatchObject({ rule });

    await storage.polls.commit(work.lease, (tx) => tx.enqueue(letters));
    const again = await storage.outbox.head(chat.key, 10);
    expect(again.map(({ notification: told }) => told.dedupeKey)).toEqual([
      'comment',
      'older',
      'opened',
      'other',
    ]);
  });

  it('finds what happened lately on a card, oldest first', async () => {
    const storage = await open(() => NOON);
    const { work } = await setUp(storage);
    const keys: string[][] = [];
    await storage.polls.commit(work.lease, async (tx) => {
      const find = async (since: Date, limit: number, projectIds = ['1']) => {
        const found = await tx.loadEventsOf(['merge-request:900'], { projectIds, since, limit });
        keys.push(found.map(({ key }) => key));
      };
      await find(NOON, 5);
      await find(NOON, 1);
      await find(at(1), 5);
      await find(NOON, 5, ['2']);
    });

    expect(keys).toEqual([['opened', 'comment'], ['comment'], ['comment'], []]);
  });
});
