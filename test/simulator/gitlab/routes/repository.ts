import { ancestorsOf, commitsBetween, filesIn } from '../../core/history.js';
import { message, notFound } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findCodeProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { basicCommit } from '../render/commit.js';
import { compareEntity } from '../render/compare.js';
import { basicMergeRequest } from '../render/merge-request.js';
import type { Commit, Project } from '../state/model.js';

const REPOSITORY = '/projects/:id/repository';

export function repositoryRoutes(routes: ApiRoutes): void {
  routes.get(`${REPOSITORY}/commits`, listCommits);
  routes.get(`${REPOSITORY}/commits/:sha/merge_requests`, listMergeRequests);
  routes.get(`${REPOSITORY}/compare`, compare);
}

/** Newest first; of the default branch where none is named. A repository without commits has none. */
function listCommits(call: Call): unknown {
  const project = findCodeProject(call);
  const ref = call.input.text('ref_name') ?? 'main';
  const head = project.branches.get(ref)?.sha ?? ref;
  if (project.branches.size > 0 && !project.commits.has(head)) throw notFound('Tree');
  const reached = ancestorsOf(project.commits, head);
  const commits = [...project.commits.values()].filter(({ sha }) => reached.has(sha)).reverse();
  return paginate(call, commits).map((commit) => basicCommit(call.store, project, commit));
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

function findCommit(project: Project, ref: string): Commit {
  const sha = project.branches.get(ref)?.sha ?? project.tags.get(ref) ?? ref;
  const commit = project.commits.get(sha);
  if (commit === undefined) throw message(404, '404 Ref Not Found');
  return commit;
}
