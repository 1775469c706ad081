import type { Account } from '../../../src/domain/account.js';
import type { Chat } from '../../../src/domain/chat.js';
import { planFeeds } from '../../../src/domain/feed-plan.js';
import type { Feed, FeedKind, FeedProgress } from '../../../src/domain/feed.js';
import type { Forge } from '../../../src/domain/forge.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { EventNotification, Notice } from '../../../src/domain/notification.js';
import type { AccountWork } from '../../../src/domain/ports/poll-store.js';
import type { Project } from '../../../src/domain/project.js';
import { Secret } from '../../../src/domain/secret.js';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import type { PlainLevel, Watch } from '../../../src/domain/watch.js';
import type { Storage } from '../../../src/storage/open-storage.js';

export const NOON = new Date('2030-05-01T12:00:00.000Z');

export function at(seconds: number): Date {
  return new Date(NOON.getTime() + seconds * 1_000);
}

export const GITLAB: Forge = {
  kind: 'gitlab',
  url: 'https://gitlab.example.com',
  apiUrl: 'https://gitlab.example.com/api/v4',
};

export const ALICE = '9007199254740993';
export const BOB = '4242';

export function project(id: string): Project {
  return {
    id,
    path: `shop/app-${id}`,
    name: `app-${id}`,
    url: `${GITLAB.url}/shop/app-${id}`,
    defaultBranch: 'main',
  };
}

export async function saveMember(storage: Storage, personId: string): Promise<Chat> {
  await storage.people.members.save(
    { id: personId, name: `Person ${personId}`, language: 'en', isOperator: false },
    NOON,
  );
  return storage.people.chats.save({
    address: { chatId: personId, topicId: null },
    kind: 'private',
    title: null,
  });
}

export interface LinkOptions {
  readonly userId?: string;
  readonly token?: string;
  readonly now?: Date;
}

export async function link(storage: Storage, personId: string, options: LinkOptions = {}): Promise<Account> {
  const userId = options.userId ?? `1${personId}`;
  const { account } = await storage.people.accounts.link({
    personId,
    forge: GITLAB,
    identity: {
      user: { id: userId, login: `user-${userId}`, name: `User ${userId}` },
      token: {
        kind: 'gitlab-personal',
        scopes: ['api'],
        expiresAt: new Date('2031-01-01T00:00:00.000Z'),
        missingScopes: [],
        excessScopes: [],
        canWrite: true,
        readsInbox: true,
      },
    },
    secret: new Secret(options.token ?? `glpat-of-${personId}`),
    now: options.now ?? NOON,
  });
  return account;
}

export interface WatchOptions {
  readonly account: Account;
  readonly chatKey: string;
  readonly projectId: string;
  readonly level?: PlainLevel;
  readonly isConfirmed?: boolean;
  readonly now?: Date;
}

/** Puts the watch and gives the account the feeds that its watches need. */
export async function watch(storage: Storage, options: WatchOptions): Promise<Watch> {
  const { account, chatKey, projectId, level = 'participating', isConfirmed = true, now = NOON } = options;
  const put = await storage.people.watches.put({
    chatKey,
    accountId: account.id,
    project: project(projectId),
    level,
    isConfirmed,
    now,
  });
  const watches = await storage.people.watches.listOfAccount(account.id);
  await storage.people.feeds.reconcile(
    account.id,
    planFeeds(
      account,
      watches.map((watched) => watched.watch),
    ),
    now,
  );
  return put.watch;
}

/** A person with a private chat, an account and a watch on project 1. */
export async function personWatching(storage: Storage, personId: string, projectId = '1') {
  const chat = await saveMember(storage, personId);
  const account = await link(storage, personId);
  const put = await watch(storage, { account, chatKey: chat.key, projectId });
  return { chat, account, watch: put };
}

export function claim(storage: Storage, seconds: number, options: { owner?: string; limit?: number } = {}) {
  const { owner = 'daemon-1', limit = 10 } = options;
  return storage.polls.claimDue({ owner, limit, now: at(seconds), until: at(seconds + 60) });
}

export async function claimOne(storage: Storage, seconds: number, owner = 'daemon-1'): Promise<AccountWork> {
  const work = await claim(storage, seconds, { owner });
  const first = work[0];
  if (work.length !== 1 || first === undefined) throw new Error(`${work.length} accounts were due, not 1.`);
  return first;
}

export function feedOf(feeds: readonly Feed[], kind: FeedKind, projectId: string | null = null): Feed {
  const found = feeds.find((feed) => feed.kind === kind && feed.projectId === projectId);
  if (found === undefined) throw new Error(`There is no feed ${kind} of project ${projectId}.`);
  return found;
}

export function progress(nextPollAt: Date, more: Partial<FeedProgress> = {}): FeedProgress {
  return {
    cursor: { page: 1 },
    baselineAt: NOON,
    nextPollAt,
    lastChangeAt: null,
    isRunning: false,
    failures: 0,
    lastError: null,
    ...more,
  };
}

/** Polls everything that was claimed, without finding anything. */
export async function pollAll(storage: Storage, work: AccountWork, nextPollAt: Date): Promise<void> {
  await storage.polls.commit(work.lease, async (tx) => {
    for (const feed of work.feeds) await tx.saveProgress(feed.id, progress(nextPollAt));
  });
  await storage.polls.release(work.lease);
}

export function pipeline(id: string, more: Partial<Pipeline> = {}): Pipeline {
  return {
    kind: 'pipeline',
    id,
    projectId: '1',
    number: id,
    name: null,
    title: 'Fix the build',
    ref: 'main',
    isDefaultBranch: true,
    sha: 'f00d',
    status: 'failed',
    attempt: 1,
    source: 'push',
    actor: null,
    failedJobs: [],
    previousOutcome: null,
    mergeRequestNumber: null,
    url: `${GITLAB.url}/shop/app-1/-/pipelines/${id}`,
    createdAt: NOON.toISOString(),
    updatedAt: NOON.toISOString(),
    finishedAt: null,
    durationSeconds: null,
    ...more,
  };
}

export function failure(key: string, more: Partial<ForgeEvent> = {}): ForgeEvent {
  return {
    type: 'pipeline.failed',
    topic: 'pipelines',
    key,
    projectId: '1',
    subject: pipeline('100'),
    actor: null,
    at: NOON.toISOString(),
    reason: 'author',
    isTeamNews: false,
    isOwnDoing: false,
    wantsAttention: true,
    details: {},
    ...more,
  };
}

export function notification(accountId: string, chatKey: string, dedupeKey: string): EventNotification {
  return {
    kind: 'event',
    chatKey,
    dedupeKey,
    accountId,
    forgeKind: 'gitlab',
    project: project('1'),
    event: failure(dedupeKey),
    rule: { watchId: 'w', level: 'participating', reason: 'author' },
  };
}

export function notice(accountId: string, chatKey: string, dedupeKey: string): Notice {
  return {
    kind: 'notice',
    chatKey,
    dedupeKey,
    accountId,
    code: 'token-refused',
    params: { forge: GITLAB.url },
  };
}

export function claimLanes(storage: Storage, seconds: number, owner = 'daemon-1') {
  return storage.outbox.claimLanes({ owner, limit: 10, now: at(seconds), until: at(seconds + 30) });
}
