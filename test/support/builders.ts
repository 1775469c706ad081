import type { OpenAccount, TokenFacts } from '../../src/domain/account.js';
import { chatKey, type Chat } from '../../src/domain/chat.js';
import type { ForgeEvent } from '../../src/domain/event.js';
import type { Feed, FeedReading, Sighting } from '../../src/domain/feed.js';
import type { Forge, Person } from '../../src/domain/forge.js';
import type { EventNotification, Notice } from '../../src/domain/notification.js';
import type { Project } from '../../src/domain/project.js';
import { Secret } from '../../src/domain/secret.js';
import type { Subject } from '../../src/domain/subject.js';
import type { BranchHealth } from '../../src/domain/subjects/branch-health.js';
import type { Comment } from '../../src/domain/subjects/comment.js';
import type { MergeRequest } from '../../src/domain/subjects/merge-request.js';
import type { Pipeline } from '../../src/domain/subjects/pipeline.js';
import type { Watch } from '../../src/domain/watch.js';

/**
 * Complete domain values with plausible defaults; a test names only what matters to it. Ids are fixed, so two values
 * of one builder are the same thing unless the test says otherwise. Alice reads, Bob writes, Carol is somebody else.
 */
export const ALICE: Person = { id: '101', login: 'alice', name: 'Alice Archer' };
export const BOB: Person = { id: '102', login: 'bob', name: 'Bob Baker' };
export const CAROL: Person = { id: '103', login: 'carol', name: 'Carol Cooper' };

export const GITLAB: Forge = {
  kind: 'gitlab',
  url: 'https://gitlab.example.com',
  apiUrl: 'https://gitlab.example.com/api/v4',
};

