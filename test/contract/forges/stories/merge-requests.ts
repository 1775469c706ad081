import type { ForgeWorld, OpenMergeRequest } from '../../../simulator/forge-world.js';
import { APP } from '../watched-forge.js';
import { by, openMergeRequest, type Stories, type Story } from './story.js';

/** Something that is done to one that was there before. */
function on(
  options: Partial<OpenMergeRequest>,
  act: (world: ForgeWorld, number: number) => unknown,
  ...before: readonly ((world: ForgeWorld, number: number) => unknown)[]
): Story {
  return (world) => {
    const number = openMergeRequest(world, options);
    for (const prepare of before) prepare(world, number);
    return () => act(world, number);
  };
}

const MINE = { author: 'alice' };

/** By a push to its target. */
const setConflict = (isConflicting: boolean) => (world: ForgeWorld, number: number) => {
  world.push(APP, { by, branch: 'main' });
  world.setConflict(APP, number, isConflicting);
};
const approve = (login: string) => (world: ForgeWorld, number: number) => world.approve(APP, number, login);
const setAutoMerge = (world: ForgeWorld, number: number) => world.setAutoMerge(APP, number, by);
const close = (world: ForgeWorld, number: number) => world.close(APP, number, by);
const markReady = (world: ForgeWorld, number: number) => world.markReady(APP, number, by);

export const MERGE_REQUEST_STORIES: Stories = {
  'merge-request-opened': (world) => () => openMergeRequest(world),
  'merge-request-reopened': on({}, (world, number) => world.reopen(APP, number, by), close),
  'merge-request-ready': on({ isDraft: true }, markReady),
  'review-requested': on({}, (world, number) => world.requestReview(APP, number, 'alice', by)),
  'review-request-withdrawn': on({ reviewers: ['alice'] }, (world, number) =>
    world.withdrawReviewRequest(APP, number, 'alice', by),
  ),
  'merge-request-assigned': on({}, (world, number) => world.assign(APP, number, 'alice', by)),
  'merge-request-unassigned': on({ assignees: ['alice'] }, (world, number) =>
    world.unassign(APP, number, 'alice', by),
  ),
  'merge-request-mention': on({}, (world, number) => world.editDescription(APP, number, 'See, @alice', by)),
  'merge-request-new-commits': on(
    { reviewers: ['alice'] },
    (world, number) => world.pushCommit(APP, number, by),
    approve('alice'),
  ),
  'merge-request-approved': on({}, approve('carol')),
  'approval-withdrawn': on({}, (world, number) => world.unapprove(APP, number, 'carol'), approve('carol')),
  'changes-requested': on({ reviewers: ['carol'] }, (world, number) =>
    world.requestChanges(APP, number, 'carol'),
  ),
  'conflict-appeared': on(MINE, setConflict(true)),
  'conflict-resolved': on(MINE, setConflict(false), setConflict(true)),
  'ready-to-merge': on({ ...MINE, isDraft: true }, markReady),
  'auto-merge-set': on(MINE, setAutoMerge),
  'auto-merge-failed': on(MINE, (world, number) => world.cancelAutoMerge(APP, number, by), setAutoMerge),
  'target-branch-changed': on({}, (world, number) => world.retarget(APP, number, 'release', by)),
  'merge-request-labeled': on({}, (world, number) => world.addLabel(APP, number, 'urgent', by)),
  'merge-request-merged': on({}, (world, number) => world.merge(APP, number, by)),
  'merge-request-closed': on({}, close),
};
