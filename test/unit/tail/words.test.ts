import { describe, expect, it } from '@jest/globals';
import { EXIT } from '../../../src/tail/exit-code.js';
import { createFullTime, createShortTime } from '../../../src/tail/format-time.js';
import { noticeText } from '../../../src/tail/notice-text.js';
import { outcomeOfLook } from '../../../src/tail/outcome-of-look.js';
import { statusText } from '../../../src/tail/status-text.js';
import { aNotice, NOON } from '../../support/builders.js';

const LOOK = { failures: [], isAnyAway: false, lists: 10, isWhole: true };

describe('the end of a single look', () => {
  it.each([
    [LOOK, EXIT.done],
    [{ ...LOOK, isWhole: false }, EXIT.incomplete],
    [{ ...LOOK, failures: ['unavailable' as const] }, EXIT.incomplete],
    [{ ...LOOK, lists: 1, failures: ['unavailable' as const], isAnyAway: true }, EXIT.unreachable],
    [{ ...LOOK, lists: 1, failures: ['forbidden' as const] }, EXIT.incomplete],
  ])('%j is %i', (look, code) => {
    expect(outcomeOfLook(look).code).toBe(code);
  });
});

describe('the line at the foot', () => {
  const status = {
    projects: ['acme/shop'],
    lastReadAt: null,
    lagSeconds: null,
    requestsLeft: null,
    isAway: false,
  };

  it('says no more than is known', () => {
    expect(statusText(status, NOON)).toBe('acme/shop · first look');
  });

  it('says what is followed, when the last look was, how late news came and what is left', () => {
    const known = { ...status, lastReadAt: NOON, lagSeconds: 7.4, requestsLeft: 4950 };

    expect(statusText(known, new Date(NOON.getTime() + 3_000))).toBe(
      'acme/shop · looked 3 s ago · last event seen after 7 s · 4,950 requests left',
    );
  });

  it('names few projects, and says that nobody answers', () => {
    const many = { ...status, projects: ['a/b', 'a/c', 'a/d', 'a/e'], isAway: true, lastReadAt: NOON };

    expect(statusText(many, new Date(NOON.getTime() + 10 * 60_000))).toBe(
      'a/b, a/c and 2 more · no answer, trying again · looked 10 min ago',
    );
  });
});

describe('a time', () => {
  const at = new Date('2026-03-02T23:04:05Z');

  it('is that of the zone that was asked for', () => {
    expect(createFullTime('UTC')(at, NOON)).toBe('2026-03-02 23:04:05');
    expect(createFullTime('Asia/Tokyo')(at, NOON)).toBe('2026-03-03 08:04:05');
  });

  it('has its day where that is not today', () => {
    expect(createShortTime('UTC')(at, NOON)).toBe('23:04:05');
    expect(createShortTime('Asia/Tokyo')(at, NOON)).toBe('2026-03-03 08:04:05');
  });
});

describe('a notice', () => {
  it('says what it is about, and speaks of no chat', () => {
    const text = noticeText(aNotice({ params: { forge: 'gitlab.example.com', user: 'al\u001b[2Jice' } }));

    expect(text).toBe(
      'gitlab.example.com refuses the token of al[2Jice from now on: it has expired or was revoked. Make a new one.',
    );
  });
});