export const GITHUB: Forge = {
  kind: 'github',
  url: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

/** Before everything else that the builders make. */
export const BASELINE = new Date('2026-03-02T08:00:00Z');
/** The hour at which the builders' subjects happen. */
export const NOON = new Date('2026-03-02T12:00:00Z');

/** ISO text of `NOON` moved by seconds. */
export function at(seconds: number): string {
  return new Date(NOON.getTime() + seconds * 1_000).toISOString();
}

export function aProject(over: Partial<Project> = {}): Project {
  return {
    id: '7',
    path: 'acme/shop',
    name: 'shop',
    url: 'https://gitlab.example.com/acme/shop',
    defaultBranch: 'main',
    ...over,
  };
}

export function aPipeline(over: Partial<Pipeline> = {}): Pipeline {
  return {
    kind: 'pipeline',
    id: '500',
    projectId: '7',
    number: '500',
    name: null,
    title: 'Add the basket',
    ref: 'main',
    isDefaultBranch: true,
    sha: 'a'.repeat(40),
    status: 'running',
    attempt: 1,
    source: 'push',
    actor: BOB,
    failedJobs: [],
    previousOutcome: null,
    usualSeconds: null,
    failedBefore: null,
    flakyJobs: null,
    mergeRequestNumber: null,
    url: 'https://gitlab.example.com/acme/shop/-/pipelines/500',
    createdAt: at(0),
    updatedAt: at(10),
    finishedAt: null,
    durationSeconds: null,
    ...over,
  };
}

export function aMergeRequest(over: Partial<MergeRequest> = {}): MergeRequest {
  return {
    kind: 'merge-request',
    id: '900',
    projectId: '7',
    number: '12',
    title: 'Add the basket',
    author: BOB,
    state: 'open',
    isDraft: false,
    sourceBranch: 'basket',
    targetBranch: 'main',
    headSha: 'b'.repeat(40),
    reviewers: [],
    reviewerTeams: [],
    assignees: [],
    reviews: [],
    mentions: [],
    labels: [],
    mergedBy: null,
    closedBy: null,
    url: 'https://gitlab.example.com/acme/shop/-/merge_requests/12',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}

export function aComment(over: Partial<Comment> = {}): Comment {
  return {
    kind: 'comment',
    id: '3000',
    projectId: '7',
    on: {
      kind: 'merge-request',
      id: '900',
      number: '12',
      title: 'Add the basket',
      author: ALICE,
      url: 'https://gitlab.example.com/acme/shop/-/merge_requests/12',
    },
    author: BOB,
    body: 'Looks good to me.',
    mentions: [],
    thread: null,
    url: 'https://gitlab.example.com/acme/shop/-/merge_requests/12#note_3000',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}

export function aBranchHealth(over: Partial<BranchHealth> = {}): BranchHealth {
  return {
    kind: 'branch-health',
    id: '7::main',
    projectId: '7',
    outcome: 'success',
    pipelineId: '499',
    sha: 'a'.repeat(40),
    failedJobs: [],
    recentSeconds: [],
    updatedAt: at(-600),
    ...over,
  };
}

export function aTokenFacts(over: Partial<TokenFacts> = {}): TokenFacts {
  return {
    kind: 'gitlab-personal',
    scopes: ['read_api'],
    expiresAt: null,
    missingScopes: [],
    excessScopes: [],
    canWrite: false,
    readsInbox: true,
    ...over,
  };
}

export function anAccount(over: Partial<OpenAccount> = {}): OpenAccount {
  return {
    id: 'account-1',
    personId: '42',
    forge: GITLAB,
    user: ALICE,
    token: aTokenFacts(),
    state: 'active',
    linkedAt: BASELINE,
    secret: new Secret('glpat-not-a-real-token-1'),
    ...over,
  };
}

export function aWatch(over: Partial<Watch> = {}): Watch {
  return {
    id: 'watch-1',
    chatKey: '42',
    accountId: 'account-1',
    projectId: '7',
    level: 'participating',
    filter: null,
    mutedUntil: null,
    isConfirmed: true,
    createdAt: BASELINE,
    ...over,
  };
}

/** A project feed in full health that has been read before. */
export function aFeed(over: Partial<Feed> = {}): Feed {
  return {
    id: 'feed-1',
    accountId: 'account-1',
    kind: 'pipelines',
    projectId: '7',
    cursor: { since: BASELINE.toISOString() },
    baselineAt: BASELINE,
    nextPollAt: NOON,
    lastChangeAt: null,
    isRunning: false,
    failures: 0,
    lastError: null,
    isLookout: true,
    ...over,
  };
}

/** The feed as it is before its first read. */
export function aNewFeed(over: Partial<Feed> = {}): Feed {
  return aFeed({ cursor: null, baselineAt: null, ...over });
}

export function aSighting(subject: Subject, isNews = false): Sighting {
  return { subject, isNews };
}

/** A read that showed these subjects; without any, nothing has changed. */
export function aReading(subjects: readonly Subject[] = [], over: Partial<FeedReading> = {}): FeedReading {
  const newest = subjects.map((subject) => subject.updatedAt).sort();
  return {
    sightings: subjects.map((subject) => aSighting(subject)),
    wakes: [],
    cursor: { since: newest.at(-1) ?? BASELINE.toISOString() },
    hasChanged: subjects.length > 0,
    isRunning: false,
    newestAt: newest.at(-1) === undefined ? null : new Date(newest.at(-1) ?? ''),
    serverTime: null,
    minPollSeconds: null,
    dropped: 0,
    ...over,
  };
}

export function anEvent(over: Partial<ForgeEvent> = {}): ForgeEvent {
  return {
    type: 'pipeline-failed',
    topic: 'pipelines',
    key: 'pipeline-failed:pipeline:500:attempt-1',
    projectId: '7',
    subject: aPipeline({ status: 'failed', finishedAt: at(60), updatedAt: at(60) }),
    actor: null,
    at: at(60),
    reason: null,
    isTeamNews: false,
    isOwnDoing: false,
    wantsAttention: true,
    details: {},
    ...over,
  };
}

export function anEventNotification(over: Partial<EventNotification> = {}): EventNotification {
  return {
    kind: 'event',
    chatKey: '42',
    dedupeKey: `${GITLAB.url}|pipeline-failed:pipeline:500:attempt-1`,
    accountId: 'account-1',
    forgeKind: 'gitlab',
    project: aProject(),
    event: anEvent(),
    rule: { watchId: 'watch-1', level: 'participating', reason: 'triggered' },
    ...over,
  };
}

export function aNotice(over: Partial<Notice> = {}): Notice {
  return {
    kind: 'notice',
    chatKey: '42',
    dedupeKey: `token-refused:account-1:${BASELINE.toISOString()}`,
    accountId: 'account-1',
    code: 'token-refused',
    params: { forge: 'gitlab.example.com', user: ALICE.login },
    ...over,
  };
}

export function aChat(over: Partial<Omit<Chat, 'key'>> = {}): Chat {
  const chat = {
    chatId: '42',
    topicId: null,
    kind: 'private' as const,
    title: null,
    language: null,
    isReachable: true,
    ...over,
  };
  return { ...chat, key: chatKey(chat) };
}
