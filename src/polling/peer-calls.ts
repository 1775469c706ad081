import type { Feed, FeedReading, Wake } from '../domain/feed.js';
import type { PeerCall } from '../domain/peer-call.js';
import type { Subject } from '../domain/subject.js';
import type { Look } from './compare-looks.js';
import type { FeedTurn } from './cycle-deps.js';
import { circlesOf } from './people-concerned.js';

/**
 * Which feeds of others are to be looked at after this read: those of the people whom it may concern, where this feed
 * looks for all, and the lookouts of the feeds that the reading wakes. Nobody is called to what was there at the first
 * read. The inbox and a person's own merge requests show only what that person is in, so they call no people, and what
 * is told without a sound waits until the others read their own activity.
 */
export function peerCalls(
  { feed }: Pick<FeedTurn, 'feed'>,
  reading: Pick<FeedReading, 'wakes' | 'calls' | 'hasChanged'>,
  looks: readonly Look[],
): readonly PeerCall[] {
  if (feed.cursor === null || !feed.isLookout || (!reading.hasChanged && !reading.calls)) return [];
  const concerned = [...circlesOf(looks.filter(({ after }) => isCalledFor(feed, after)))].map(
    ([projectId, whom]): PeerCall => ({
      kind: feed.kind,
      projectId,
      isAccountFeed: feed.projectId === null,
      whom,
      reachesWideLevels: true,
    }),
  );
  return [...concerned, ...reading.wakes.flatMap(lookoutOf), ...(reading.calls ?? [])];
}

function isCalledFor({ kind, projectId }: Pick<Feed, 'kind' | 'projectId'>, after: Subject): boolean {
  if (projectId !== null) return true;
  return kind === 'activity' && after.kind !== 'push' && after.kind !== 'tag';
}

/** A lookout that cannot look hands over to the one that stands for it next. */
export function handOver({ feed }: Pick<FeedTurn, 'feed'>): readonly PeerCall[] {
  return feed.isLookout ? lookoutOf(feed) : [];
}

function lookoutOf({ kind, projectId }: Wake): readonly PeerCall[] {
  if (projectId === null) return [];
  return [{ kind, projectId, isAccountFeed: false, whom: 'lookout', reachesWideLevels: false }];
}
