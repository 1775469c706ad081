import { accessLevel, DEVELOPER } from '../state/access.js';
import type { Project, User } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { basicUser } from './user.js';
import { iso } from './time.js';

export function projectUrl(store: GitlabStore, project: Project): string {
  return `${store.baseUrl}/${project.path}`;
}

/** As in to-dos. */
export function projectIdentity(project: Project) {
  const { name, nameWithNamespace } = namesOf(project);
  return {
    id: project.id,
    description: null,
    name,
    name_with_namespace: nameWithNamespace,
    path: name,
    path_with_namespace: project.path,
    created_at: iso(project.createdAt),
  };
}

/** `simple=true`. */
export function basicProject(store: GitlabStore, project: Project) {
  const url = projectUrl(store, project);
  const host = new URL(store.baseUrl).hostname;
  return {
    ...projectIdentity(project),
    default_branch: 'main',
    tag_list: [],
    topics: [],
    ssh_url_to_repo: `git@${host}:${project.path}.git`,
    http_url_to_repo: `${url}.git`,
    web_url: url,
    readme_url: `${url}/-/blob/main/README.md`,
    forks_count: 0,
    avatar_url: null,
    star_count: project.stargazers.size,
    last_activity_at: iso(project.lastActivityAt),
    namespace: namespaceOf(store, project),
  };
}

export function fullProject(store: GitlabStore, project: Project, viewer: User | null) {
  const level = accessLevel(project, viewer);
  return {
    ...basicProject(store, project),
    container_registry_image_prefix: `registry.invalid/${project.path.toLowerCase()}`,
    _links: linksOf(store, project),
    packages_enabled: true,
    empty_repo: false,
    archived: project.settings.isArchived,
    visibility: project.isPrivate ? 'private' : 'public',
    owner: basicUser(store, project.creator),
    resolve_outdated_diff_discussions: false,
    issues_enabled: true,
    merge_requests_enabled: true,
    wiki_enabled: true,
    jobs_enabled: true,
    snippets_enabled: true,
    container_registry_enabled: true,
    service_desk_enabled: false,
    can_create_merge_request_in: level >= DEVELOPER,
    shared_runners_enabled: true,
    lfs_enabled: true,
    creator_id: project.creator.id,
    import_status: 'none',
    open_issues_count: 0,
    description_html: '',
    updated_at: iso(project.updatedAt),
    public_jobs: true,
    shared_with_groups: [],
    only_allow_merge_if_pipeline_succeeds: project.settings.pipelineMustSucceed,
    allow_merge_on_skipped_pipeline: false,
    request_access_enabled: true,
    only_allow_merge_if_all_discussions_are_resolved: project.settings.threadsMustBeResolved,
    remove_source_branch_after_merge: project.settings.removesSourceBranch,
    merge_trains_enabled: project.settings.mergesByTrain,
    merge_method: 'merge',
    squash_option: project.settings.squashOption,
    autoclose_referenced_issues: true,
    approvals_before_merge: project.settings.approvalsRequired,
    permissions: {
      project_access: level === 0 ? null : { access_level: level, notification_level: 3 },
      group_access: null,
    },
  };
}

function namesOf(project: Project): { name: string; nameWithNamespace: string } {
  const parts = project.path.split('/');
  return { name: parts.at(-1) ?? project.path, nameWithNamespace: parts.join(' / ') };
}

function namespaceOf(store: GitlabStore, project: Project) {
  const parts = project.path.split('/').slice(0, -1);
  const fullPath = parts.join('/');
  const last = parts.at(-1) ?? '';
  return {
    id: project.id,
    name: last,
    path: last,
    kind: 'group',
    full_path: fullPath,
    parent_id: null,
    avatar_url: null,
    web_url: `${store.baseUrl}/groups/${fullPath}`,
  };
}

function linksOf(store: GitlabStore, project: Project) {
  const self = `${store.baseUrl}/api/v4/projects/${project.id}`;
  return {
    self,
    issues: `${self}/issues`,
    merge_requests: `${self}/merge_requests`,
    repo_branches: `${self}/repository/branches`,
    labels: `${self}/labels`,
    events: `${self}/events`,
    members: `${self}/members`,
    cluster_agents: `${self}/cluster_agents`,
  };
}
