import { expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import { ALICE, aFeed, aPipeline, aReading, at, aWatch } from '../../support/builders.js';
import { Cycle } from './cycle-harness.js';

it('tells a group whom the news speak to, and a person what they may do', async () => {
  const own = aWatch({ id: 'own', level: 'all' });
  const group = aWatch({ id: 'group', chatKey: '-100', level: 'all' });
  const cycle = new Cycle().add({ feeds: [aFeed()], watches: [own, group] });
  cycle.forge.next('pipelines', '7', aReading([aPipeline({ status: 'running' })]));
  await cycle.turn();
  cycle.forge.next('pipelines', '7', aReading([aPipeline({ status: 'failed', updatedAt: at(60) })]));
  await cycle.poll('feed-1');

  const told = cycle.store.outbox.filter((one): one is EventNotification => one.kind === 'event');
  expect(told.slice(-2).map(({ chatKey, addressee, reader }) => [chatKey, addressee, reader?.user])).toEqual([
    [own.chatKey, undefined, ALICE],
    ['-100', ALICE, undefined],
  ]);
});
