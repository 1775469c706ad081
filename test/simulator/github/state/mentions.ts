import { type Account, findAccount } from './account.js';
import type { GithubState } from './github-state.js';

const CODE = /```[\s\S]*?```|`[^`]*`/g;
const MENTION = /(?<![\w@/-])@([a-z\d](?:[a-z\d]|-(?=[a-z\d]))*(?:\/[a-z\d](?:[\w-]*[a-z\d])?)?)/gi;

/** Users that a text addresses, by their own name or by that of a team of theirs; those in code do not count. */
export function mentionedIn(
  state: GithubState,
  text: string,
): ReadonlyMap<Account, 'mention' | 'team_mention'> {
  const found = new Map<Account, 'mention' | 'team_mention'>();
  for (const [, name = ''] of text.replace(CODE, ' ').matchAll(MENTION)) {
    const account = findAccount(state, name);
    if (account?.type === 'User') found.set(account, 'mention');
    for (const member of state.teams.get(name.toLowerCase())?.members ?? []) {
      if (!found.has(member)) found.set(member, 'team_mention');
    }
  }
  return found;
}
