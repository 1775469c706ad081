import { describe, expect, it } from '@jest/globals';
import { formatDuration, parseDuration } from '../../../src/bot/duration.js';
import { asTexts, createTranslator } from '../../../src/bot/translator.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';

const t = asTexts(createTranslator()('en'));

describe('parseDuration', () => {
  it.each([
    ['30m', 30 * MINUTE],
    ['1h', HOUR],
    ['2D', 2 * DAY],
    ['1w', 7 * DAY],
    ['30м', 30 * MINUTE],
    ['2ч', 2 * HOUR],
    ['2Д', 2 * DAY],
    ['1н', 7 * DAY],
  ])('reads %s', (word, duration) => {
    expect(parseDuration(word)).toBe(duration);
  });

  it.each(['', 'h', '0h', '-1h', '1', '1y', '99999w', '1.5h', '1h30m'])('refuses "%s"', (word) => {
    expect(parseDuration(word)).toBeNull();
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [-5 * SECOND, '0 s'],
    [59 * SECOND, '59 s'],
    [MINUTE - 1, '1 min'],
    [20 * MINUTE, '20 min'],
    [HOUR - SECOND, '1 h'],
    [8 * HOUR, '8 h'],
    [DAY, '24 h'],
    [2 * DAY - SECOND, '2 days'],
    [7 * DAY, '7 days'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatDuration(t, ms)).toBe(text);
  });
});
