import type { Project } from '../state/model.js';
import type { Release } from '../state/release-model.js';
import type { GitlabStore } from '../state/store.js';
import { basicCommit } from './commit.js';
import { projectUrl } from './project.js';
import { iso } from './time.js';
import { basicUser } from './user.js';

const ARCHIVES = ['zip', 'tar.gz', 'tar.bz2', 'tar'];

/** Guests, who may not see the code, are not told the tag either. */
export function releaseEntity(store: GitlabStore, project: Project, release: Release, seesCode: boolean) {
  const { tag, name, description, author, createdAt, releasedAt } = release;
  return {
    name,
    description,
    created_at: iso(createdAt),
    released_at: iso(releasedAt),
    upcoming_release: releasedAt > store.now(),
    author: basicUser(store, author),
    milestones: [],
    assets: assetsOf(store, project, release, seesCode),
    evidences: [],
    _links: linksOf(store, project, tag),
    ...(seesCode ? codeOf(store, project, release) : {}),
  };
}

function codeOf(store: GitlabStore, project: Project, { tag, sha }: Release) {
  const commit = project.commits.get(sha);
  return {
    tag_name: tag,
    tag_path: `/${project.path}/-/tags/${tag}`,
    ...(commit === undefined
      ? {}
      : {
          commit: basicCommit(store, project, commit),
          commit_path: `/${project.path}/-/commit/${sha}`,
        }),
  };
}

function assetsOf(store: GitlabStore, project: Project, { tag, links }: Release, seesCode: boolean) {
  const url = projectUrl(store, project);
  const name = project.path.split('/').at(-1) ?? '';
  const sources = ARCHIVES.map((format) => ({
    format,
    url: `${url}/-/archive/${tag}/${name}-${tag}.${format}`,
  }));
  return {
    count: links.length + (seesCode ? sources.length : 0),
    ...(seesCode ? { sources } : {}),
    links: links.map((link) => ({
      id: link.id,
      name: link.name,
      url: `https://files.invalid/${link.name}`,
      direct_asset_url: `${url}/-/releases/${tag}/downloads/${link.name}`,
      link_type: 'other',
    })),
  };
}

function linksOf(store: GitlabStore, project: Project, tag: string) {
  const url = projectUrl(store, project);
  const search = (what: string, state: string): string =>
    `${url}/-/${what}?release_tag=${tag}&scope=all&state=${state}`;
  return {
    self: `${url}/-/releases/${tag}`,
    edit_url: `${url}/-/releases/${tag}/edit`,
    closed_issues_url: search('issues', 'closed'),
    opened_issues_url: search('issues', 'opened'),
    closed_merge_requests_url: search('merge_requests', 'closed'),
    merged_merge_requests_url: search('merge_requests', 'merged'),
    opened_merge_requests_url: search('merge_requests', 'opened'),
  };
}
