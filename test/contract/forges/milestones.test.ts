import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../src/domain/time.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** The clock begins on 2026-03-02. */
const DUE = '2026-03-10';

describe.each(['gitlab', 'github'] as const)('milestones on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;
  let issues: number[];

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
    clock = forge.clock;
    issues = ['One', 'Two'].map((title) => forge.world.openIssue(APP, { author: 'bob', title }).number);
  });

  afterEach(() => forge.close());

  function plan(dueOn: string | null): number {
    return forge.world.planMilestone(APP, { by: 'bob', title: '1.0', dueOn, issues });
  }

  async function daily(days: number, read: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const told: string[] = [];
    for (let day = 0; day < days; day += 1) {
      told.push(...(await read()));
      clock.advance(DAY);
    }
    return told;
  }

  it('are told to the team three days and one day before they are due, while issues are open', async () => {
    plan(DUE);
    const [team, participating] = [await forge.watch('alice', 'team'), await forge.watch('alice')];
    const heard = await daily(10, async () => [...(await team.read()), ...(await participating.read())]);

    expect(heard).toEqual(['milestone-due-soon', 'milestone-due-soon']);
  });

  it('are told on their date where the watch began on the day before, and not where it began on that date', async () => {
    plan('2026-03-03');
    const alice = await forge.watch('alice', 'team');
    const heard = await daily(1, () => alice.read());
    const bob = await forge.watch('bob', 'team');

    expect(heard).toEqual([]);
    expect(await daily(2, () => alice.read())).toEqual(['milestone-due-soon']);
    expect(await daily(1, () => bob.read())).toEqual([]);
  });

  it('whose issues are done, or that are not due at all, are no news', async () => {
    plan(DUE);
    forge.world.planMilestone(APP, { by: 'bob', title: 'Some day', dueOn: null, issues });
    const alice = await forge.watch('alice', 'team');
    for (const number of issues) forge.world.closeIssue(APP, number, 'bob');

    expect(await daily(10, () => alice.read())).toEqual([]);
  });

  it('that are put off are told again, for the new date', async () => {
    const number = plan('2026-03-04');
    const alice = await forge.watch('alice', 'team');
    const first = await daily(2, () => alice.read());
    forge.world.postponeMilestone(APP, number, DUE);

    expect(first).toEqual(['milestone-due-soon']);
    expect(await daily(10, () => alice.read())).toEqual(['milestone-due-soon', 'milestone-due-soon']);
  });
});
