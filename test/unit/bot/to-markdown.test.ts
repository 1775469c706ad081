import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toMarkdown } from '../../../src/bot/to-markdown.js';

/** What stands between `{` and `}` is of that type. */
function marked(text: string, more: object): string {
  const offset = text.indexOf('{');
  const length = text.indexOf('}') - offset - 1;
  return toMarkdown(text.replace(/[{}]/g, ''), [{ offset, length, ...more }]);
}

describe('what people format in Telegram, for a forge', () => {
  it.each<[string, string, object, string]>([
    ['bold', 'see {this} here', { type: 'bold' }, 'see **this** here'],
    ['italic', '{this}', { type: 'italic' }, '*this*'],
    ['struck', 'not {this}', { type: 'strikethrough' }, 'not ~~this~~'],
    ['bold over lines, with spaces', 'a{ b \n\nc }d', { type: 'bold' }, 'a **b** \n\n**c** d'],
    ['code', 'call {foo_bar()}!', { type: 'code' }, 'call `foo_bar()`!'],
    ['code with ticks', '{a`b`}', { type: 'code' }, '`` a`b` ``'],
    [
      'a block',
      'try\n{npm ci\nnpm test}\nor not',
      { type: 'pre' },
      'try\n```\nnpm ci\nnpm test\n```\n\nor not',
    ],
    ['a block amid a line', 'try {npm ci} now', { type: 'pre' }, 'try \n```\nnpm ci\n```\n now'],
    ['a block of a language', '{let a}', { type: 'pre', language: 'ts' }, '```ts\nlet a\n```'],
    ['a block with fences', '{```}', { type: 'pre', language: 'x\n/close' }, '````\n```\n````'],
    ['a quotation', '{a\nb}\nc', { type: 'blockquote' }, '> a\n> b\n\nc'],
    [
      'a link',
      '{the docs}',
      { type: 'text_link', url: 'https://a.b/c d(1)' },
      '[the docs](<https://a.b/c%20d(1)>)',
    ],
    ['a link within Telegram', '{Bob}', { type: 'text_link', url: 'tg://user?id=1' }, 'Bob'],
    ['an address', '{https://a.b}', { type: 'url' }, 'https://a.b'],
    ['what is hidden', '{boo}', { type: 'spoiler' }, 'boo'],
  ])('keeps %s', (_what, text, more, expected) => {
    expect(marked(text, more)).toBe(expected);
  });

  it('keeps one within the other, and both of the same words', () => {
    const entities = [
      { type: 'bold', offset: 0, length: 7 },
      { type: 'italic', offset: 4, length: 3 },
      { type: 'bold', offset: 8, length: 1 },
      { type: 'italic', offset: 8, length: 1 },
    ];

    expect(toMarkdown('one two 3', entities)).toBe('**one *two*** ***3***');
  });

  it('leaves alone what was typed as Markdown, and what it does not know', () => {
    expect(toMarkdown('**a** `b`', undefined)).toBe('**a** `b`');
    expect(toMarkdown('abc', [{ type: 'bold', offset: 9, length: 1 }, { type: 'bold' }, null])).toBe('abc');
  });

  it('loses no letter of the text, whatever Telegram tells of it', () => {
    const type = fc.constantFrom('bold', 'italic', 'code', 'pre', 'blockquote', 'text_link', 'mention');
    const one = fc.record({ type, offset: fc.nat(12), length: fc.nat(12), url: fc.webUrl() });
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z \n]{0,12}$/),
        fc.array(one, { maxLength: 4 }),
        (text, entities) => {
          const bare = toMarkdown(text, entities).replaceAll(/\]\(<[^>]*>\)/g, '');
          const letters = (words: string) => words.replaceAll(/[^a-z]/g, '');
          expect(letters(bare)).toBe(letters(text));
        },
      ),
    );
  });
});
