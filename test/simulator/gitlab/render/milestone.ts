import type { Milestone } from '../state/milestone-model.js';
import type { Group } from '../state/group-model.js';
import type { Project } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { projectUrl } from './project.js';
import { iso } from './time.js';

export function milestoneEntity(store: GitlabStore, home: Project | Group, milestone: Milestone) {
  const { id, iid, title, dueOn, createdAt, updatedAt } = milestone;
  const isOfProject = 'members' in home;
  const url = isOfProject ? projectUrl(store, home) : `${store.baseUrl}/groups/${home.path}`;
  return {
    id,
    iid,
    ...(isOfProject ? { project_id: home.id } : { group_id: home.id }),
    title,
    description: null,
    state: 'active',
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
    due_date: dueOn,
    start_date: null,
    expired: dueOn !== null && dueOn < iso(store.now()).slice(0, 10),
    web_url: `${url}/-/milestones/${iid}`,
  };
}
