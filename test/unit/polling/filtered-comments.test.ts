import { describe, expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import { aComment, aMergeRequest, aReading, at, aWatch, CAROL } from '../../support/builders.js';
import { Cycle } from './cycle-harness.js';

describe('a comment that is owed to a watch with a filter', () => {
  it('is asked for the labels of its merge request, as they are then', async () => {
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
    expect(heard.map(({ event }) => event.subject.id)).toEqual(['2']);
  });
});
