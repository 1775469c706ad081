import type { Account } from './account.js';
import type { Person } from './forge.js';

/** Whose account looks. */
export interface Viewer extends Person {
  /** Names, in lower case, that call this person among others; missing: none is known. */
  readonly groups?: readonly string[];
}

/** `@all` calls everybody on GitLab; on GitHub it is a login like any other. */
export function viewerOf({ user, token, forge }: Pick<Account, 'user' | 'token' | 'forge'>): Viewer {
  const { groups = [] } = token;
  return { ...user, groups: forge.kind === 'gitlab' ? ['all', ...groups] : groups };
}

/** By their own name, or by that of many people to whom they belong. `mentions` as subjects keep them. */
export function isMentioned(mentions: readonly string[], { login, groups = [] }: Viewer): boolean {
  return mentions.some((name) => name === login.toLowerCase() || groups.includes(name));
}

/** Slugs of those teams among `groups` that are teams of the project's owner. `path`: the project's. */
export function teamsUnder(path: string, groups: readonly string[] = []): readonly string[] {
  const owner = `${path.split('/')[0]?.toLowerCase() ?? ''}/`;
  return groups.filter((name) => name.startsWith(owner)).map((name) => name.slice(owner.length));
}
