import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from '../watched-forge.js';

/** The clock begins on 2026-03-02. */
describe('milestones of a GitLab group', () => {
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge('gitlab', ['alice', 'bob']);
    const { number } = forge.world.openIssue(APP, { author: 'bob', title: 'One' });
    const planned = { by: 'bob', title: 'Q1', dueOn: '2026-03-10', issues: [number], issuesOf: APP };
    forge.world.planMilestone('acme', planned);
  });

  afterEach(() => forge.close());

  it('are told to the team of a project in it three days and one day before they are due', async () => {
    const [team, participating] = [await forge.watch('alice', 'team'), await forge.watch('alice')];
    const heard: string[] = [];
    for (let day = 0; day < 10; day += 1) {
      heard.push(...(await team.read()), ...(await participating.read()));
      forge.clock.advance(DAY);
    }

    expect(heard).toEqual(['milestone-due-soon', 'milestone-due-soon']);
  });
});
