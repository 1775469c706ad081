import { describe, expect, it } from '@jest/globals';
import { anAccount, aPipeline, aProject, aReading, at, aWatch } from '../../support/builders.js';
import { Cycle } from './cycle-harness.js';

const running = aPipeline();
const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });

describe('news', () => {
  it('says to the owner alone what they may do, as far as it is known', async () => {
    const account = anAccount();
    const watches = [
      aWatch({ chatKey: account.personId, level: 'all' }),
      aWatch({ id: 'watch-2', chatKey: '-100', level: 'all' }),
    ];
    const cycle = new Cycle().add({ watches, projects: [{ ...aProject(), role: 'read' }] });
    cycle.forge.next('pipelines', '7', aReading([running]), aReading([failed]));

    await cycle.poll();
    await cycle.poll();

    const readers = cycle.store.outbox.map((one) => [one.chatKey, 'reader' in one ? one.reader : null]);
    const { user, token } = account;
    expect(readers).toEqual(
      expect.arrayContaining([
        [account.personId, { user, canWrite: token.canWrite, role: 'read' }],
        ['-100', null],
      ]),
    );
  });
});
