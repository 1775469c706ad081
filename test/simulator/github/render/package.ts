import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { GithubState } from '../state/github-state.js';
import type { Package, PackageVersion } from '../state/package.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { repoPageUrl, timestamp } from './address.js';
import { renderMinimalRepository } from './repository.js';

type Packages = RestEndpointMethodTypes['packages'];
type Versions = Packages['getAllPackageVersionsForPackageOwnedByOrg']['response']['data'];

export function renderPackage(state: GithubState, repository: Repository, image: Package) {
  const { id, name, createdAt, updatedAt, versions } = image;
  return {
    id,
    name,
    package_type: 'container',
    owner: renderAccount(state, repository.owner),
    version_count: versions.length,
    visibility: repository.isPrivate ? 'private' : 'public',
    url: addressOf(state, repository, image),
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
    repository: renderMinimalRepository(state, repository),
    html_url: pageOf(state, repository, image),
  };
}

export function renderPackageVersion(
  state: GithubState,
  repository: Repository,
  { image, version }: { readonly image: Package; readonly version: PackageVersion },
): Versions[number] {
  const { id, digest, createdAt, updatedAt, tags } = version;
  return {
    id,
    name: digest,
    url: `${addressOf(state, repository, image)}/versions/${id}`,
    package_html_url: pageOf(state, repository, image),
    html_url: `${pageOf(state, repository, image)}/${id}`,
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
    metadata: { package_type: 'container', container: { tags } },
  };
}

function addressOf(state: GithubState, { owner }: Repository, { name }: Package): string {
  const kind = owner.type === 'Organization' ? 'orgs' : 'users';
  return `${state.url}/api/v3/${kind}/${owner.login}/packages/container/${encodeURIComponent(name)}`;
}

function pageOf(state: GithubState, repository: Repository, { name }: Package): string {
  return repoPageUrl(state, repository, `/pkgs/container/${encodeURIComponent(name)}`);
}
