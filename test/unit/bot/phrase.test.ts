import { describe, expect, it } from '@jest/globals';
import { phrase, sentence } from '../../../src/bot/phrase.js';
import type { Texts } from '../../../src/bot/translator.js';

/** A text of the test's own, filled as the translator would. */
function textOf(template: string): Texts {
  return (_key, params = {}) =>
    template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}

const KEY = 'help.private';

describe('phrase', () => {
  it('marks code, bold words and our commands', () => {
    const t = textOf('Send /help or `/watch a/b`, *now*.');

    expect(sentence(t, KEY).spans).toEqual([
      'Send ',
      { text: '/help', style: 'command' },
      ' or ',
      { text: '/watch a/b', style: 'code' },
      ', ',
      { text: 'now', style: 'bold' },
      '.',
    ]);
  });

  it('inserts values as they are, however they look', () => {
    const hostile = '*bold* `code` /forget {{other}} \ue0000\ue001';
    const t = textOf('See {{value}}!');

    expect(sentence(t, KEY, { value: hostile }).spans).toEqual(['See ', hostile, '!']);
  });

  it('keeps the style and the link of a value, also inside bold', () => {
    const link = { text: 'app', href: 'https://example.com/' };

    expect(sentence(textOf('{{p}}'), KEY, { p: link }).spans).toEqual([link]);
    expect(sentence(textOf('*{{p}}*'), KEY, { p: link }).spans).toEqual([{ ...link, style: 'bold' }]);
    expect(sentence(textOf('`x {{p}}`'), KEY, { p: link }).spans).toEqual([{ text: 'x app', style: 'code' }]);
  });

  it('makes a line of each line', () => {
    expect(phrase(textOf('one\n{{a}} two'), KEY, { a: '1\n2' })).toEqual([
      { kind: 'text', spans: ['one'] },
      { kind: 'text', spans: ['1\n2', ' two'] },
    ]);
  });
});
