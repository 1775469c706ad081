import { describe, expect, it } from '@jest/globals';
import { WEEKDAYS } from '../../../src/domain/local-time.js';
import { lastOccasion, nextOccasion, type Schedule } from '../../../src/domain/schedule.js';
import { createScriptedClock } from '../../support/clock.js';

const MORNING = { at: 9 * 60 + 30, days: WEEKDAYS.slice(0, 5) };
const NIGHTLY = { at: 2 * 60 + 30, days: WEEKDAYS };

describe('the next occasion', () => {
  it.each<[string, string, Schedule, string, string]>([
    ['is today', 'Europe/Berlin', MORNING, '2026-07-01T07:29:59Z', '2026-07-01T07:30:00Z'],
    ['is after the present one', 'Europe/Berlin', MORNING, '2026-07-01T07:30:00Z', '2026-07-02T07:30:00Z'],
    ['is after the weekend', 'Europe/Berlin', MORNING, '2026-07-03T12:00:00Z', '2026-07-06T07:30:00Z'],
    [
      'follows the clock put forward',
      'Europe/Berlin',
      MORNING,
      '2026-03-27T12:00:00Z',
      '2026-03-30T07:30:00Z',
    ],
    [
      'follows the clock put back',
      'America/New_York',
      MORNING,
      '2026-10-30T20:00:00Z',
      '2026-11-02T14:30:00Z',
    ],
    [
      'is on the other side of the date',
      'Asia/Kolkata',
      MORNING,
      '2026-07-05T20:00:00Z',
      '2026-07-06T04:00:00Z',
    ],
    [
      'is on a chosen day a week ahead',
      'UTC',
      { at: 0, days: ['wed'] as const },
      '2026-07-01T00:00:00Z',
      '2026-07-08T00:00:00Z',
    ],
    [
      'comes though its minute is left out',
      'Europe/Berlin',
      NIGHTLY,
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'comes though its minute is left out, of half an hour',
      'Australia/Lord_Howe',
      { at: 135, days: WEEKDAYS },
      '2026-10-03T12:00:00Z',
      '2026-10-03T15:30:00Z',
    ],
  ])('%s', (_, ...[zone, schedule, now, next]) => {
    expect(nextOccasion(schedule, zone, new Date(now)).toISOString()).toBe(new Date(next).toISOString());
  });

  it('comes once a day over the night that has a minute twice', () => {
    const clock = createScriptedClock(new Date('2026-10-24T12:00:00Z'));
    const seen = [1, 2, 3].map(() => {
      clock.set(nextOccasion(NIGHTLY, 'Europe/Berlin', clock.now()));
      return clock.now().toISOString();
    });

    expect(seen).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
      '2026-10-27T01:30:00.000Z',
    ]);
  });
});

describe('the last occasion', () => {
  it.each([
    ['was before the weekend', 'Europe/Berlin', '2026-07-06T07:30:00Z', '2026-07-03T07:30:00Z'],
    ['was today', 'UTC', '2026-07-06T09:31:00Z', '2026-07-06T09:30:00Z'],
    ['was before the clock was put forward', 'Europe/Berlin', '2026-03-30T07:30:00Z', '2026-03-27T08:30:00Z'],
  ])('%s', (_, zone, now, last) => {
    expect(lastOccasion(MORNING, zone, new Date(now)).toISOString()).toBe(new Date(last).toISOString());
  });
});
