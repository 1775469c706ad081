import { type Answer, entity, problem } from '../http/answer.js';
import { READ_CONTENTS, type RepoCall, type RepoRoute } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderActivity, renderRelease, renderTag } from '../render/code.js';
import { renderCommitComment } from '../render/comment.js';
import { renderCommit, renderFile } from '../render/commit.js';
import type { Activity } from '../state/activity.js';
import type { Release } from '../state/release.js';
import { hasRole } from '../state/repository.js';

export function codeRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/activity', needs: READ_CONTENTS, handle: listActivity },
    { method: 'GET', path: '/commits/:ref', needs: READ_CONTENTS, handle: showCommit },
    { method: 'GET', path: '/commits/:ref/comments', needs: READ_CONTENTS, handle: listCommitComments },
    { method: 'GET', path: '/releases', needs: READ_CONTENTS, handle: listReleases },
    { method: 'GET', path: '/tags', needs: READ_CONTENTS, handle: listTags },
  ];
}

/** Newest first. Its pages are found by a cursor, which is the id of the last item here. */
function listActivity(call: RepoCall): Answer {
  const { state, repository, query, resource } = call;
  const { activity, identity } = repository.versions;
  const after = Number(query.after ?? Number.POSITIVE_INFINITY);
  const size = Math.min(Number(query.per_page ?? 30), 100);
  const render = () => {
    const rest = repository.activity.filter(({ id }) => id < after).reverse();
    const shown: readonly Activity[] = rest.slice(0, size);
    const body = shown.map((one) => renderActivity(state, one));
    const next = rest.length > shown.length ? shown.at(-1) : undefined;
    if (next === undefined) return { body };
    const address = `${state.url}/api/v3${resource}?per_page=${size}&after=${next.id}`;
    return { body, link: `<${address}>; rel="next"` };
  };
  return { status: 200, representation: { version: Math.max(activity, identity), isShared: true, render } };
}

function showCommit({ state, repository, params }: RepoCall): Answer {
  const ref = params.ref ?? '';
  const commit = repository.commits.get(repository.branches.get(ref) ?? ref);
  if (commit === undefined) return problem(422, `No commit found for SHA: ${ref}`);
  return entity(repository.versions.identity, () => ({
    ...renderCommit(state, repository, commit),
    stats: { additions: 1, deletions: 0, total: 1 },
    files: commit.files.map((file) => renderFile(state, repository, { file, ref: commit.sha })),
  }));
}

function listCommitComments(call: RepoCall): Answer {
  const { state, repository, params } = call;
  const { commitComments, identity } = repository.versions;
  const commit = repository.commits.get(params.ref ?? '');
  if (commit === undefined) return problem(404, 'Not Found');
  return list(call, {
    version: Math.max(commitComments, identity),
    items: () => commit.comments,
    render: (comment) => renderCommitComment(state, repository, { commit, comment }),
  });
}

/** Sorted by the age of the tagged commit; drafts are for those who may push. */
function listReleases(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  const seesDrafts = hasRole(repository, viewer, 'write');
  const { releases, identity } = repository.versions;
  const byAge = (one: Release, other: Release): number =>
    other.createdAt.getTime() - one.createdAt.getTime() || other.id - one.id;
  return list(call, {
    version: Math.max(releases, identity),
    items: () =>
      [...repository.releases.values()]
        .filter(({ publishedAt }) => seesDrafts || publishedAt !== null)
        .sort(byAge),
    render: (release) => renderRelease(state, repository, release),
  });
}

/** By name, the last in the alphabet first. */
function listTags(call: RepoCall): Answer {
  const { state, repository } = call;
  return list(call, {
    version: Math.max(repository.versions.tags, repository.versions.identity),
    isShared: true,
    items: () =>
      [...repository.tags].sort(([one], [other]) => other.localeCompare(one, 'en', { numeric: true })),
    render: (tag) => renderTag(state, repository, tag),
  });
}
