import type { MilestoneWorld } from '../../milestone-world.js';
import { addMilestone } from '../state/milestone.js';
import { touch } from '../state/repository.js';
import type { Scene } from './scene.js';

/** What happens to milestones. */
export function milestoneMoves(scene: Scene): MilestoneWorld {
  const { state } = scene;
  return {
    planMilestone(path, { by, title, dueOn, issues }) {
      return addMilestone(state, scene.repository(path), {
        title,
        dueOn,
        creator: scene.user(by),
        issues: issues.map((number) => scene.issue(path, number).issue),
      }).number;
    },
    postponeMilestone(path, number, dueOn) {
      const repository = scene.repository(path);
      const milestone = repository.milestones.get(number);
      if (milestone === undefined) throw new Error(`There is no milestone ${number} in ${path}.`);
      Object.assign(milestone, { dueOn, updatedAt: state.clock() });
      touch(state, repository, ['milestones']);
    },
  };
}
