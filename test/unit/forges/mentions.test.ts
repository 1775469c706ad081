import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extractMentions, newMentions } from '../../../src/forges/mentions.js';

describe('extractMentions', () => {
  it.each<[string, readonly string[]]>([
    ['Hi @Alice, see @bob.', ['alice', 'bob']],
    ['@group/sub-group/team, please', ['group/sub-group/team']],
    ['@john.doe and @mary-jane_2!', ['john.doe', 'mary-jane_2']],
    ['ends here: @alice-. And @bob...', ['alice', 'bob']],
    ['(@alice) "@bob" cc:@carol,@dan', ['alice', 'bob', 'carol', 'dan']],
    ['**@alice** and _@bob_ and ~~@carol~~', ['alice', 'bob', 'carol']],
    ['@alice @ALICE @Alice', ['alice']],
    ['@all look', ['all']],
    ['- @alice\n  - nested @bob\n1. @carol\n\n# @dan', ['alice', 'bob', 'carol', 'dan']],
    ['<a id="top"/>@alice <a name="x">@bob <a href="y">y</a>', ['alice', 'bob']],
    ['[@alice] and [@bob](', ['alice', 'bob']],
    ['@bob/@alice and @org/team/@carol', ['bob', 'alice', 'org/team', 'carol']],
    ['请@alice看一下, привет@bob', ['alice', 'bob']],
    ['<details><summary>s</summary>\n@alice\n</details>', ['alice']],
    ['<p>@alice</p>\n\nx <b title=">">@bob</b> 1 < 2 @carol', ['alice', 'bob', 'carol']],
    ['>>> no block\n\n@alice\n\n>>>\n\n@bob', ['alice', 'bob']],
    ['```\n>>>\n```\n@alice\n```\n>>>\n```', ['alice']],
    ['+@alice, and (+@bob)', ['alice', 'bob']],
    ['@snake_case_name', ['snake_case_name']],
    ['', []],
    ['@', []],
    ['@-alice @.bob', []],
    ['_@_ and _@__', []],
  ])('finds the names in %j', (markdown, names) => {
    expect(extractMentions(markdown)).toEqual(names);
  });

  it.each([
    ['an address', 'write to alice@example.com, me+@x.org or first.last_-@x.org'],
    ['inline code', 'run `npm i @scope/package`'],
    ['a fenced block', '```\n@alice\n```'],
    ['an unfinished fence', '~~~ts\n@decorator()\n'],
    ['an indented block', 'x\n\n    @alice\n'],
    ['a quotation', '> @alice said\n> no\nlazily'],
    ['a quotation in a list', '- > @alice\n'],
    ['a link address', '[text](https://example.com/@alice) ![i](/@bob "x")'],
    [
      'the words of a link',
      'by [@alice](https://example.com/alice), [@bob][1]\n\n[1]: https://example.com/bob',
    ],
    [
      'the words of a link of HTML',
      'by <a href="https://example.com/alice">@alice</a>\n\n<a href="x">\n@bob\n</a>',
    ],
    ['a bare address', 'https://example.com/@alice'],
    ['an HTML tag', '<a title="@alice">x</a>\n\n<div title=">"\nclass="@bob">\n</div>'],
    ['code and quotations of HTML', '<code>@alice</code>\n\n<blockquote>\n\n@bob\n\n</blockquote>'],
    ['a comment', '<!-- @alice -->\n\n<div>\n<!--\n@bob\n-->\n</div>'],
    ['a quotation of many lines', 'x\n\n>>>\n@alice said\n\n@bob, too\n>>>\n\ny'],
    ['a text with line breaks of Windows', '>>>\r\n@alice\r\n>>>\r\n```\r\n@bob\r\n```'],
    ['an address with a path', 'https://example.com/@bob/@alice'],
    ['another network', 'me@@alice'],
  ])('finds none in %s', (_name, markdown) => {
    expect(extractMentions(markdown)).toEqual([]);
  });

  it('treats long texts as short ones', () => {
    const filler = `${'word '.repeat(300)}\n\n`;
    const text = `@first\n\n${filler.repeat(8)}\`\`\`\n@code\n${filler.repeat(4)}@more\n\`\`\`\n\n> @quoted\n\n@last`;

    expect(extractMentions(text)).toEqual(['first', 'last']);
  });

  it('knows quotations and code where there is too much markup to parse', () => {
    const marks = '- [x] [`a`](b) `c` *d*\n'.repeat(16);
    const hidden = '\n> @quoted\nlazily @too\n\n- > @nested\n\n```\n@fenced\n```\n\n`@code` ``a ` @b``';

    expect(extractMentions(`${marks}${hidden} @alice\n\n\` and @bob`)).toEqual(['alice', 'bob']);
  });

  it('looks at the first 100,000 characters and cuts no name in two', () => {
    const text = `@early ${'x '.repeat(49_994)}@alice and @late`;

    expect(extractMentions(text)).toEqual(['early']);
  });

  it('never throws and answers clean names', () => {
    const pieces = [
      '@',
      'a',
      '.b',
      '-',
      '/',
      '_',
      ' ',
      '\n',
      '>',
      '`',
      '```',
      '*',
      '[',
      '](',
      '<',
      '!',
      '\\',
      '\t',
      '1. ',
      'é',
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));

    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (markdown) => {
        for (const name of extractMentions(markdown))
          expect(name).toMatch(/^[a-z0-9_](?:[a-z0-9_.\-/]*[a-z0-9_])?$/);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '> ',
    '1. ',
    '- a\n',
    '>\n- ',
    'a*b_',
    '[a](',
    '`a',
    '<!--',
    '@a',
    '@',
    '@a/',
    '`a``',
    '>>>\n',
    '<code>',
    '<!-',
  ])('does not stall on 100,000 characters of %j', (piece) => {
    const text = `@x ${piece.repeat(Math.ceil(100_000 / piece.length))}`;
    const startedAt = performance.now();

    extractMentions(text);

    // A CommonMark parser alone takes minutes for the worst of these.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('new mentions', () => {
  it.each([
    ['', 'Ask @alice or @Bob', ['alice', 'bob']],
    ['Ask @alice', 'Ask @Alice or @bob', ['bob']],
    ['`@alice`', '@alice', ['alice']],
    ['@alice', '', []],
  ])('from %j to %j are %j', (before, after, names) => {
    expect(newMentions(before, after)).toEqual(names);
  });
});
