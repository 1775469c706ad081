import { describe, expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import { aComment, aMergeRequest, aReading, at, aWatch, CAROL } from '../../support/builders.js';
import { Cycle } from './cycle-harness.js';

describe('a comment that is owed to a watch with a filter', () => {
  it('is asked for the labels of its merge request, also for those that come later', async () => {
    const filter = { ...emptyFilter('all'), include: [{ field: 'label', pattern: 'urgent' }] } as const;
    const cycle = new Cycle().add({ watches: [aWatch({ level: 'custom', filter })] });
    const looks = [
      [aMergeRequest({ labels: ['later'] }), aComment({ id: '1', author: CAROL })],
      [aMergeRequest({ labels: ['urgent'], updatedAt: at(90) }), aComment({ id: '2', author: CAROL })],
    ];
    cycle.forge.next('pipelines', '7', ...looks.map((look) => aReading(look)));

    await cycle.poll();
    await cycle.poll();

    const heard = cycle.store.outbox
      .filter((one): one is EventNotification => one.kind === 'event')
      .filter(({ event }) => event.subject.kind === 'comment');
    expect(heard.map(({ event }) => event.subject.id)).toEqual(['1', '2']);
  });

  it('is asked for the files of its merge request, which no message carries', async () => {
    const filter = { ...emptyFilter('all'), include: [{ field: 'path', pattern: 'src/**' }] } as const;
    const cycle = new Cycle().add({ watches: [aWatch({ level: 'custom', filter })] });
    const touching = (path: string, updatedAt: string) =>
      aMergeRequest({
        updatedAt,
        isDraft: path !== 'src/main.ts',
        touched: { paths: [path], isCut: false, headSha: 'b'.repeat(40) },
      });
    const looks = [
      [touching('docs/a.md', at(0)), aComment({ id: '1', author: CAROL })],
      [touching('src/main.ts', at(90)), aComment({ id: '2', author: CAROL })],
    ];
    cycle.forge.next('pipelines', '7', ...looks.map((look) => aReading(look)));

    await cycle.poll();
    await cycle.poll();

    const heard = cycle.store.outbox.filter((one): one is EventNotification => one.kind === 'event');
    expect(heard.map(({ event }) => `${event.type} ${event.subject.id}`)).toEqual([
      'merge-request-ready 900',
      'comment-added 2',
    ]);
    expect(JSON.stringify(cycle.store.outbox)).not.toContain('src/main.ts');
    expect(cycle.store.snapshot('account-1', 'merge-request:900')).toHaveProperty('touched');
  });
});
