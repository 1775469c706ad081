import { describe, expect, it } from '@jest/globals';
import { daysBefore, daysLeft } from '../../../src/domain/due-date.js';
import { daysLeftOf } from '../../../src/domain/subjects/milestone.js';

describe('a due date', () => {
  it.each([
    ['2026-03-01T00:00:00Z', 3],
    ['2026-03-01T00:00:01Z', 3],
    ['2026-03-02T00:00:00Z', 2],
    ['2026-03-03T23:59:59Z', 1],
    ['2026-03-04T00:00:00Z', 0],
    ['2026-03-04T23:59:59Z', 0],
    ['2026-03-05T00:00:00Z', -1],
  ])('is at %s so many days away: %i', (now, days) => {
    expect(Math.abs(daysLeft('2026-03-04', new Date(now)))).toBe(Math.abs(days));
    expect(daysLeft('2026-03-04', new Date(now)) < 0).toBe(days < 0);
  });

  it('has days before it, which begin at midnight', () => {
    expect(daysBefore('2026-03-01', 1).toISOString()).toBe('2026-02-28T00:00:00.000Z');
  });

  it('of a milestone counts from three days before it to its end', () => {
    const left = (day: string): number | null => daysLeftOf('2026-03-04', new Date(`${day}T12:00:00Z`));

    expect(
      ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map(left),
    ).toEqual([null, 3, 2, 1, 0, null]);
    expect(daysLeftOf('2026-03-04', null)).toBeNull();
  });
});
