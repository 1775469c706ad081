import { describe, expect, it } from '@jest/globals';
import { asksForPaths } from '../../../src/domain/path-wants.js';
import { emptyFilter, type Toggle, type WatchFilter } from '../../../src/domain/watch-filter.js';

const include: WatchFilter['include'] = [{ field: 'path', pattern: 'payments/**' }];
const MERGE_REQUESTS: Toggle = { topic: 'merge-requests', type: null };
const PUSHES: Toggle = { topic: 'pushes', type: null };

describe('a filter asks which files are touched', () => {
  it.each<[string, Partial<WatchFilter>, boolean, boolean]>([
    [
      'without a rule of paths',
      { base: 'all', include: [{ field: 'branch', pattern: 'main' }] },
      false,
      false,
    ],
    ['with one', { include }, true, false],
    ['with one that leaves files out', { base: 'all', exclude: include }, true, true],
    ['of what it switches on', { include, on: [PUSHES] }, true, true],
    ['of what it switches off', { base: 'all', include, off: [MERGE_REQUESTS, PUSHES] }, false, false],
  ])('%s', (_what, over, ofMergeRequests, ofPushes) => {
    const filter = { ...emptyFilter('participating'), ...over };

    expect(asksForPaths(filter, 'merge-requests')).toBe(ofMergeRequests);
    expect(asksForPaths(filter, 'pushes')).toBe(ofPushes);
  });
});
