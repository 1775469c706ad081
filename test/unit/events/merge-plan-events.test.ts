import { describe, expect, it } from '@jest/globals';
import { ALICE, CAROL } from '../../support/builders.js';
import { actorsOf, between, occurrencesOf, seen } from './seen-by-alice.js';

describe('an automatic merge', () => {
  it('is news to the author when somebody else sets it', () => {
    const change = between({ author: ALICE, autoMerge: null }, { author: ALICE, autoMerge: { by: CAROL } });

    expect(seen(change)).toEqual(['auto-merge-set (author)']);
    expect(actorsOf('auto-merge-set', change)).toEqual([CAROL]);
  });

  it('has failed when it is gone and nothing was merged', () => {
    const set = { author: ALICE, autoMerge: { by: CAROL } };

    expect(seen(between(set, { author: ALICE, autoMerge: null }))).toEqual(['auto-merge-failed (author)']);
    expect(seen(between(set, { author: ALICE, autoMerge: null, state: 'merged' }))).toEqual([
      'merge-request-merged (author)',
    ]);
  });

  it.each([[null], [{ by: CAROL }]])(
    'makes no news of %j where nothing was remembered of it',
    (autoMerge) => {
      expect(seen(between({ author: ALICE }, { author: ALICE, autoMerge }))).toEqual([]);
    },
  );
});

describe('another target branch', () => {
  it('is told to everybody who takes part', () => {
    expect(seen(between({ reviewers: [ALICE] }, { reviewers: [ALICE], targetBranch: 'release' }))).toEqual([
      'target-branch-changed (reviewer)',
    ]);
  });
});

describe('labels', () => {
  it('are told together when they are added, to a filter that asks for one of them', () => {
    const change = between({ author: ALICE, labels: ['a'] }, { author: ALICE, labels: ['a', 'b', 'c'] });

    expect(seen(change)).toEqual(['merge-request-labeled (author)']);
    expect(occurrencesOf('merge-request-labeled', change)).toMatchObject([
      { details: { labels: 'b, c' }, onRequest: { label: ['b', 'c'] } },
    ]);
  });

  it('are no news when they are removed', () => {
    expect(seen(between({ labels: ['a', 'b'] }, { labels: ['a'] }))).toEqual([]);
  });
});

it('a head that is gone with all of its commits brings no new ones', () => {
  const assigned = { assignees: [ALICE] };

  expect(seen(between(assigned, { ...assigned, headSha: '' }))).toEqual([]);
});
