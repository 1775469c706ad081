import { type Account, addAccount, findAccount } from './account.js';
import { type GithubState, nextId, nextVersion } from './github-state.js';

export interface Team {
  readonly id: number;
  readonly organization: Account;
  readonly slug: string;
  readonly members: Set<Account>;
  readonly createdAt: Date;
  version: number;
}

/** `org/team`, which comes to be with its first member. */
export function joinTeam(state: GithubState, name: string, account: Account): void {
  const team = state.teams.get(name.toLowerCase()) ?? addTeam(state, name);
  team.members.add(account);
  team.version = nextVersion(state);
}

export function teamsOf(state: GithubState, account: Account): readonly Team[] {
  return [...state.teams.values()].filter(({ members }) => members.has(account));
}

function addTeam(state: GithubState, name: string): Team {
  const [org = '', slug = ''] = name.split('/');
  const team: Team = {
    id: nextId(state, 'team'),
    organization: findAccount(state, org) ?? addAccount(state, 'Organization', org),
    slug,
    members: new Set(),
    createdAt: state.clock(),
    version: nextVersion(state),
  };
  state.teams.set(name.toLowerCase(), team);
  return team;
}
