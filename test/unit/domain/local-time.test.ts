import { describe, expect, it } from '@jest/globals';
import { addDays, instantOf, localTimeAt, weekdayOf } from '../../../src/domain/local-time.js';

const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function dateOf(text: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}

describe('the wall clock of a zone', () => {
  it.each([
    ['UTC', '2026-03-29T01:30:00Z', '2026-03-29 01:30'],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29 01:59'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29 03:00'],
    ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01 01:30'],
    ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01 01:30'],
    ['Asia/Kolkata', '2026-07-01T18:45:00Z', '2026-07-02 00:15'],
    ['Australia/Lord_Howe', '2026-01-01T13:00:00Z', '2026-01-02 00:00'],
    ['Australia/Lord_Howe', '2026-07-01T13:30:00Z', '2026-07-02 00:00'],
  ])('shows in %s at %s %s', (zone, instant, shown) => {
    const { year, month, day, minute } = localTimeAt(zone, new Date(instant));

    expect({ year, month, day }).toEqual(dateOf(shown.slice(0, 10)));
    expect(minute).toBe(minuteOf(shown.slice(11)));
  });

  it('knows no zone that there is not', () => {
    expect(() => localTimeAt('Europe/Atlantis', new Date())).toThrow(RangeError);
  });
});

describe('the instant of a wall-clock time', () => {
  it.each([
    [
      'an ordinary one',
      'Europe/Berlin',
      '2026-07-01',
      '09:30',
      '2026-07-01T07:30:00Z',
      '2026-07-01T07:30:00Z',
    ],
    [
      'one of half an hour',
      'Asia/Kolkata',
      '2026-12-31',
      '00:15',
      '2026-12-30T18:45:00Z',
      '2026-12-30T18:45:00Z',
    ],
    [
      'midnight at the end of a day',
      'UTC',
      '2026-02-28',
      '24:00',
      '2026-03-01T00:00:00Z',
      '2026-03-01T00:00:00Z',
    ],
    [
      'one that is left out',
      'Europe/Berlin',
      '2026-03-29',
      '02:30',
      '2026-03-29T01:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'one left out overseas',
      'America/New_York',
      '2026-03-08',
      '02:00',
      '2026-03-08T07:00:00Z',
      '2026-03-08T07:00:00Z',
    ],
    [
      'one left out by half an hour',
      'Australia/Lord_Howe',
      '2026-10-04',
      '02:15',
      '2026-10-03T15:30:00Z',
      '2026-10-03T15:30:00Z',
    ],
    [
      'one shown twice',
      'Europe/Berlin',
      '2026-10-25',
      '02:30',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
    ],
    [
      'one shown twice overseas',
      'America/New_York',
      '2026-11-01',
      '01:30',
      '2026-11-01T05:30:00Z',
      '2026-11-01T06:30:00Z',
    ],
    [
      'one shown twice by half an hour',
      'Australia/Lord_Howe',
      '2026-04-05',
      '01:45',
      '2026-04-04T14:45:00Z',
      '2026-04-04T15:15:00Z',
    ],
    [
      'the first after those shown twice',
      'Europe/Berlin',
      '2026-10-25',
      '03:00',
      '2026-10-25T02:00:00Z',
      '2026-10-25T02:00:00Z',
    ],
    [
      'the first after those left out',
      'Europe/Berlin',
      '2026-03-29',
      '03:00',
      '2026-03-29T01:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
  ])('is found for %s', (_, ...[zone, date, time, first, last]) => {
    const instants = (['first', 'last'] as const).map((pass) =>
      instantOf(zone, dateOf(date), minuteOf(time), pass).toISOString(),
    );

    expect(instants).toEqual([first, last].map((text) => new Date(text).toISOString()));
  });
});

describe('dates', () => {
  it('have weekdays, and are counted over months and leap days', () => {
    expect(weekdayOf(dateOf('2026-03-29'))).toBe('sun');
    expect(weekdayOf(dateOf('2026-03-30'))).toBe('mon');
    expect(addDays(dateOf('2028-02-28'), 1)).toEqual(dateOf('2028-02-29'));
    expect(addDays(dateOf('2027-01-01'), -1)).toEqual(dateOf('2026-12-31'));
  });
});
