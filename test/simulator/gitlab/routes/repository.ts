import { commitsBetween, filesIn } from '../../core/history.js';
import { message, notFound } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findCodeProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { basicCommit } from '../render/commit.js';
import { compareEntity } from '../render/compare.js';
import { basicMergeRequest } from '../render/merge-request.js';
import { projectUrl } from '../render/project.js';
import { accessLevel, DEVELOPER, MAINTAINER } from '../state/access.js';
import type { Branch, Commit, Project } from '../state/model.js';

const REPOSITORY = '/projects/:id/repository';

export function repositoryRoutes(routes: ApiRoutes): void {
  routes.get(`${REPOSITORY}/commits`, listCommits);
  routes.get(`${REPOSITORY}/commits/:sha/merge_requests`, listMergeRequests);
  routes.get(`${REPOSITORY}/compare`, compare);
  routes.get(`${REPOSITORY}/branches`, listBranches);
  routes.get(`${REPOSITORY}/tags`, listTags);
}

/** Newest first; of the default branch where none is named, and a range as well. A repository without commits has none. */
function listCommits(call: Call): unknown {
  const project = findCodeProject(call);
  const [from, to] = rangeOf(call.input.text('ref_name') ?? 'main');
  const head = project.branches.get(to)?.sha ?? to;
  if (project.branches.size > 0 && !project.commits.has(head)) throw notFound('Tree');
  const commits = commitsBetween(project.commits, from, head).toReversed();
  return paginate(call, commits).map((commit) => basicCommit(call.store, project, commit));
}

function rangeOf(ref: string): readonly [from: string, to: string] {
  const [from = '', to] = ref.split('..');
  return to === undefined ? ['', from] : [from, to];
}

/** Those that brought the commit, or whose it is. */
function listMergeRequests(call: Call): unknown {
  const project = findCodeProject(call);
  const { sha } = findCommit(project, call.path['sha'] ?? '');
  const found = [...project.mergeRequests.values()].filter(
    ({ mergeCommitSha, commits }) => mergeCommitSha === sha || commits.some((commit) => commit.sha === sha),
  );
  return paginate(call, found).map((one) => basicMergeRequest(call.store, one));
}

/** Two trees with `straight`, and the branch's own doing since it parted without. Here a tree is what commits made of it. */
function compare(call: Call): unknown {
  const project = findCodeProject(call);
  const [from, to] = [call.input.required('from'), call.input.required('to')];
  const head = findCommit(project, to);
  const { sha: base } = findCommit(project, from);
  const commits = commitsBetween(project.commits, base, head.sha);
  return compareEntity(call.store, project, { base, head, commits, files: filesIn(commits) });
}

/** By name, or by the age of the last commit. */
function listBranches(call: Call): unknown {
  const { store, input, viewer } = call;
  const project = findCodeProject(call);
  const search = input.text('search')?.toLowerCase() ?? '';
  const order = input.oneOf('sort', ['name_asc', 'updated_asc', 'updated_desc']) ?? 'name_asc';
  const commits = [...project.commits.keys()];
  const age = ([, { sha }]: [string, Branch]): number => commits.indexOf(sha);
  const rows = [...project.branches].filter(([name]) => name.toLowerCase().includes(search));
  rows.sort(([one], [other]) => one.localeCompare(other));
  if (order !== 'name_asc') rows.sort((one, other) => age(one) - age(other));
  if (order === 'updated_desc') rows.reverse();
  exactFirst(rows, search);
  const level = accessLevel(project, viewer);
  return paginate(call, rows).map(([name, { sha }]) => {
    const commit = project.commits.get(sha);
    return {
      name,
      commit: commit === undefined ? null : basicCommit(store, project, commit),
      merged: false,
      protected: name === 'main',
      developers_can_push: false,
      developers_can_merge: false,
      can_push: level >= (name === 'main' ? MAINTAINER : DEVELOPER),
      default: name === 'main',
      web_url: `${projectUrl(store, project)}/-/tree/${name}`,
    };
  });
}

/** By name, or by when they were made. */
function listTags(call: Call): unknown {
  const { store, input } = call;
  const project = findCodeProject(call);
  const search = input.text('search')?.toLowerCase() ?? '';
  const rows = [...project.tags].filter(([name]) => name.toLowerCase().includes(search));
  if (input.oneOf('order_by', ['name', 'updated', 'version']) === 'name') {
    rows.sort(([one], [other]) => one.localeCompare(other));
  }
  if ((input.oneOf('sort', ['asc', 'desc']) ?? 'desc') === 'desc') rows.reverse();
  exactFirst(rows, search);
  return paginate(call, rows).map(([name, sha]) => {
    const commit = project.commits.get(sha);
    return {
      name,
      message: '',
      target: sha,
      commit: commit === undefined ? null : basicCommit(store, project, commit),
      release: null,
      protected: false,
      created_at: null,
    };
  });
}

/** The one of just that name leads what was found, whatever the order. */
function exactFirst(rows: [name: string, ...rest: unknown[]][], search: string): void {
  const exact = rows.findIndex(([name]) => name.toLowerCase() === search);
  if (exact > 0) rows.unshift(...rows.splice(exact, 1));
}

function findCommit(project: Project, ref: string): Commit {
  const sha = project.branches.get(ref)?.sha ?? project.tags.get(ref) ?? ref;
  const commit = project.commits.get(sha);
  if (commit === undefined) throw message(404, '404 Ref Not Found');
  return commit;
}
