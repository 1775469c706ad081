import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../src/bot/translator.js';
import type { Milestone } from '../../../src/domain/subjects/milestone.js';
import { milestoneDueSoon } from '../../../src/events/milestones/milestone-due-soon.js';
import { aMilestone } from '../../support/a-milestone.js';
import { ALICE } from '../../support/builders.js';

const t = createTranslator()('en');

function occasions(before: Milestone | null, after: Milestone): readonly string[] {
  return milestoneDueSoon
    .detect({ before, after, isNew: before === null }, ALICE)
    .map(({ occasion }) => occasion);
}

const at = (daysLeft: number | null, over: Partial<Milestone> = {}): Milestone =>
  aMilestone({ daysLeft, ...over });

describe('a milestone', () => {
  it('is told three days before it is due and on the day before, each once', () => {
    expect(occasions(at(null), at(3))).toEqual(['2026-03-04-3']);
    expect(occasions(at(3), at(2))).toEqual([]);
    expect(occasions(at(2), at(1))).toEqual(['2026-03-04-1']);
    expect(occasions(at(0), at(0))).toEqual([]);
    expect(occasions(at(0), at(null))).toEqual([]);
  });

  it('that was first seen on the day before is told on its own day, as what was due to be told then', () => {
    expect(occasions(at(1), at(0))).toEqual(occasions(at(2), at(1)));
  });

  it('that was not looked at in time is told the last notice alone', () => {
    expect(occasions(at(null), at(0))).toEqual(['2026-03-04-1']);
    expect(occasions(at(null), at(2))).toEqual(['2026-03-04-3']);
  });

  it('that is put off is told anew for its new date', () => {
    expect(occasions(at(null, { dueOn: '2026-04-01' }), at(3, { dueOn: '2026-04-01' }))).toEqual([
      '2026-04-01-3',
    ]);
  });

  it('that is put forward is told anew, though it was nearly due before', () => {
    expect(occasions(at(3), at(2, { dueOn: '2026-03-03' }))).toEqual(['2026-03-03-3']);
  });

  it('that is given issues when it is nearly due is told then', () => {
    const done = { progress: { open: 0, all: 12 } };

    expect(occasions(at(3, done), at(2))).toEqual(['2026-03-04-3']);
    expect(occasions(at(3, { progress: null }), at(3))).toEqual(['2026-03-04-3']);
  });

  it('that has no open issues, or was nearly due when it was made, is no news', () => {
    expect(occasions(at(null), at(3, { progress: { open: 0, all: 12 } }))).toEqual([]);
    expect(occasions(at(null), at(3, { progress: null }))).toEqual([]);
    expect(occasions(null, at(1))).toEqual([]);
  });

  it.each([
    [3, 'Milestone 1.0 is due in 3 days: 4 of 12 issues open'],
    [1, 'Milestone 1.0 is due tomorrow: 4 of 12 issues open'],
    [0, 'Milestone 1.0 is due today: 4 of 12 issues open'],
  ])('says with %i days left: %s', (daysLeft, text) => {
    const told = { actor: null, reason: null, details: {} };

    expect(milestoneDueSoon.headline(at(daysLeft), told, t)).toEqual([text]);
  });
});
