import { describe, expect, it } from '@jest/globals';
import type { FeedKind, FeedReading } from '../../../src/domain/feed.js';
import { handOver, peerCalls } from '../../../src/polling/peer-calls.js';
import { aComment, aFeed, aMergeRequest, aNewFeed, aReading, BOB } from '../../support/builders.js';
import { aWikiPage } from '../../support/a-wiki-page.js';
import { aPush, aRelease, aTag } from '../../support/some-code.js';

const looks = [{ before: null, after: aMergeRequest() }];
const moved = (over: Partial<FeedReading> = {}) => aReading([], { hasChanged: true, ...over });
const bob = { ids: [BOB.id], logins: [] };
const lookoutOf = (kind: FeedKind) => ({
  kind,
  projectId: '7',
  isAccountFeed: false,
  whom: 'lookout',
  reachesWideLevels: false,
});

describe('the calls after a read', () => {
  it('of a lookout reach those whom the change concerns and those who want more', () => {
    const feed = aFeed({ kind: 'merge-requests' });

    expect(peerCalls({ feed }, moved(), looks)).toEqual([
      { kind: 'merge-requests', projectId: '7', isAccountFeed: false, whom: bob, reachesWideLevels: true },
    ]);
  });

  it('reach the lookouts of the feeds that it wakes', () => {
    const feed = aFeed({ kind: 'merge-requests' });
    const wakes = [
      { kind: 'comments', projectId: '7' },
      { kind: 'activity', projectId: null },
    ] as const;

    expect(peerCalls({ feed }, moved({ wakes }), [])).toEqual([lookoutOf('comments')]);
  });

  it('pass on what the adapter wants called', () => {
    const call = {
      kind: 'inbox',
      projectId: '7',
      isAccountFeed: true,
      whom: bob,
      reachesWideLevels: false,
    } as const;

    expect(peerCalls({ feed: aFeed({ kind: 'pulse' }) }, moved({ calls: [call] }), [])).toEqual([call]);
  });

  it('pass it on, too, where the lookout itself saw nothing of its own change', () => {
    const feed = aFeed({ kind: 'merge-requests' });
    const call = { ...lookoutOf('merge-requests'), whom: bob } as const;

    expect(peerCalls({ feed }, moved({ hasChanged: false, calls: [call] }), [])).toEqual([call]);
    expect(peerCalls({ feed }, moved({ hasChanged: false }), looks)).toEqual([]);
  });

  it('of an activity feed reach nobody about what is told without a sound', () => {
    const feed = aFeed({ kind: 'activity', projectId: null });
    const quiet = [
      { before: null, after: aPush() },
      { before: null, after: aTag() },
    ];

    expect(peerCalls({ feed }, moved(), quiet)).toEqual([]);
  });

  it('of a lookout reach those who want to hear of pushes, releases and wikis, who are nobody in particular', () => {
    const nobody = { ids: [], logins: [] };

    for (const after of [aPush(), aRelease(), aTag(), aWikiPage()]) {
      const calls = peerCalls({ feed: aFeed() }, moved(), [{ before: null, after }]);

      expect(calls).toMatchObject([{ whom: nobody, reachesWideLevels: true }]);
    }
  });

  it('of an activity feed reach the activity of others', () => {
    const feed = aFeed({ kind: 'activity', projectId: null });

    expect(
      peerCalls({ feed }, moved(), [{ before: null, after: aComment({ mentions: ['carol'] }) }]),
    ).toMatchObject([{ kind: 'activity', isAccountFeed: true, whom: { logins: ['carol'] } }]);
  });

  it.each(['inbox', 'merge-requests'] as const)('of an own %s reach no other people', (kind) => {
    const feed = aFeed({ kind, projectId: null });
    const wakes = [{ kind: 'pipelines', projectId: '7' }] as const;

    expect(peerCalls({ feed }, moved({ wakes }), looks)).toEqual([lookoutOf('pipelines')]);
  });

  it('are none after a first read or where nothing changed, and none of those who do not look for all', () => {
    const wakes = [{ kind: 'comments', projectId: '7' }] as const;
    const reading = moved({ wakes });

    expect(peerCalls({ feed: aFeed() }, { ...reading, hasChanged: false }, looks)).toEqual([]);
    expect(peerCalls({ feed: aNewFeed() }, reading, looks)).toEqual([]);
    expect(peerCalls({ feed: aFeed({ isLookout: false }) }, reading, looks)).toEqual([]);
  });
});

describe('a lookout that cannot look', () => {
  it('calls the next one, and nobody else does', () => {
    expect(handOver({ feed: aFeed() })).toEqual([lookoutOf('pipelines')]);
    expect(handOver({ feed: aFeed({ isLookout: false }) })).toEqual([]);
    expect(handOver({ feed: aFeed({ kind: 'inbox', projectId: null }) })).toEqual([]);
  });
});
