import { isDeepStrictEqual } from 'node:util';
import type { Role } from '../../src/domain/actions/look.js';
import type { OpenAccount } from '../../src/domain/account.js';
import type { ForgeEvent } from '../../src/domain/event.js';
import type { Feed } from '../../src/domain/feed.js';
import type { Notification } from '../../src/domain/notification.js';
import type { AccountWork, DueWork, RecentEvents } from '../../src/domain/ports/poll-store.js';
import type { OwnProject } from '../../src/domain/project.js';
import { cardKey, type Snapshot } from '../../src/domain/subject.js';
import type { Watch } from '../../src/domain/watch.js';

export interface AccountRow {
  account: OpenAccount;
  projects: readonly OwnProject[];
  watches: readonly Watch[];
  lease: { readonly owner: string; readonly token: string; readonly until: Date } | null;
}

/** Everything that a poll store remembers. */
export interface PollState {
  accounts: Map<string, AccountRow>;
  feeds: Map<string, Feed & { readonly wokenAt: Date | null }>;
  snapshots: Map<string, Snapshot>;
  events: Map<string, ForgeEvent>;
  outbox: Map<string, Notification>;
}

export function emptyState(): PollState {
  return {
    accounts: new Map(),
    feeds: new Map(),
    snapshots: new Map(),
    events: new Map(),
    outbox: new Map(),
  };
}

/** What a transaction works on until it is kept. */
export function copyOf(state: PollState): PollState {
  return {
    accounts: new Map(state.accounts),
    feeds: new Map(state.feeds),
    snapshots: new Map(state.snapshots),
    events: new Map(state.events),
    outbox: new Map(state.outbox),
  };
}

/** What a claim tells of the account's projects. */
export function watchedBy(row: AccountRow): Omit<DueWork, 'feeds'> {
  return {
    projects: row.projects,
    roles: rolesOf(row),
    listeners: listenersOf(row),
    readAlong: readAlongOf(row),
  };
}

function listenersOf({ watches }: AccountRow): AccountWork['listeners'] {
  const listeners = new Map<string, Watch[]>();
  for (const watch of watches)
    listeners.set(watch.projectId, [...(listeners.get(watch.projectId) ?? []), watch]);
  return listeners;
}

/** Telegram's groups have ids below 0. */
function readAlongOf({ watches }: AccountRow): ReadonlySet<string> {
  const groups = watches.filter(({ chatKey }) => chatKey.startsWith('-'));
  return new Set(groups.map(({ projectId }) => projectId));
}

/** False when it was known as it is. */
export function saveProject(state: PollState, accountId: string, project: OwnProject): boolean {
  const row = state.accounts.get(accountId);
  const known = row?.projects.find(({ id }) => id === project.id);
  if (row === undefined || known === undefined || isDeepStrictEqual(known, project)) return false;
  const projects = row.projects.map((one) => (one.id === project.id ? { ...one, ...project } : one));
  state.accounts.set(accountId, { ...row, projects });
  return true;
}

function rolesOf({ projects }: AccountRow): ReadonlyMap<string, Role> {
  return new Map(projects.flatMap(({ id, role }) => (role === undefined ? [] : [[id, role] as const])));
}

export function saveRoles(state: PollState, accountId: string, roles: ReadonlyMap<string, Role>): void {
  for (const [id, role] of roles) {
    const known = state.accounts.get(accountId)?.projects.find((one) => one.id === id);
    if (known !== undefined) saveProject(state, accountId, { ...known, role });
  }
}

/** The newest of these cards since then, oldest first. */
export function eventsOf(
  { events }: PollState,
  accountId: string,
  cardKeys: readonly string[],
  { projectIds, since, limit }: RecentEvents,
): readonly ForgeEvent[] {
  return [...events]
    .filter(([name]) => name.startsWith(`${accountId} `))
    .map(([, event]) => event)
    .filter(({ projectId, subject }) => projectIds.includes(projectId) && cardKeys.includes(cardKey(subject)))
    .filter(({ at }) => Date.parse(at) >= since.getTime())
    .slice(-limit);
}

/** What comes back from a `jsonb` column. */
export function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export function later(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}
