import type { MilestoneWorld } from '../milestone-world.js';
import { homeOf } from './state/groups.js';
import type { GitlabStore } from './state/store.js';

/** What happens to milestones of the simulated GitLab, those of groups too. */
export function milestoneMoves(store: GitlabStore): MilestoneWorld {
  return {
    planMilestone(path, { title, dueOn, issues, issuesOf = path }) {
      const { milestones } = homeOf(store, path);
      const now = store.now();
      const iid = milestones.size + 1;
      milestones.set(iid, {
        id: store.nextId(),
        iid,
        title,
        dueOn,
        issues: issues.map((number) => store.issue(issuesOf, number)),
        createdAt: now,
        updatedAt: now,
      });
      return iid;
    },
    postponeMilestone(path, iid, dueOn) {
      const milestone = homeOf(store, path).milestones.get(iid);
      if (milestone === undefined) throw new Error(`no milestone ${iid} in ${path} in the simulated GitLab`);
      Object.assign(milestone, { dueOn, updatedAt: store.now() });
    },
  };
}
