import { accessLevel, canReadCode, canReadIssue, canReadProject, DEVELOPER, GUEST } from '../state/access.js';
import type { Group } from '../state/group-model.js';
import { canReadGroup, findGroup as groupAt } from '../state/groups.js';
import type { Issue } from '../state/issue-model.js';
import type { Job, MergeRequest, Noteable, Pipeline, Project } from '../state/model.js';
import { ApiError, forbidden, message, notFound, unauthorized } from './api-error.js';
import { type Call, person } from './call.js';

/** By number or path. A former path redirects to the number; what the viewer cannot see is not there. */
export function findProject(call: Call): Project {
  const id = call.path['id'] ?? '';
  const { store } = call;
  const moved = store.movedPaths.get(id.toLowerCase());
  const direct = /^\d+$/.test(id)
    ? store.projects.get(Number(id))
    : store.projectsByPath.get(id.toLowerCase());
  const project = direct ?? moved;
  if (project === undefined || !canReadProject(project, call.viewer)) throw notFound('Project');
  if (direct === undefined) throw movedTo(call, project);
  return project;
}

/** By number or path. */
export function findGroup(call: Call): Group {
  const { store, viewer } = call;
  const id = call.path['id'] ?? '';
  const byNumber = [...store.groups.values()].find((group) => String(group.id) === id);
  const group = byNumber ?? groupAt(store, id);
  if (group === null || !canReadGroup(store, group, viewer)) throw notFound('Group');
  return group;
}

/** The project, where the viewer may see its code, merge requests and pipelines. */
export function findCodeProject(call: Call): Project {
  const project = findProject(call);
  if (!canReadCode(project, call.viewer)) throw forbidden();
  return project;
}

export function findMergeRequest(call: Call): MergeRequest {
  const project = findProject(call);
  const mergeRequest = project.mergeRequests.get(Number(call.path['iid']));
  if (mergeRequest === undefined) throw message(404, '404 Not found');
  if (!canReadCode(project, call.viewer)) throw forbidden();
  return mergeRequest;
}

/** A confidential one is not there for those who may not read it. */
export function findIssue(call: Call): Issue {
  const issue = findProject(call).issues.get(Number(call.path['iid']));
  if (issue === undefined || !canReadIssue(issue, call.viewer)) throw message(404, '404 Not found');
  return issue;
}

export function findPipeline(call: Call): Pipeline {
  const project = findCodeProject(call);
  const pipeline = call.store.pipelines.get(Number(call.path['pipelineId']));
  if (pipeline?.project !== project) throw notFound('Pipeline');
  return pipeline;
}

export function findJob(call: Call): Job {
  const project = findCodeProject(call);
  const job = call.store.jobs.get(Number(call.path['jobId']));
  if (job?.pipeline.project !== project) throw message(404, '404 Not Found');
  return job;
}

/** Whatever writes is prevented in an archived project, to everybody: GitLab's app/policies/project_policy.rb. */
export function requireUnarchived(call: Call): void {
  if (findProject(call).settings.isArchived) throw forbidden();
}

/** Where a conversation is locked, only members of the project take part: GitLab's app/policies/issuable_policy.rb. */
export function requireUnlocked(call: Call, { isLocked, project }: Noteable): void {
  if (isLocked && accessLevel(project, person(call)) < GUEST) throw forbidden();
}

/** Writing takes the developer role. */
export function requireDeveloper(call: Call, project: Project): void {
  if (call.viewer === null) throw unauthorized();
  if (accessLevel(project, person(call)) < DEVELOPER) throw forbidden();
}

function movedTo(call: Call, project: Project): ApiError {
  if (call.request.method !== 'GET')
    return message(405, 'Non GET methods are not allowed for moved projects');
  const rest = call.request.url.replace(/^\/api\/v4\/projects\/[^/?]+/, '');
  const location = `${call.store.baseUrl}/api/v4/projects/${project.id}${rest}`;
  return new ApiError(301, `This resource has been moved permanently to ${location}`, { location });
}
