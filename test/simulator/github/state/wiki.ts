import type { Account } from './account.js';
import type { GithubState } from './github-state.js';
import type { Repository } from './repository.js';

/** The wiki is a git repository of its own: what it holds after each of its commits. */
export interface WikiCommit {
  readonly author: Account;
  readonly message: string;
  readonly at: Date;
  /** Texts by the names of their files. */
  readonly files: ReadonlyMap<string, string>;
}

export interface WikiChange {
  readonly author: Account;
  readonly message: string;
  readonly change: (files: Map<string, string>) => void;
}

export function commitToWiki(
  state: GithubState,
  { wiki }: Repository,
  { author, message, change }: WikiChange,
): void {
  const files = new Map(wiki.at(-1)?.files);
  change(files);
  wiki.push({ author, message, at: state.clock(), files });
}

/** As GitHub names the file of a page. */
export function fileOf(title: string): string {
  return `${title.replaceAll(' ', '-')}.md`;
}
