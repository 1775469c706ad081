import type { ForgeWorld } from '../../../simulator/forge-world.js';
import type { GitlabExtras } from '../../../simulator/gitlab/gitlab-extras.js';
import { APP } from '../watched-forge.js';
import { by, openIssue, type Stories, type Story } from './story.js';

/** The clock begins on the day before. */
const TOMORROW = '2026-03-03';

function on(
  act: (world: ForgeWorld, number: number) => unknown,
  before: (world: ForgeWorld) => number = openIssue,
): Story {
  return (world) => {
    const number = before(world);
    return () => act(world, number);
  };
}

const ofAlice = (world: ForgeWorld): number => openIssue(world, 'alice');

function closed(world: ForgeWorld): number {
  const number = openIssue(world);
  world.closeIssue(APP, number, by);
  return number;
}

function planned(world: ForgeWorld): number {
  return world.planMilestone(APP, { by, title: '1.0', dueOn: '2026-09-01', issues: [openIssue(world)] });
}

export const ISSUE_STORIES: Stories = {
  'issue-opened': (world) => () => openIssue(world),
  'issue-assigned': on((world, number) => world.assignIssue(APP, number, 'alice', by)),
  'issue-unassigned': on((world, number) => world.unassignIssue(APP, number, 'alice', by), ofAlice),
  'issue-mention': on((world, number) => world.editIssue(APP, number, 'See, @alice', by)),
  'issue-closed': on((world, number) => world.closeIssue(APP, number, by)),
  'issue-reopened': on((world, number) => world.reopenIssue(APP, number, by), closed),
  'milestone-due-soon': on((world, number) => world.postponeMilestone(APP, number, TOMORROW), planned),
};

export const GITLAB_ISSUE_STORIES: Stories<GitlabExtras> = {
  'issue-due-soon': (world) => {
    const number = ofAlice(world);
    return () => world.setDueDate(APP, number, TOMORROW);
  },
};
