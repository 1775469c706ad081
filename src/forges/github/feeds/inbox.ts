import { z } from 'zod';
import type { FeedKind, FeedReading, Wake } from '../../../domain/feed.js';
import type { Answer } from '../client.js';
import { parseList } from '../lenient-parse.js';
import { newestOf } from '../list-walk.js';
import { threadSchema } from '../schema.js';
import { sightCommitMentions, type InboxThread } from './commit-mentions.js';
import { openCursor } from './feed-context.js';
import type { FeedContext } from './feed-context.js';

const cursorSchema = z.object({
  lastModified: z.string().nullable(),
  newestAt: z.string().nullable(),
  /** `id@time` of the threads within the overlap. */
  recent: z.array(z.string()),
  /** Nothing more can show up under `lastModified`, which counts seconds. */
  isSettled: z.boolean().default(true),
});

type InboxCursor = z.infer<typeof cursorSchema>;

const PAGE_SIZE = 50;

/** A notification may show up a little after the time that it bears. */
const OVERLAP_MS = 60_000;

/** A thread keeps the reason for which it first came in. */
const TOLD_REASONS: ReadonlySet<string> = new Set([
  'review_requested',
  'assign',
  'author',
  'state_change',
  'comment',
  'mention',
  'team_mention',
]);

/** By the type of a thread's subject. */
const SUBJECT_FEEDS: Readonly<Partial<Record<string, FeedKind>>> = {
  PullRequest: 'merge-requests',
  Issue: 'issues',
};

const RUN_TYPES: ReadonlySet<string> = new Set(['CheckSuite', 'WorkflowRun']);

/**
 * Wakes the project feeds that hold the truth, and shows itself only what no other feed does: mentions at commits. It
 * answers `If-Modified-Since` and says in `X-Poll-Interval` how soon it may be asked again:
 * https://docs.github.com/en/rest/activity/notifications
 */
export async function readInbox(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const answer = await context.client.get(
    'GET /notifications',
    { all: false, per_page: PAGE_SIZE },
    { lastModified: cursor?.isSettled === true ? cursor.lastModified : null },
  );
  const base = {
    sightings: [],
    isRunning: false,
    serverTime: answer.serverTime,
    minPollSeconds: answer.pollSeconds,
  };
  if (!answer.isModified && cursor !== null) {
    return { ...base, wakes: [], cursor, hasChanged: false, newestAt: null, dropped: 0 };
  }
  const threads = parseList(threadSchema, answer.data);
  context.drops.add(threads.faults);
  const news = cursor === null ? [] : threads.items.filter((thread) => isNew(thread, cursor));
  const newestAt = newestOf(threads.items.map((thread) => thread.updated_at));
  const watched = new Set(context.request.watched.map((project) => project.id));
  const ofWatched = news.filter(({ repository }) => watched.has(repository.id));
  return {
    ...base,
    sightings: await sightCommitMentions(context, ofWatched),
    wakes: toWakes(ofWatched),
    cursor: nextCursor(cursor, threads.items, answer),
    hasChanged: news.length > 0,
    newestAt: newestAt === null ? null : new Date(newestAt),
    dropped: context.drops.count,
  };
}

function isNew(thread: InboxThread, cursor: InboxCursor): boolean {
  if (cursor.newestAt === null) return true;
  const isPast = Date.parse(thread.updated_at) < Date.parse(cursor.newestAt) - OVERLAP_MS;
  return !isPast && !cursor.recent.includes(markOf(thread));
}

function nextCursor(
  before: InboxCursor | null,
  threads: readonly InboxThread[],
  { lastModified, serverTime }: Pick<Answer, 'lastModified' | 'serverTime'>,
): InboxCursor {
  const newestAt = newestOf([before?.newestAt ?? null, ...threads.map((thread) => thread.updated_at)]);
  const from = newestAt === null ? 0 : Date.parse(newestAt) - OVERLAP_MS;
  const recent = threads.filter((thread) => Date.parse(thread.updated_at) >= from).map(markOf);
  const settledAt = lastModified === null ? 0 : Date.parse(lastModified) + OVERLAP_MS;
  return {
    lastModified,
    newestAt,
    recent,
    isSettled: serverTime === null || serverTime.getTime() > settledAt,
  };
}

function markOf(thread: InboxThread): string {
  return `${thread.id}@${thread.updated_at}`;
}

function toWakes(threads: readonly InboxThread[]): readonly Wake[] {
  const wakes = new Map<string, Wake>();
  for (const thread of threads) {
    const projectId = thread.repository.id;
    for (const kind of feedsOf(thread)) wakes.set(`${kind}:${projectId}`, { kind, projectId });
  }
  return [...wakes.values()];
}

function feedsOf(thread: InboxThread): readonly FeedKind[] {
  if (RUN_TYPES.has(thread.subject.type) || thread.reason === 'ci_activity') return ['pipelines'];
  // It comes to those who only subscribed, too.
  if (thread.subject.type === 'Release') return ['releases'];
  const kind = SUBJECT_FEEDS[thread.subject.type];
  return kind !== undefined && TOLD_REASONS.has(thread.reason) ? [kind, 'comments'] : [];
}
