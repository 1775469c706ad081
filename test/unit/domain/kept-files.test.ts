import { describe, expect, it } from '@jest/globals';
import { keepsFiles } from '../../../src/domain/kept-files.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import { emptyFilter, type Toggle, type WatchFilter } from '../../../src/domain/watch-filter.js';

const MERGE_REQUESTS: Toggle = { topic: 'merge-requests', type: null };
const PUSHES: Toggle = { topic: 'pushes', type: null };

describe('which files were touched is kept', () => {
  it.each<[WatchLevel, boolean, boolean]>([
    ['muted', false, false],
    ['participating', true, false],
    ['team', true, false],
    ['all', true, true],
  ])('of what the level %s hears', (level, ofMergeRequests, ofPushes) => {
    const watch = { level, filter: null };

    expect(keepsFiles(watch, 'merge-requests')).toBe(ofMergeRequests);
    expect(keepsFiles(watch, 'pushes')).toBe(ofPushes);
  });

  it.each<[string, Partial<WatchFilter>, boolean, boolean]>([
    ['tells of', { base: 'all' }, true, true],
    ['switches on', { on: [PUSHES] }, true, true],
    ['leaves on', { base: 'all', off: [MERGE_REQUESTS, PUSHES] }, false, false],
  ])('of what a filter %s', (_what, over, ofMergeRequests, ofPushes) => {
    const watch = { level: 'custom', filter: { ...emptyFilter('participating'), ...over } } as const;

    expect(keepsFiles(watch, 'merge-requests')).toBe(ofMergeRequests);
    expect(keepsFiles(watch, 'pushes')).toBe(ofPushes);
  });
});
