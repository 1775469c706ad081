import type { Account } from '../state/account.js';
import type { GithubState } from '../state/github-state.js';
import { DEFAULT_BRANCH, type Repository, hasRole, pathOf } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';

const LINKS = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** As it stands in runs and notifications. */
export function renderMinimalRepository(state: GithubState, repository: Repository) {
  const url = repoApiUrl(state, repository);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: pathOf(repository),
    private: repository.isPrivate,
    owner: renderAccount(state, repository.owner),
    html_url: repoPageUrl(state, repository),
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(LINKS).map(([name, path]) => [name, url + path])),
  };
}

/** As it stands in pull requests and in lists of repositories. */
export function renderRepository(state: GithubState, repository: Repository) {
  const page = repoPageUrl(state, repository);
  const { host } = new URL(state.url);
  const openPulls = [...repository.pulls.values()].filter((pull) => pull.state === 'open').length;
  return {
    ...renderMinimalRepository(state, repository),
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.updatedAt),
    pushed_at: timestamp(repository.pushedAt),
    git_url: `git://${host}/${pathOf(repository)}.git`,
    ssh_url: `git@${host}:${pathOf(repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 108,
    stargazers_count: repository.stargazers.size,
    watchers_count: repository.stargazers.size,
    language: 'TypeScript',
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repository.settings.isArchived,
    disabled: false,
    open_issues_count: openPulls,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.isPrivate ? 'private' : 'public',
    forks: 0,
    open_issues: openPulls,
    watchers: repository.stargazers.size,
    default_branch: DEFAULT_BRANCH,
  };
}

export function renderRepositoryFor(state: GithubState, repository: Repository, viewer: Account) {
  const permissions = {
    admin: hasRole(repository, viewer, 'admin'),
    maintain: hasRole(repository, viewer, 'maintain'),
    push: hasRole(repository, viewer, 'write'),
    triage: hasRole(repository, viewer, 'triage'),
    pull: true,
  };
  return { ...renderRepository(state, repository), permissions };
}

export function renderFullRepository(state: GithubState, repository: Repository, viewer: Account) {
  const { owner } = repository;
  return {
    ...renderRepositoryFor(state, repository, viewer),
    ...(hasRole(repository, viewer, 'write') ? settingsOf(repository) : {}),
    allow_update_branch: false,
    ...(owner.type === 'Organization' ? { organization: renderAccount(state, owner) } : {}),
    network_count: 0,
    subscribers_count: repository.watchers.size,
  };
}

/** Shown to those who may push. */
function settingsOf({ settings }: Repository) {
  const { mergeMethods, deletesBranchOnMerge, allowsAutoMerge } = settings;
  return {
    allow_squash_merge: mergeMethods.includes('squash'),
    allow_merge_commit: mergeMethods.includes('merge'),
    allow_rebase_merge: mergeMethods.includes('rebase'),
    allow_auto_merge: allowsAutoMerge,
    delete_branch_on_merge: deletesBranchOnMerge,
  };
}
