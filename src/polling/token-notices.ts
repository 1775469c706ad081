import type { Account, Identity, TokenFacts } from '../domain/account.js';
import type { FeedReading } from '../domain/feed.js';
import type { Notice } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { OwnProject } from '../domain/project.js';
import { DAY, SECOND } from '../domain/time.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import { ownerNotice } from '../domain/owner-notice.js';
import { noteMove } from './project-moves.js';

/** Days before the end at which the owner is warned, each once. */
const WARNINGS = [1, 3, 14] as const;

/** Keeps what a token turned out to be; true when its owner is told something. Linking it has told the rest. */
export async function noteIdentity(
  tx: PollTransaction,
  deps: Pick<CycleDeps, 'clock' | 'logger'>,
  { work, feed }: Pick<FeedTurn, 'work' | 'feed'>,
  { identity, ownProjects }: Pick<FeedReading, 'identity' | 'ownProjects'>,
): Promise<boolean> {
  if (identity === undefined) return false;
  await tx.saveIdentity(withKnownGroups(identity, work.account));
  if (ownProjects !== undefined) await noteProjects(tx, deps, { ...work.account, ...identity }, ownProjects);
  const hasMoved = await noteMoves(tx, deps, { work }, ownProjects ?? []);
  const notices = feed.cursor === null ? [] : tokenNotices(work.account, identity.token, deps.clock());
  if (notices.length > 0) await tx.enqueue(notices);
  return hasMoved || notices.length > 0;
}

/** Where nothing happens no feed shows a new path, and none a default branch that was only given another name. */
async function noteMoves(
  tx: PollTransaction,
  deps: Pick<CycleDeps, 'clock'>,
  { work }: Pick<FeedTurn, 'work'>,
  listed: readonly OwnProject[],
): Promise<boolean> {
  const known = new Map(work.projects.map((project) => [project.id, project]));
  let isTold = false;
  for (const project of listed) {
    const before = known.get(project.id);
    if (before === undefined) continue;
    // Who may not see its code is not told.
    const defaultBranch = project.defaultBranch ?? before.defaultBranch;
    if (project.path === before.path && defaultBranch === before.defaultBranch) continue;
    if (await noteMove(tx, deps, { work }, { movedTo: { ...project, defaultBranch } })) isTold = true;
  }
  return isTold;
}

async function noteProjects(
  tx: PollTransaction,
  { logger }: Pick<CycleDeps, 'logger'>,
  account: Account,
  projects: readonly OwnProject[],
): Promise<void> {
  const { come, left } = await tx.followRecorded(account, projects);
  if (come + left > 0) logger.info({ accountId: account.id, come, left }, 'recorded projects have changed');
  await tx.saveRoles(
    new Map(projects.flatMap(({ id, role }) => (role === undefined ? [] : [[id, role] as const]))),
  );
}

/** Who belongs where does not change by a read that does not tell. */
function withKnownGroups({ user, token }: Identity, { token: { groups } }: Account): Identity {
  return token.groups !== undefined || groups === undefined
    ? { user, token }
    : { user, token: { ...token, groups } };
}

/** What its owner should know of a token that now is `after`. The same state makes the same notices, which are told once. */
export function tokenNotices(account: Account, after: TokenFacts, now: Date): readonly Notice[] {
  return [...expiryNotices(account, after, now), ...scopeNotices(account, after, now)];
}

function expiryNotices(account: Account, { expiresAt }: TokenFacts, now: Date): readonly Notice[] {
  if (expiresAt === null) return [];
  const daysLeft = (expiresAt.getTime() - now.getTime()) / DAY;
  const warning = WARNINGS.find((days) => daysLeft <= days);
  if (warning === undefined || daysLeft <= 0) return [];
  const occasion = `${expiresAt.toISOString()}:${warning}`;
  return [ownerNotice('token-expires', account, occasion, { count: Math.ceil(daysLeft) })];
}

/** When to read the token again, in seconds: a daily read may come so late that the last warning has lost its use. */
export function nextTokenRead(
  { identity, minPollSeconds }: Pick<FeedReading, 'identity' | 'minPollSeconds'>,
  now: Date,
): number | null {
  const end = identity?.token.expiresAt?.getTime();
  if (end === undefined || minPollSeconds === null) return minPollSeconds;
  const left = WARNINGS.map((days) => Math.ceil((end - days * DAY - now.getTime()) / SECOND));
  return Math.min(minPollSeconds, ...left.filter((seconds) => seconds > 0));
}

function scopeNotices(account: Account, after: TokenFacts, now: Date): readonly Notice[] {
  const { scopes: before } = account.token;
  if (before === null || after.scopes === null) return [];
  const left = new Set(after.scopes);
  const lost = before.filter((scope) => !left.has(scope));
  if (lost.length === 0) return [];
  // What was given back may be lost anew.
  const day = now.toISOString().slice(0, 10);
  const occasion = `${account.linkedAt.toISOString()}:${[...left].sort().join('+')}:${day}`;
  return [ownerNotice('token-scope-lost', account, occasion, { scopes: lost.join(', ') })];
}
