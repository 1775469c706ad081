import { createHash } from 'node:crypto';
import { type GithubState, nextId } from './github-state.js';
import { type Repository, touch } from './repository.js';

export interface Package {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Oldest first. */
  readonly versions: PackageVersion[];
}

export interface PackageVersion {
  readonly id: number;
  readonly digest: string;
  readonly createdAt: Date;
  updatedAt: Date;
  tags: string[];
}

export function ensurePackage(state: GithubState, repository: Repository, name: string): Package {
  const known = repository.packages.get(name);
  if (known !== undefined) return known;
  const now = state.clock();
  const made: Package = { id: nextId(state, 'package'), name, createdAt: now, updatedAt: now, versions: [] };
  repository.packages.set(name, made);
  return made;
}

/** Takes the tag from the version that had it. */
export function tagVersion(
  state: GithubState,
  repository: Repository,
  image: Package,
  { tag, digest }: { readonly tag: string; readonly digest?: string | undefined },
): PackageVersion {
  dropTag(state, repository, image, tag);
  const version = image.versions.find((one) => one.digest === digest) ?? addVersion(state, image);
  version.tags.push(tag);
  version.updatedAt = state.clock();
  image.updatedAt = version.updatedAt;
  return version;
}

export function dropTag(state: GithubState, repository: Repository, image: Package, tag: string): void {
  for (const version of image.versions) version.tags = version.tags.filter((one) => one !== tag);
  touch(state, repository, ['packages']);
}

function addVersion(state: GithubState, image: Package): PackageVersion {
  const id = nextId(state, 'packageVersion');
  const now = state.clock();
  const sum = createHash('sha256').update(`version ${id}`).digest('hex');
  const version = { id, digest: `sha256:${sum}`, createdAt: now, updatedAt: now, tags: [] };
  image.versions.push(version);
  return version;
}
