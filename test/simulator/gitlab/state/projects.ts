import type { ProjectOptions, WorldProject } from '../../forge-world.js';
import { DEVELOPER, MAINTAINER } from './access.js';
import type { Member, Project, ProjectSettings, User } from './model.js';
import { recordEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { dropTodos } from './todos.js';

const DEFAULTS: ProjectSettings = {
  approvalsRequired: 0,
  approvers: [],
  authorMayApprove: false,
  resetApprovalsOnPush: false,
  pipelineMustSucceed: false,
  threadsMustBeResolved: false,
  mergeAccessLevel: DEVELOPER,
  variablesAccessLevel: DEVELOPER,
  mergesByTrain: false,
  isArchived: false,
  squashOption: 'default_off',
  removesSourceBranch: false,
  allowsManyPeople: true,
  maxAttachmentBytes: 100 * 1024 * 1024,
};

/** The first member is the creator and a maintainer, the others are developers. */
export function addProject(store: GitlabStore, path: string, options: ProjectOptions): WorldProject {
  if (store.projectsByPath.has(path.toLowerCase())) throw new Error(`project ${path} exists`);
  const [creatorName, ...others] = options.members;
  if (creatorName === undefined) throw new Error(`project ${path} needs a member`);
  const creator = store.user(creatorName);
  const project = newProject(store, path, options.isPrivate ?? true, creator);
  store.projects.set(project.id, project);
  store.projectsByPath.set(path.toLowerCase(), project);
  store.movedPaths.delete(path.toLowerCase());
  if (!project.isPrivate) store.publicProjects.add(project);
  recordEvent(store, { project, author: creator, action: 'created', target: { kind: 'project' } });
  setMember(store, project, creator, MAINTAINER);
  for (const name of others) addMember(store, project, store.user(name), DEVELOPER);
  return { id: project.id, path, url: `${store.baseUrl}/${path}` };
}

export function addMember(store: GitlabStore, project: Project, user: User, level: number): void {
  const isNew = !project.members.has(user.id);
  setMember(store, project, user, level);
  if (isNew) recordEvent(store, { project, author: user, action: 'joined', target: { kind: 'project' } });
}

export function removeMember(store: GitlabStore, project: Project, user: User): void {
  project.members.delete(user.id);
  user.memberships.delete(project.id);
  recordEvent(store, { project, author: user, action: 'left', target: { kind: 'project' } });
  if (project.isPrivate) dropTodos(store, project, user);
}

export function renameProject(store: GitlabStore, project: Project, path: string): void {
  if (store.projectsByPath.has(path.toLowerCase())) throw new Error(`project ${path} exists`);
  store.projectsByPath.delete(project.path.toLowerCase());
  store.movedPaths.set(project.path.toLowerCase(), project);
  store.movedPaths.delete(path.toLowerCase());
  store.projectsByPath.set(path.toLowerCase(), project);
  project.path = path;
  project.updatedAt = store.now();
}

/** Creates the branch where it is missing, from the default branch. */
export function branchOf(project: Project, name: string): { sha: string } {
  let branch = project.branches.get(name);
  if (branch === undefined) {
    branch = { sha: project.branches.get('main')?.sha ?? '' };
    project.branches.set(name, branch);
  }
  return branch;
}

function setMember(store: GitlabStore, project: Project, user: User, accessLevel: number): void {
  const known = project.members.get(user.id);
  const member: Member = known ?? { user, accessLevel, createdAt: store.now() };
  member.accessLevel = accessLevel;
  project.members.set(user.id, member);
  user.memberships.set(project.id, accessLevel);
}

function newProject(store: GitlabStore, path: string, isPrivate: boolean, creator: User): Project {
  const now = store.now();
  const id = store.nextId();
  const sha = store.nextSha();
  const first = {
    sha,
    parents: [],
    message: 'Initial commit',
    title: 'Initial commit',
    author: creator,
    createdAt: now,
    files: [],
  };
  return {
    id,
    path,
    isPrivate,
    createdAt: now,
    updatedAt: now,
    lastActivityAt: now,
    creator,
    members: new Map(),
    stargazers: new Set(),
    settings: DEFAULTS,
    branches: new Map([['main', { sha }]]),
    tags: new Map(),
    releases: new Map(),
    environments: new Map(),
    deployments: [],
    hasWiki: true,
    wiki: new Map(),
    registry: new Map(),
    milestones: new Map(),
    labels: new Set(),
    uploads: [],
    commits: new Map([[sha, first]]),
    events: [],
    mergeRequests: new Map(),
    issues: new Map(),
    pipelines: [],
    pipelineIid: 0,
  };
}
