import { describe, expect, it } from '@jest/globals';
import type { GithubReview } from '../../../../../src/forges/github/schema.js';
import { standingReviews, withoutHistory } from '../../../../../src/forges/github/transform/reviews.js';

const ALICE = { id: '1', login: 'alice' };
const BOB = { id: '2', login: 'bob' };

function review(user: GithubReview['user'], state: string, minute = 0, sha = 'c0ffee'): GithubReview {
  const at = new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
  return { user, state, commit_id: sha, submitted_at: at };
}

function verdicts(reviews: readonly GithubReview[]): Record<string, string> {
  return Object.fromEntries(standingReviews(reviews).map(({ person, state }) => [person.login, state]));
}

describe('standingReviews', () => {
  it('keeps the last verdict of each person', () => {
    const reviews = [
      review(ALICE, 'CHANGES_REQUESTED'),
      review(BOB, 'APPROVED', 1),
      review(ALICE, 'APPROVED', 2, 'beef'),
    ];

    expect(verdicts(reviews)).toEqual({ alice: 'approved', bob: 'approved' });
    expect(standingReviews(reviews)[1]).toEqual({
      person: { id: '1', login: 'alice', name: 'alice' },
      state: 'approved',
      sha: 'beef',
      at: '2026-01-01T12:02:00.000Z',
    });
  });

  it('keeps the words of verdicts, with whom they name', () => {
    const words = standingReviews([
      { ...review(ALICE, 'CHANGES_REQUESTED'), body: 'Split it, @Bob: `@carol`' },
      { ...review(BOB, 'COMMENTED', 1), body: 'Words alone' },
    ]).map((one) => one.words);

    expect(words).toEqual([{ body: 'Split it, @Bob: `@carol`', mentions: ['bob'] }, undefined]);
  });

  it('keeps no words where there are none', () => {
    expect(standingReviews([{ ...review(ALICE, 'APPROVED'), body: ' \n' }])[0]).not.toHaveProperty('words');
  });

  it('lets a comment or a draft leave the verdict as it is', () => {
    const reviews = [review(ALICE, 'APPROVED'), review(ALICE, 'COMMENTED', 1), review(ALICE, 'PENDING', 2)];

    expect(verdicts(reviews)).toEqual({ alice: 'approved' });
  });

  it('keeps the time of a comment beside the verdict, until the next verdict', () => {
    const commented = [review(ALICE, 'APPROVED'), review(BOB, 'APPROVED', 1), review(ALICE, 'COMMENTED', 2)];
    const at = '2026-01-01T12:02:00.000Z';

    expect(standingReviews(commented).map(({ latestAt }) => latestAt)).toEqual([at, undefined]);
    const again = standingReviews([...commented, review(ALICE, 'CHANGES_REQUESTED', 3)]);
    expect(again.some((one) => 'latestAt' in one)).toBe(false);
  });

  it('lets a draft leave a comment as it is', () => {
    expect(verdicts([review(ALICE, 'COMMENTED'), review(ALICE, 'PENDING', 1)])).toEqual({
      alice: 'commented',
    });
  });

  it('counts a comment where there is no verdict, and lets a verdict replace it', () => {
    const commented = [review(ALICE, 'COMMENTED'), review(ALICE, 'COMMENTED', 1)];

    expect(standingReviews(commented)).toMatchObject([
      { state: 'commented', at: '2026-01-01T12:01:00.000Z' },
    ]);
    expect(verdicts([...commented, review(ALICE, 'APPROVED', 2)])).toEqual({ alice: 'approved' });
  });

  it('lets a dismissal void the verdict, and counts what comes after it', () => {
    expect(verdicts([review(ALICE, 'DISMISSED')])).toEqual({ alice: 'dismissed' });
    expect(verdicts([review(ALICE, 'DISMISSED'), review(ALICE, 'COMMENTED', 1)])).toEqual({
      alice: 'commented',
    });
    expect(verdicts([review(ALICE, 'DISMISSED'), review(ALICE, 'APPROVED', 1)])).toEqual({
      alice: 'approved',
    });
  });

  it('leaves out reviews of deleted accounts', () => {
    expect(standingReviews([review(null, 'APPROVED')])).toEqual([]);
  });
});

describe('withoutHistory', () => {
  const since = '2026-01-01T12:30:00Z';
  const old = standingReviews([review(ALICE, 'APPROVED', 10)]);
  const fresh = standingReviews([review(BOB, 'APPROVED', 40)]);

  it('leaves out what was given before the watch began', () => {
    expect(withoutHistory([...old, ...fresh], [], since)).toEqual(fresh);
  });

  it('shows a comment by one whose verdict is older as no more than that', () => {
    const history = [review(ALICE, 'APPROVED', 10), review(ALICE, 'COMMENTED', 40)];
    const shown = withoutHistory(standingReviews(history), [], since);

    expect(shown).toMatchObject([{ state: 'commented', at: '2026-01-01T12:40:00.000Z' }]);
    const later = standingReviews([...history, review(ALICE, 'COMMENTED', 50)]);
    expect(withoutHistory(later, shown, since)).toMatchObject([
      { state: 'commented', at: '2026-01-01T12:50:00.000Z' },
    ]);
    expect(withoutHistory(later, later, since)).toEqual(later);
  });

  it('keeps an old verdict that the account has been shown', () => {
    expect(withoutHistory([...old, ...fresh], old, since)).toEqual([...old, ...fresh]);
  });
});
