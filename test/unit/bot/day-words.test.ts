import { describe, expect, it } from '@jest/globals';
import { parseDays, parseTime, printDays, printMoment, printTime } from '../../../src/bot/day-words.js';
import { parseQuiet } from '../../../src/bot/quiet-argument.js';
import { asTexts, createTranslator } from '../../../src/bot/translator.js';

const t = asTexts(createTranslator()('en'));

describe('times of day', () => {
  it.each([
    ['9:30', 570],
    ['09.30', 570],
    ['00:00', 0],
    ['24:00', 1_440],
  ])('%s is minute %s', (word, minute) => {
    expect(parseTime(word)).toBe(minute);
  });

  it.each(['24:01', '9:60', '9', 'nine', '', '123:00', '-1:00'])('%j is none', (word) => {
    expect(parseTime(word)).toBeNull();
  });

  it('are shown with two figures each', () => {
    expect([0, 570, 1_440].map(printTime)).toEqual(['00:00', '09:30', '24:00']);
  });

  it('are shown with the day when that is another', () => {
    const now = new Date('2026-07-03T20:00:00Z');

    expect(printMoment(t, 'Europe/Berlin', new Date('2026-07-03T21:30:00Z'), now)).toBe('23:30');
    expect(printMoment(t, 'Europe/Berlin', new Date('2026-07-04T06:00:00Z'), now)).toBe('Sat 08:00');
  });
});

describe('days of the week', () => {
  it.each([
    [[], 'every day'],
    [['daily'], 'every day'],
    [['mon-fri'], 'Mon–Fri'],
    [['weekend'], 'Sat, Sun'],
    [['Fri-mon'], 'Mon, Fri–Sun'],
    [['monday', 'wed', 'fri'], 'Mon, Wed, Fri'],
    [['thu-thu'], 'Thu'],
    [['пн-пт'], 'Mon–Fri'],
    [['Сб', 'вс'], 'Sat, Sun'],
    [['понедельник', 'среду', 'пятница'], 'Mon, Wed, Fri'],
    [['будни'], 'Mon–Fri'],
    [['выходные'], 'Sat, Sun'],
    [['ежедневно'], 'every day'],
  ])('%j are %s', (words, shown) => {
    const days = parseDays(words);

    expect(days === null ? null : printDays(t, days)).toBe(shown);
  });

  it.each(['mo', 'mon-', 'mon-fri-sun', 'someday', 'toString', '-', 'втора', 'пн-'])('%j is none', (word) => {
    expect(parseDays([word])).toBeNull();
  });
});

describe('/quiet with words', () => {
  it.each([
    ['22:00-08:00', { from: 1_320, to: 480 }, null],
    ['22:00 – 8:00', { from: 1_320, to: 480 }, null],
    [
      '22:00-08:00 mon-fri Europe/Berlin',
      { from: 1_320, to: 480, days: parseDays(['mon-fri']) },
      'Europe/Berlin',
    ],
    ['22:00-8:00 пн-пт berlin', { from: 1_320, to: 480, days: parseDays(['mon-fri']) }, 'Europe/Berlin'],
    ['0:00-24:00, sat, sun utc', { from: 0, to: 1_440, days: ['sat', 'sun'] }, 'UTC'],
  ])('%s sets hours', (argument, hours, zone) => {
    expect(parseQuiet(argument)).toMatchObject({ kind: 'hours', hours, zone });
  });

  it.each([
    ['', 'show'],
    ['off', 'off'],
    ['Выкл', 'off'],
    ['22:00', 'unclear'],
    ['22:00-08:00 sometimes', 'unclear'],
    ['24:00-08:00', 'unclear'],
    ['later', 'unclear'],
    ['22:00-08:00 Europe/Atlantis', 'zone-unclear'],
  ])('%j is %s', (argument, kind) => {
    expect(parseQuiet(argument).kind).toBe(kind);
  });
});
