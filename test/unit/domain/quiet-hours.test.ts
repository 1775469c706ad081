import { describe, expect, it } from '@jest/globals';
import { WEEKDAYS, type Weekday } from '../../../src/domain/local-time.js';
import { type QuietHours, quietUntil } from '../../../src/domain/quiet-hours.js';
import { MINUTE } from '../../../src/domain/time.js';
import { createScriptedClock } from '../../support/clock.js';

const WORKDAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);
const NIGHT = { from: 22 * 60, to: 8 * 60, days: WEEKDAYS };
const hours = (from: number, to: number, days: readonly Weekday[] = WEEKDAYS) => ({ from, to, days });

describe('quiet hours', () => {
  it.each<[string, string, QuietHours, string, string | null]>([
    ['in the evening', 'Europe/Berlin', NIGHT, '2026-07-01T20:00:00Z', '2026-07-02T06:00:00Z'],
    ['a moment before', 'Europe/Berlin', NIGHT, '2026-07-01T19:59:59Z', null],
    ['in the morning', 'Europe/Berlin', NIGHT, '2026-07-02T05:59:59Z', '2026-07-02T06:00:00Z'],
    ['at their end', 'Europe/Berlin', NIGHT, '2026-07-02T06:00:00Z', null],
    [
      'over the night that is an hour short',
      'Europe/Berlin',
      NIGHT,
      '2026-03-28T21:00:00Z',
      '2026-03-29T06:00:00Z',
    ],
    [
      'over the night that is an hour long',
      'Europe/Berlin',
      NIGHT,
      '2026-10-24T20:00:00Z',
      '2026-10-25T07:00:00Z',
    ],
    ['over a long night overseas', 'America/New_York', NIGHT, '2026-11-01T02:00:00Z', '2026-11-01T13:00:00Z'],
    ['half an hour beside the others', 'Asia/Kolkata', NIGHT, '2026-07-01T16:30:00Z', '2026-07-02T02:30:00Z'],
    [
      'over a night that is half an hour long',
      'Australia/Lord_Howe',
      NIGHT,
      '2026-04-04T11:00:00Z',
      '2026-04-04T21:30:00Z',
    ],
    [
      'over a night that is half an hour short',
      'Australia/Lord_Howe',
      NIGHT,
      '2026-10-03T11:30:00Z',
      '2026-10-03T21:00:00Z',
    ],
    ['at noon', 'UTC', hours(12 * 60, 13 * 60), '2026-07-01T12:30:00Z', '2026-07-01T13:00:00Z'],
    [
      'ending within what is shown twice: the second time',
      'Europe/Berlin',
      hours(0, 150),
      '2026-10-25T00:45:00Z',
      '2026-10-25T01:30:00Z',
    ],
    [
      'beginning within what is shown twice: the first time',
      'Europe/Berlin',
      hours(150, 300),
      '2026-10-25T00:30:00Z',
      '2026-10-25T04:00:00Z',
    ],
    [
      'ending within what is left out: when the clock is put forward',
      'Europe/Berlin',
      hours(0, 150),
      '2026-03-29T00:59:00Z',
      '2026-03-29T01:00:00Z',
    ],
    ['wholly left out', 'Europe/Berlin', hours(125, 150), '2026-03-29T01:00:00Z', null],
    [
      'on the evening of a chosen day',
      'UTC',
      { ...NIGHT, days: WORKDAYS },
      '2026-07-03T22:30:00Z',
      '2026-07-04T08:00:00Z',
    ],
    ['on the evening of another', 'UTC', { ...NIGHT, days: WORKDAYS }, '2026-07-04T22:30:00Z', null],
    [
      'early on the first chosen day, whose evening is still to come',
      'UTC',
      { ...NIGHT, days: WORKDAYS },
      '2026-07-06T07:00:00Z',
      null,
    ],
    [
      'for a whole weekend as one',
      'UTC',
      hours(0, 1440, ['sat', 'sun']),
      '2026-07-04T10:00:00Z',
      '2026-07-06T00:00:00Z',
    ],
    ['around the clock', 'UTC', hours(480, 480, ['mon']), '2026-07-06T09:00:00Z', '2026-07-07T08:00:00Z'],
  ])('%s', (_, ...[zone, quiet, now, end]) => {
    expect(quietUntil(quiet, zone, new Date(now))?.toISOString() ?? null).toBe(
      end === null ? null : new Date(end).toISOString(),
    );
  });

  it('that never end are looked at again within days', () => {
    const end = quietUntil(hours(0, 1440), 'UTC', new Date('2026-07-01T10:00:00Z'));

    expect(end?.toISOString()).toBe('2026-07-09T00:00:00.000Z');
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'])(
    'hold in %s exactly while the wall clock shows them, through the years of the clock',
    (zone) => {
      const wall = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
      for (const start of [
        '2026-03-07T00:00Z',
        '2026-03-28T00:00Z',
        '2026-04-04T00:00Z',
        '2026-10-03T00:00Z',
        '2026-10-24T00:00Z',
        '2026-10-31T00:00Z',
      ]) {
        const clock = createScriptedClock(new Date(start));
        for (let step = 0; step < 2 * 24 * 4; step += 1) {
          const shown = wall.format(clock.now());

          expect([clock.now(), quietUntil(NIGHT, zone, clock.now()) !== null]).toEqual([
            clock.now(),
            shown >= '22:00' || shown < '08:00',
          ]);
          clock.advance(15 * MINUTE);
        }
      }
    },
  );
});
