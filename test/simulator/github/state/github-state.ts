import type { Clock } from '../../../../src/domain/time.js';
import type { Account } from './account.js';
import type { Inbox } from './inbox.js';
import type { Repository } from './repository.js';
import type { Team } from './team.js';
import type { Token } from './token.js';

/** Everything the simulated GitHub knows. Changed by the functions of this folder only. */
export interface GithubState {
  readonly clock: Clock;
  /** Where people reach it, known once it listens: `http://127.0.0.1:port`. */
  url: string;
  readonly accounts: Map<string, Account>;
  readonly tokens: Map<string, Token>;
  readonly repositories: Map<number, Repository>;
  /** Lower-case `owner/name`, present and former; a former one leads to the repository that had it. */
  readonly paths: Map<string, { readonly repository: Repository; readonly isFormer: boolean }>;
  /** By `org/team` in lower case. */
  readonly teams: Map<string, Team>;
  readonly inboxes: Map<number, Inbox>;
  /** Rises with everything that changes; an entity's version is its value at the entity's last change. */
  version: number;
  /** Of the last change of any repository that lists of repositories show. */
  repositoriesVersion: number;
  /** Of the last change of any repository's name or members. */
  identitiesVersion: number;
  readonly counters: Map<IdKind, number>;
}

const FIRST_ID = {
  account: 5_000_000,
  team: 9_100_000,
  repository: 710_000_000,
  token: 0,
  pull: 2_400_000_000,
  issue: 3_100_000_000,
  'issue-comment': 2_900_000_000,
  'review-comment': 2_150_000_000,
  'commit-comment': 151_000_000,
  review: 3_050_000_000,
  workflow: 150_000_000,
  run: 16_400_000_000,
  suite: 41_000_000_000,
  job: 44_800_000_000,
  environment: 4_300_000_000,
  deployment: 2_700_000_000,
  deploymentStatus: 6_100_000_000,
  milestone: 13_200_000,
  package: 8_400_000,
  packageVersion: 410_000_000,
  thread: 12_600_000_000,
  event: 17_900_000_000,
  commit: 0,
  status: 31_400_000_000,
  activity: 20_500_000_000,
  release: 190_000_000,
  asset: 230_000_000,
} as const;

export type IdKind = keyof typeof FIRST_ID;

export function createState(clock: Clock): GithubState {
  return {
    clock,
    url: '',
    accounts: new Map(),
    tokens: new Map(),
    repositories: new Map(),
    paths: new Map(),
    teams: new Map(),
    inboxes: new Map(),
    version: 0,
    repositoriesVersion: 0,
    identitiesVersion: 0,
    counters: new Map(),
  };
}

/** Ids rise but not by one, as on a server that others use too. */
export function nextId(state: GithubState, kind: IdKind): number {
  const next = (state.counters.get(kind) ?? FIRST_ID[kind]) + 7;
  state.counters.set(kind, next);
  return next;
}

export function nextVersion(state: GithubState): number {
  state.version += 1;
  return state.version;
}
