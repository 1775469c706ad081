import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localTimeAt } from '../../../src/domain/local-time.js';
import { findZone } from '../../../src/domain/time-zone.js';

describe('a typed time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin ', 'Europe/Berlin'],
    ['berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Lord_Howe', 'Australia/Lord_Howe'],
    ['utc', 'UTC'],
  ])('%s is %s', (typed, zone) => {
    expect(findZone(typed)).toEqual({ kind: 'zone', zone });
  });

  it.each([
    ['Europe/Berln', 'Europe/Berlin'],
    ['Moskow', 'Europe/Moscow'],
    ['Amerca/New_Yrok', 'America/New_York'],
  ])('%s suggests %s first', (typed, near) => {
    const match = findZone(typed);

    expect(match.kind === 'near' && match.zones[0]).toBe(near);
  });

  it.each(['', '+02:00', 'xyzzyxyzzy', '../../etc/passwd', '__proto__'])('%j is nowhere', (typed) => {
    expect(findZone(typed)).toEqual({ kind: 'near', zones: [] });
  });

  it('is one that the clock knows, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const match = findZone(typed);
        if (match.kind === 'zone') localTimeAt(match.zone, new Date(0));
      }),
      { numRuns: 30 },
    );
  });
});
