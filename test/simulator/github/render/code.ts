import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Activity } from '../state/activity.js';
import type { GithubState } from '../state/github-state.js';
import type { Release, ReleaseAsset } from '../state/release.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';

type Repos = RestEndpointMethodTypes['repos'];

export function renderActivity(
  state: GithubState,
  activity: Activity,
): Repos['listActivities']['response']['data'][number] {
  const { id, before, after, branch, at, type, actor } = activity;
  return {
    id,
    node_id: nodeId('PSH', id),
    before,
    after,
    ref: `refs/heads/${branch}`,
    timestamp: timestamp(at),
    activity_type: type,
    actor: renderAccount(state, actor),
  };
}

export function renderTag(
  state: GithubState,
  repository: Repository,
  [name, sha]: readonly [string, string],
): Repos['listTags']['response']['data'][number] {
  const archive = (format: string): string => repoApiUrl(state, repository, `/${format}/refs/tags/${name}`);
  return {
    name,
    zipball_url: archive('zipball'),
    tarball_url: archive('tarball'),
    commit: { sha, url: repoApiUrl(state, repository, `/commits/${sha}`) },
    node_id: `REF_${name}`,
  };
}

export function renderRelease(
  state: GithubState,
  repository: Repository,
  release: Release,
): Repos['listReleases']['response']['data'][number] {
  const { id, tag, name, body, author, isPrerelease, assets, createdAt, publishedAt } = release;
  const url = repoApiUrl(state, repository, `/releases/${id}`);
  const isDraft = publishedAt === null;
  const archive = (format: string): string | null =>
    isDraft ? null : repoApiUrl(state, repository, `/${format}/${tag}`);
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: repoPageUrl(state, repository, `/releases/tag/${isDraft ? `untagged-${id}` : tag}`),
    id,
    author: renderAccount(state, author),
    node_id: nodeId('RE', id),
    tag_name: tag,
    target_commitish: 'main',
    name,
    draft: isDraft,
    prerelease: isPrerelease,
    created_at: timestamp(createdAt),
    published_at: publishedAt === null ? null : timestamp(publishedAt),
    assets: assets.map((asset) => renderAsset(state, repository, release, asset)),
    tarball_url: archive('tarball'),
    zipball_url: archive('zipball'),
    body,
  };
}

function renderAsset(state: GithubState, repository: Repository, release: Release, asset: ReleaseAsset) {
  const at = timestamp(release.publishedAt ?? release.createdAt);
  return {
    url: repoApiUrl(state, repository, `/releases/assets/${asset.id}`),
    id: asset.id,
    node_id: nodeId('RA', asset.id),
    name: asset.name,
    label: null,
    uploader: renderAccount(state, release.author),
    content_type: 'application/octet-stream',
    state: 'uploaded' as const,
    size: 1_024,
    digest: null,
    download_count: 0,
    created_at: at,
    updated_at: at,
    browser_download_url: repoPageUrl(state, repository, `/releases/download/${release.tag}/${asset.name}`),
  };
}
