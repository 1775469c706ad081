import { describe, expect, it } from '@jest/globals';
import { isDueSoon, isDueToday } from '../../../../src/domain/subjects/issue.js';

describe('an issue that is due on the fourth', () => {
  it.each([
    ['2026-03-02T23:59:59Z', false, false],
    ['2026-03-03T00:00:00Z', true, false],
    ['2026-03-04T00:00:00Z', true, true],
    ['2026-03-04T23:59:59Z', true, true],
    ['2026-03-05T00:00:00Z', false, false],
  ])('at %s is due soon: %s, and that day: %s', (now, isSoon, isToday) => {
    expect(isDueSoon('2026-03-04', new Date(now))).toBe(isSoon);
    expect(isDueToday('2026-03-04', new Date(now))).toBe(isToday);
  });

  it('is not said to be due soon where nobody knows the time', () => {
    expect(isDueSoon('2026-03-04', null)).toBe(false);
  });
});

it('an issue without a due date is never due soon', () => {
  expect(isDueSoon(null, new Date('2026-03-04T00:00:00Z'))).toBe(false);
});
