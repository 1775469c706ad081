import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

describe('milestones of the simulated GitHub', () => {
  let github: CheckedGithub;

  beforeEach(async () => {
    github = await startCheckedGithub();
    github.world.addUser('alice');
    github.world.addProject('team/web', { members: ['alice'], isPrivate: true });
  });

  afterEach(() => github.close());

  it('count their issues, and those due first come first', async () => {
    const { world } = github;
    const issues = ['One', 'Two'].map(
      (title) => world.openIssue('team/web', { author: 'alice', title }).number,
    );
    for (const dueOn of [null, '2026-04-01', '2026-03-10']) {
      world.planMilestone('team/web', { by: 'alice', title: dueOn ?? 'Some day', dueOn, issues });
    }
    world.closeIssue('team/web', issues[0] ?? 0, 'alice');
    const alice = github.octokitOf(world.addToken('alice'));

    const { data } = await alice.rest.issues.listMilestones({
      owner: 'team',
      repo: 'web',
      state: 'open',
      sort: 'due_on',
      direction: 'asc',
    });

    expect(data.map(({ title, open_issues, closed_issues }) => [title, open_issues, closed_issues])).toEqual([
      ['2026-03-10', 1, 1],
      ['2026-04-01', 1, 1],
      ['Some day', 1, 1],
    ]);
    expect(github.violations).toEqual([]);
  });
});
