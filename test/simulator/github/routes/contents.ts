import { type Answer, entity, notFound, problem } from '../http/answer.js';
import { READ_CONTENTS, type RepoCall, type RepoRoute, textOf } from '../http/call.js';
import { repoApiUrl, repoPageUrl } from '../render/address.js';
import { sha1 } from '../state/commit.js';
import { DEFAULT_BRANCH } from '../state/repository.js';

const WORKFLOWS = '.github/workflows/';

/** Of all files only those of workflows have contents here. */
export function contentRoutes(): readonly RepoRoute[] {
  return [{ method: 'GET', path: '/contents/*', needs: READ_CONTENTS, handle: showContent }];
}

function showContent({ state, repository, params, query }: RepoCall): Answer {
  const path = params['*'] ?? '';
  const ref = textOf(query, 'ref') ?? DEFAULT_BRANCH;
  if (!repository.branches.has(ref) && !repository.tags.has(ref))
    return problem(404, `No commit found for the ref ${ref}`);
  const workflow = repository.workflows.find(({ fileName }) => WORKFLOWS + fileName === path);
  if (workflow === undefined) return notFound();
  const { fileName: name, text } = workflow;
  const sha = sha1(text);
  const url = repoApiUrl(state, repository, `/contents/${path}?ref=${ref}`);
  const git_url = repoApiUrl(state, repository, `/git/blobs/${sha}`);
  const html_url = repoPageUrl(state, repository, `/blob/${ref}/${path}`);
  return entity(repository.versions.runs, () => ({
    name,
    path,
    sha,
    size: Buffer.byteLength(text),
    url,
    html_url,
    git_url,
    download_url: repoPageUrl(state, repository, `/raw/${ref}/${path}`),
    type: 'file',
    content: Buffer.from(text).toString('base64').replaceAll(/.{60}/g, '$&\n'),
    encoding: 'base64',
    _links: { self: url, git: git_url, html: html_url },
  }));
}
