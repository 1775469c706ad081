import { type Block, blockOf, BLOCKS } from '../../domain/blocked-by.js';
import type { Account } from '../../domain/account.js';
import type { ForgeKind, Person } from '../../domain/forge.js';
import { branchTarget, targetOn } from '../../domain/mute.js';
import type { PeopleStores } from '../../domain/ports/people-store.js';
import type { BrokenBranch, SeenMergeRequest } from '../../domain/ports/subject-store.js';
import { EVERYTHING } from '../../domain/ports/timeline-store.js';
import { subjectKey } from '../../domain/subject.js';
import { DAY } from '../../domain/time.js';
import type { KeptEvent } from '../../domain/timeline.js';
import { teamsUnder } from '../../domain/viewer.js';
import { isMine, type Wait, waitOf } from '../../domain/waiting.js';
import type { Scope } from './scope.js';

export interface OpenRow {
  readonly seen: SeenMergeRequest;
  readonly forgeKind: ForgeKind;
}

export interface ReviewRow extends OpenRow {
  readonly reviewers: readonly Person[];
  /** The reader's own review, or their team's, rather than anybody's. */
  readonly isPersonal: boolean;
  /** When it was asked for; `null`: before it was watched. */
  readonly since: Date | null;
}

export interface Digest {
  readonly isPersonal: boolean;
  readonly reviews: readonly ReviewRow[];
  readonly mine: readonly (OpenRow & { readonly block: Block })[];
  readonly broken: readonly (BrokenBranch & { readonly forgeKind: ForgeKind })[];
  readonly merged: readonly KeptEvent[];
  readonly releases: readonly KeptEvent[];
}

export type DigestStores = Pick<PeopleStores, 'accounts' | 'watches' | 'subjects' | 'timeline' | 'mutes'>;

const REVIEWS: ReadonlySet<Wait> = new Set<Wait>(['review', 'review-again', 'team-review']);

/** Nobody reads more. */
const MOST = 500;
const MOST_EVENTS = 200;
/** Nobody mends what has been broken for longer. */
const STILL_BROKEN_MS = 90 * DAY;

/** All from what was seen last and what was kept: no request to a forge. */
export async function collectDigest(
  stores: DigestStores,
  scope: Scope,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<Digest> {
  const open = await openRows(stores, scope);
  const kept = await stores.timeline.newest({
    onlookers: scope.accounts.map(({ id, forge }) => ({ id, forgeUrl: forge.url })),
    filter: { ...EVERYTHING, types: ['merge-request-merged', 'release-published'], from: since, to: now },
    before: null,
    limit: MOST_EVENTS,
  });
  const told = kept.events.filter(({ forge, project }) => scope.includesOn(forge.url, project.id));
  return {
    isPersonal: scope.isPersonal,
    reviews: await reviewRows(stores, scope, open),
    mine: scope.isPersonal ? mineOf(open) : [],
    broken: await brokenRows(stores, scope, now),
    merged: told.filter(({ event }) => event.type === 'merge-request-merged'),
    releases: told.filter(({ event }) => event.type === 'release-published'),
  };
}

export function hasNothing({ reviews, mine, broken, merged, releases }: Digest): boolean {
  return [reviews, mine, broken, merged, releases].every((section) => section.length === 0);
}

/** What waits for a review, the longest first. */
export async function collectReviews(stores: DigestStores, scope: Scope): Promise<readonly ReviewRow[]> {
  return reviewRows(stores, scope, await openRows(stores, scope));
}

type Open = OpenRow & { readonly account: Account };

/** Of two accounts that see the same merge request the first counts. */
async function openRows({ subjects }: DigestStores, scope: Scope): Promise<readonly Open[]> {
  const byId = new Map(scope.accounts.map((account) => [account.id, account]));
  const rows = new Map<string, Open>();
  for (const seen of await subjects.openMergeRequests([...byId.keys()], MOST)) {
    const account = byId.get(seen.accountId);
    if (account === undefined || !scope.includes(seen.accountId, seen.project.id)) continue;
    if (scope.isMuted(targetOn(account.forge.url, subjectKey(seen.mergeRequest)))) continue;
    const key = `${account.forge.url} ${seen.mergeRequest.id}`;
    if (!rows.has(key)) rows.set(key, { seen, account, forgeKind: account.forge.kind });
  }
  return [...rows.values()];
}

async function reviewRows(
  { subjects }: DigestStores,
  scope: Scope,
  open: readonly Open[],
): Promise<readonly ReviewRow[]> {
  const waiting = open
    .map((row) => ({ ...row, reviewers: owing(row, scope) }))
    .filter(({ reviewers }) => reviewers.length > 0);
  if (waiting.length === 0) return [];
  const asked = await subjects.reviewRequests(scope.accounts.map(({ id }) => id));
  const askedAt = new Map(asked.map((one) => [`${one.accountId} ${one.mergeRequestId}`, one.at]));
  return waiting
    .map(({ seen, forgeKind, reviewers }) => {
      const since = askedAt.get(`${seen.accountId} ${seen.mergeRequest.id}`) ?? null;
      return { seen, forgeKind, reviewers, since, isPersonal: scope.isPersonal };
    })
    .sort((one, other) => waitsSince(one).getTime() - waitsSince(other).getTime());
}

/** A request that nobody saw was made after the merge request, at least. */
export function waitsSince({ since, seen }: ReviewRow): Date {
  return since ?? new Date(seen.mergeRequest.createdAt);
}

function owing({ seen, account }: Open, { isPersonal }: Scope): readonly Person[] {
  const asked = isPersonal ? [account.user] : seen.mergeRequest.reviewers;
  const teams = isPersonal ? teamsUnder(seen.project.path, account.token.groups) : [];
  return asked.filter((person) => {
    const wait = waitOf(seen, person, teams);
    return wait !== null && REVIEWS.has(wait);
  });
}

function mineOf(open: readonly Open[]): Digest['mine'] {
  return open
    .filter(({ seen, account }) => isMine(seen.mergeRequest, account.user))
    .map(({ seen, forgeKind }) => ({ seen, forgeKind, block: blockOf(seen) }))
    .sort((one, other) => BLOCKS.indexOf(one.block) - BLOCKS.indexOf(other.block));
}

async function brokenRows({ subjects }: DigestStores, scope: Scope, now: Date): Promise<Digest['broken']> {
  const byId = new Map(scope.accounts.map((account) => [account.id, account]));
  const rows = new Map<string, Digest['broken'][number]>();
  const since = new Date(now.getTime() - STILL_BROKEN_MS);
  for (const branch of await subjects.brokenBranches([...byId.keys()], since)) {
    const account = byId.get(branch.accountId);
    const { project, name } = branch;
    if (account === undefined || !scope.includes(branch.accountId, project.id)) continue;
    const history = { projectId: project.id, name, ref: project.defaultBranch ?? '' };
    if (scope.isMuted(branchTarget(account.forge.url, history))) continue;
    rows.set(`${project.url} ${name ?? ''}`, { ...branch, forgeKind: account.forge.kind });
  }
  return [...rows.values()];
}
