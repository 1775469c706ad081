import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../src/domain/time.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Subject } from '../../../src/domain/subject.js';
import type { Watch } from '../../../src/domain/watch.js';
import { emptyFilter, type FilterRule, type WatchFilter } from '../../../src/domain/watch-filter.js';
import { aComment, aMergeRequest, aReading, at, aWatch, CAROL, NOON } from '../../support/builders.js';
import { anIssue } from '../../support/an-issue.js';
import { Cycle } from './cycle-harness.js';

const URGENT: FilterRule = { field: 'label', pattern: 'urgent' };
const WIP: FilterRule = { field: 'label', pattern: 'wip' };

function watching(filter: Partial<WatchFilter>, over: Partial<Watch> = {}): Cycle {
  const watch = aWatch({ level: 'custom', filter: { ...emptyFilter('all'), ...filter }, ...over });
  return new Cycle().add({ watches: [watch] });
}

async function look(cycle: Cycle, ...looks: (readonly Subject[])[]): Promise<void> {
  cycle.forge.next('pipelines', '7', ...looks.map((subjects) => aReading(subjects)));
  for (let polls = looks.length; polls > 0; polls -= 1) await cycle.poll();
}

function told(cycle: Cycle): readonly string[] {
  return events(cycle).map(({ event }) => event.type);
}

function events(cycle: Cycle): readonly EventNotification[] {
  return cycle.store.outbox.filter((one): one is EventNotification => one.kind === 'event');
}

const opened = aMergeRequest({ author: CAROL });
const labelled = { ...opened, labels: ['urgent'], updatedAt: at(60) };

describe('a label that comes later', () => {
  it('tells what the filter held back, with the rule that it meets now and as it is now', async () => {
    const cycle = watching({ include: [URGENT] });

    await look(cycle, [opened]);
    expect(told(cycle)).toEqual([]);
    await look(cycle, [labelled]);

    expect(told(cycle)).toEqual(['merge-request-opened', 'merge-request-labeled']);
    const [late, labelling] = events(cycle);
    expect(late).toMatchObject({
      rule: { watchId: 'watch-1', pass: { met: [URGENT] }, isLate: true },
      event: { subject: { labels: ['urgent'] } },
    });
    expect(labelling?.rule).not.toHaveProperty('isLate');
    expect(cycle.metrics.lags).toHaveLength(1);
  });

  it('tells it once, however often the label comes and goes', async () => {
    const cycle = watching({
      include: [URGENT],
      off: [{ topic: 'merge-requests', type: 'merge-request-labeled' }],
    });

    await look(cycle, [opened], [labelled]);
    await look(
      cycle,
      [{ ...labelled, labels: [], updatedAt: at(120) }],
      [{ ...labelled, updatedAt: at(180) }],
    );

    expect(told(cycle)).toEqual(['merge-request-opened']);
  });

  it.each([
    ['42', true, 1],
    ['-100', false, 1],
    ['-100', true, 0],
  ])(
    'tells %s of a comment on an issue that is now confidential (%s) so often: %i',
    async (chatKey, isNow, times) => {
      const cycle = watching({ include: [URGENT], off: [{ topic: 'issues', type: null }] }, { chatKey });
      const issue = anIssue({ author: CAROL, labels: [] });
      const { kind, id, number, title, author, url } = issue;
      const on = { kind, id, number, title, author, url, isConfidential: false };

      await look(
        cycle,
        [issue, aComment({ author: CAROL, on, isPublic: true })],
        [{ ...issue, labels: ['urgent'], isConfidential: isNow, updatedAt: at(60) }],
      );

      expect(told(cycle)).toEqual(Array(times).fill('comment-added'));
    },
  );

  it('tells comments, too, and those on issues', async () => {
    const cycle = watching({ include: [URGENT], off: [{ topic: 'issues', type: null }] });
    const issue = anIssue({ author: CAROL, labels: [] });
    const { kind, id, number, title, author, url } = issue;
    const comment = aComment({ author: CAROL, on: { kind, id, number, title, author, url } });

    await look(cycle, [issue, comment], [{ ...issue, labels: ['urgent'], updatedAt: at(60) }]);

    expect(told(cycle)).toEqual(['comment-added']);
  });

  it('tells what waited for a label to go', async () => {
    const cycle = watching({
      exclude: [WIP],
      off: [{ topic: 'merge-requests', type: 'merge-request-labeled' }],
    });

    await look(cycle, [{ ...opened, labels: ['wip'] }], [{ ...opened, updatedAt: at(60) }]);

    expect(told(cycle)).toEqual(['merge-request-opened']);
  });

  it('tells nothing that the filter would have told without it, but for a change of the filter', async () => {
    const toggle = { topic: 'talk', type: null } as const;
    const cycle = watching({ include: [URGENT], off: [toggle] });
    await look(cycle, [{ ...opened, labels: ['urgent'] }, aComment({ author: CAROL })]);
    expect(told(cycle)).toEqual(['merge-request-opened']);

    const now = aWatch({ level: 'custom', filter: { ...emptyFilter('all'), include: [URGENT] } });
    Object.assign(cycle.store.account('account-1'), { watches: [now] });
    await look(cycle, [{ ...labelled, labels: ['urgent', 'later'] }]);

    expect(told(cycle)).toEqual(['merge-request-opened']);
  });

  it.each([
    ['of what happened more than a day ago', {}, DAY + HOUR],
    [
      'of what a mute swallowed that has ended since',
      { mutedUntil: new Date(NOON.getTime() + HOUR) },
      2 * HOUR,
    ],
    ['while the watch is muted', { mutedUntil: new Date(NOON.getTime() + DAY) }, HOUR],
    ['of what came before the watch', { createdAt: new Date(NOON.getTime() + HOUR / 2) }, HOUR],
  ] as const)('tells nothing %s', async (_, over, laterMs) => {
    const cycle = watching(
      { include: [URGENT], off: [{ topic: 'merge-requests', type: 'merge-request-labeled' }] },
      over,
    );

    await look(cycle, [opened]);
    cycle.clock.advance(laterMs);
    await look(cycle, [{ ...labelled, updatedAt: at(laterMs / 1_000) }]);

    expect(told(cycle)).toEqual([]);
  });

  it('tells nothing of what has been closed', async () => {
    const cycle = watching({
      include: [URGENT],
      on: [],
      off: [{ topic: 'merge-requests', type: 'merge-request-merged' }],
    });

    await look(cycle, [opened], [{ ...labelled, state: 'merged' }]);

    expect(told(cycle)).not.toContain('merge-request-opened');
  });

  it('asks for no past where no filter asks for labels, reviewers or teams', async () => {
    const cycle = watching({ include: [{ field: 'branch', pattern: 'release/*' }] });

    await look(cycle, [opened], [{ ...labelled, targetBranch: 'release/1' }]);

    expect(told(cycle)).not.toContain('merge-request-opened');
  });
});
