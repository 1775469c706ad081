import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';
import { DEFAULT_BRANCH, type Repository, branchHead, touch } from './repository.js';

export interface Release {
  readonly id: number;
  readonly tag: string;
  name: string | null;
  readonly body: string | null;
  readonly author: Account;
  readonly isPrerelease: boolean;
  readonly assets: readonly ReleaseAsset[];
  /** Of the tagged commit, as on GitHub: the day on which it came out is another one. */
  readonly createdAt: Date;
  /** `null`: a draft. */
  publishedAt: Date | null;
}

export interface ReleaseAsset {
  readonly id: number;
  readonly name: string;
}

export interface NewRelease {
  readonly tag: string;
  readonly author: Account;
  readonly name?: string;
  readonly body?: string;
  readonly files?: readonly string[];
  readonly isPrerelease?: boolean;
  readonly isDraft?: boolean;
}

/** A draft has no tag yet. */
export function addRelease(state: GithubState, repository: Repository, fields: NewRelease): Release {
  const now = state.clock();
  const release: Release = {
    id: nextId(state, 'release'),
    tag: fields.tag,
    name: fields.name ?? null,
    body: fields.body ?? null,
    author: fields.author,
    isPrerelease: fields.isPrerelease ?? false,
    assets: (fields.files ?? []).map((name) => ({ id: nextId(state, 'asset'), name })),
    createdAt: branchHead(repository, DEFAULT_BRANCH)?.at ?? now,
    publishedAt: fields.isDraft === true ? null : now,
  };
  repository.releases.set(release.id, release);
  if (release.publishedAt !== null && !repository.tags.has(fields.tag)) setTag(state, repository, fields.tag);
  touch(state, repository, ['releases']);
  return release;
}

export function publishRelease(state: GithubState, repository: Repository, release: Release): void {
  release.publishedAt = state.clock();
  if (!repository.tags.has(release.tag)) setTag(state, repository, release.tag);
  touch(state, repository, ['releases']);
}

/** On the head of the default branch. */
export function setTag(state: GithubState, repository: Repository, tag: string): void {
  repository.tags.set(tag, repository.branches.get(DEFAULT_BRANCH) ?? '');
  touch(state, repository, ['tags']);
}

export function deleteTag(state: GithubState, repository: Repository, tag: string): void {
  repository.tags.delete(tag);
  touch(state, repository, ['tags']);
}
