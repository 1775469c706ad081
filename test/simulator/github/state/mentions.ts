import { type Account, findAccount } from './account.js';
import type { GithubState } from './github-state.js';

const CODE = /```[\s\S]*?```|`[^`]*`/g;
const MENTION = /(?<![\w@/-])@([a-z\d](?:[a-z\d]|-(?=[a-z\d]))*)/gi;

/** Users that a text addresses; those in code do not count. */
export function mentionedIn(state: GithubState, text: string): Set<Account> {
  const found = new Set<Account>();
  for (const [, login] of text.replace(CODE, ' ').matchAll(MENTION)) {
    const account = findAccount(state, login ?? '');
    if (account?.type === 'User') found.add(account);
  }
  return found;
}
