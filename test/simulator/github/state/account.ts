import { type GithubState, nextId, nextVersion } from './github-state.js';

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly type: 'User' | 'Organization';
  readonly createdAt: Date;
  readonly version: number;
}

export function addAccount(state: GithubState, type: Account['type'], login: string, name = login): Account {
  if (findAccount(state, login) !== undefined) throw new Error(`The login ${login} is taken.`);
  const account: Account = {
    id: nextId(state, 'account'),
    login,
    name,
    type,
    createdAt: state.clock(),
    version: nextVersion(state),
  };
  state.accounts.set(login.toLowerCase(), account);
  return account;
}

export function findAccount(state: GithubState, login: string): Account | undefined {
  return state.accounts.get(login.toLowerCase());
}

/** For scenarios, where a missing user is a mistake of the scenario. */
export function requireAccount(state: GithubState, login: string): Account {
  const account = findAccount(state, login);
  if (account === undefined) throw new Error(`There is no user ${login}.`);
  return account;
}
