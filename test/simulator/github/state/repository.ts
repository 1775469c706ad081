import type { ProjectOptions } from '../../forge-world.js';
import { type Account, addAccount, findAccount, requireAccount } from './account.js';
import type { Activity } from './activity.js';
import type { CommitChecks } from './check.js';
import type { IssueComment, ReviewComment } from './comment.js';
import { type Commit, createCommit } from './commit.js';
import { type GithubState, nextId, nextVersion } from './github-state.js';
import type { Deployment } from './deployment.js';
import type { Issue } from './issue.js';
import type { IssueEvent } from './issue-event.js';
import type { Milestone } from './milestone.js';
import type { Package } from './package.js';
import type { PullRequest } from './pull-request.js';
import type { Release } from './release.js';
import { type BranchRules, NO_RULES, NO_SETTINGS, type RepositorySettings } from './settings.js';
import type { WikiCommit } from './wiki.js';
import type { Workflow, WorkflowRun } from './workflow-run.js';

export const ROLES = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What can change on its own; an ETag is made from the newest of the versions that a list shows. */
export type Aspect =
  | 'identity'
  | 'representation'
  | 'pulls'
  /** Where the pull requests' branches stand. */
  | 'heads'
  | 'issues'
  | 'issueComments'
  | 'reviewComments'
  | 'commitComments'
  | 'runs'
  | 'activity'
  | 'tags'
  | 'releases'
  | 'deployments'
  | 'packages'
  | 'milestones'
  | 'issueEvents';

export interface Repository {
  readonly id: number;
  readonly isPrivate: boolean;
  readonly createdAt: Date;
  owner: Account;
  name: string;
  updatedAt: Date;
  pushedAt: Date;
  readonly members: Map<number, Role>;
  readonly watchers: Set<Account>;
  /** In the order in which they starred it. */
  readonly stargazers: Set<Account>;
  readonly versions: Record<Aspect, number>;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  /** Commits by the name of the tag. */
  readonly tags: Map<string, string>;
  readonly releases: Map<number, Release>;
  readonly deployments: Map<number, Deployment>;
  readonly milestones: Map<number, Milestone>;
  /** By name. */
  readonly packages: Map<string, Package>;
  /** Oldest first. */
  readonly activity: Activity[];
  readonly pulls: Map<number, PullRequest>;
  readonly issues: Map<number, Issue>;
  readonly issueComments: Map<number, IssueComment>;
  readonly reviewComments: Map<number, ReviewComment>;
  readonly workflows: Workflow[];
  readonly runs: Map<number, WorkflowRun>;
  /** By commit. */
  readonly checks: Map<string, CommitChecks>;
  readonly issueEvents: IssueEvent[];
  /** Oldest first. */
  readonly wiki: WikiCommit[];
  /** By name. */
  readonly labels: Set<string>;
  settings: RepositorySettings;
  /** Of the branch that pull requests go to. */
  rules: BranchRules;
}

export const DEFAULT_BRANCH = 'main';

export function addRepository(state: GithubState, path: string, options: ProjectOptions): Repository {
  if (state.paths.get(path.toLowerCase())?.isFormer === false) throw new Error(`${path} is taken.`);
  const [owner, name] = ownerAndName(state, path);
  const now = state.clock();
  const version = nextVersion(state);
  const repository: Repository = {
    id: nextId(state, 'repository'),
    isPrivate: options.isPrivate ?? false,
    createdAt: now,
    owner,
    name,
    updatedAt: now,
    pushedAt: now,
    members: new Map(options.members.map((login) => [requireAccount(state, login).id, 'write'])),
    watchers: new Set(),
    stargazers: new Set(),
    versions: {
      identity: version,
      representation: version,
      pulls: version,
      issues: version,
      heads: version,
      issueComments: version,
      reviewComments: version,
      commitComments: version,
      runs: version,
      activity: version,
      tags: version,
      releases: version,
      deployments: version,
      packages: version,
      milestones: version,
      issueEvents: version,
    },
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: new Map(),
    deployments: new Map(),
    packages: new Map(),
    milestones: new Map(),
    activity: [],
    pulls: new Map(),
    issues: new Map(),
    issueComments: new Map(),
    reviewComments: new Map(),
    workflows: [],
    runs: new Map(),
    checks: new Map(),
    issueEvents: [],
    wiki: [],
    labels: new Set(['bug', 'documentation', 'enhancement']),
    settings: NO_SETTINGS,
    rules: NO_RULES,
  };
  const files = [{ path: 'README.md', status: 'added', additions: 1, deletions: 0 }] as const;
  const author = options.members[0] === undefined ? owner : requireAccount(state, options.members[0]);
  addCommit(
    repository,
    DEFAULT_BRANCH,
    createCommit(state, { message: 'Begin', author, parents: [], files }),
  );
  state.repositories.set(repository.id, repository);
  state.paths.set(path.toLowerCase(), { repository, isFormer: false });
  state.repositoriesVersion = version;
  return repository;
}

export function renameRepository(state: GithubState, repository: Repository, newPath: string): void {
  const formerPath = pathOf(repository).toLowerCase();
  [repository.owner, repository.name] = ownerAndName(state, newPath);
  repository.updatedAt = state.clock();
  state.paths.set(formerPath, { repository, isFormer: true });
  state.paths.set(newPath.toLowerCase(), { repository, isFormer: false });
  touch(state, repository, ['identity', 'representation']);
}

export function setRole(
  state: GithubState,
  repository: Repository,
  account: Account,
  role: Role | null,
): void {
  if (role === null) repository.members.delete(account.id);
  else repository.members.set(account.id, role);
  touch(state, repository, ['identity', 'representation']);
}

/** `null`: may not even know that it exists. */
export function roleOf(repository: Repository, account: Account): Role | null {
  if (repository.owner.id === account.id) return 'admin';
  return repository.members.get(account.id) ?? (repository.isPrivate ? null : 'read');
}

export function hasRole(repository: Repository, account: Account, role: Role): boolean {
  const held = roleOf(repository, account);
  return held !== null && ROLES.indexOf(held) >= ROLES.indexOf(role);
}

export function pathOf(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** For scenarios, where a missing project is a mistake of the scenario. Former paths work too. */
export function requireRepository(state: GithubState, path: string): Repository {
  const entry = state.paths.get(path.toLowerCase());
  if (entry === undefined) throw new Error(`There is no project ${path}.`);
  return entry.repository;
}

export function touch(state: GithubState, repository: Repository, aspects: readonly Aspect[]): number {
  const version = nextVersion(state);
  for (const aspect of aspects) repository.versions[aspect] = version;
  if (aspects.includes('identity')) state.identitiesVersion = version;
  if (aspects.includes('representation')) state.repositoriesVersion = version;
  return version;
}

/** Issues and pull requests are counted together. */
export function nextNumber({ pulls, issues }: Repository): number {
  return pulls.size + issues.size + 1;
}

export function addCommit(repository: Repository, branch: string, commit: Commit): void {
  repository.commits.set(commit.sha, commit);
  repository.branches.set(branch, commit.sha);
}

export function branchHead(repository: Repository, branch: string): Commit | undefined {
  return repository.commits.get(repository.branches.get(branch) ?? '');
}

function ownerAndName(state: GithubState, path: string): [Account, string] {
  const [ownerLogin, name, ...rest] = path.split('/');
  if (!ownerLogin || !name || rest.length > 0) throw new Error(`${path} is not owner/name.`);
  return [findAccount(state, ownerLogin) ?? addAccount(state, 'Organization', ownerLogin), name];
}
