import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeMessage, type EncodedMessage } from '../../../../src/channels/telegram/encode-message.js';
import { folded, line, quote, type Line, type Span } from '../../../../src/domain/message.js';
import { AUTOMATIC_LINKS } from '../../../support/telegram-links.js';

function encode(...lines: readonly Line[]): EncodedMessage {
  return encodeMessage({ lines });
}

function covered({ text, entities }: EncodedMessage, type: string): readonly string[] {
  return entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

describe('encodeMessage', () => {
  it('leaves formatting characters of forge text as they are', () => {
    const hostile = '<b>x</b> *y* _z_ `q` [a](http://b) &amp; ~s~ ||t||';

    const encoded = encode(line(hostile));

    expect(encoded.text).toBe(hostile);
    expect(encoded.entities).toEqual([]);
  });

  it('counts offsets and lengths in UTF-16 units', () => {
    const encoded = encode(line('👩‍💻 ', { text: 'Füx 🎉', style: 'bold' }), quote('ok'));

    expect(covered(encoded, 'bold')).toEqual(['Füx 🎉']);
    expect(encoded.entities[0]).toMatchObject({ offset: 6, length: 6 });
    expect(covered(encoded, 'expandable_blockquote')).toEqual(['ok']);
  });

  it('mentions a person by their id, whatever they are called, and nobody by what is no id', () => {
    const name = '@evil [x](tg://user?id=666)\u202e\n/start';

    const encoded = encode(
      line({ text: name, personId: '52' }, ' ', { text: 'x', personId: 'tg://user?id=666' }),
    );

    const user = { id: 52, is_bot: false, first_name: '52' };
    expect(encoded.entities).toEqual([
      { type: 'text_mention', user, offset: 0, length: encoded.text.length - 2 },
    ]);
    expect(encoded.text).not.toMatch(/@evil|(?<!\u2060)\/start|\n|\u202e/);
  });

  it('shows every style, and a link under it', () => {
    const encoded = encode(
      line(
        { text: 'b', style: 'bold', href: 'https://example.com/x' },
        { text: 'i', style: 'italic' },
        { text: 's', style: 'strike' },
        { text: 'c', style: 'code' },
        { text: 'l', style: 'code', href: 'https://example.com/' },
      ),
    );

    expect(encoded.entities.map(({ type, offset }) => [type, offset])).toEqual([
      ['text_link', 0],
      ['bold', 0],
      ['italic', 1],
      ['strikethrough', 2],
      ['code', 3],
      ['text_link', 4],
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'tg://user?id=1',
    'file:///etc/passwd',
    'http://gitlab/group',
    'not an address',
    `https://example.com/${'a'.repeat(3000)}`,
    '',
  ])('drops the link to %s and keeps its text', (href) => {
    const encoded = encode(line({ text: 'title', href }));

    expect(encoded).toMatchObject({ text: 'title', entities: [] });
  });

  it('takes credentials out of an address', () => {
    const encoded = encode(line({ text: 'x', href: 'https://user:glpat-secret@example.com/a' }));

    expect(encoded.entities).toEqual([
      { type: 'text_link', url: 'https://example.com/a', offset: 0, length: 1 },
    ]);
  });

  it.each([
    '@durov',
    'mail alice@example.com',
    '/start',
    'run /forget now',
    '#fixme',
    '$USD',
    'see README.md',
    'main.rs',
    'tg://resolve?domain=x',
    'ton://x',
    'пример.ru',
  ])('keeps Telegram from linking "%s"', (text) => {
    const quoted = encode(quote(text)).text;
    const plain = encode(line(text)).text;

    for (const link of AUTOMATIC_LINKS) {
      expect(plain).not.toMatch(link);
      expect(quoted).not.toMatch(link);
    }
    expect(plain.replaceAll('\u2060', '')).toBe(text);
  });

  it('leaves whole web addresses, numbers and code alone', () => {
    const text = 'https://example.com/a.b/?c=d%20e#frag, (http://example.com:8080/x.y). #12 !7 v1.2.3 a/b';

    expect(encode(line(text)).text).toBe(text);
    expect(encode(line({ text: '@alice README.md /x', style: 'code' })).text).toBe('@alice README.md /x');
  });

  it.each(['https://a.b)<b>@durov', 'https://a.b;#bug', 'https://a.b/@durov', 'http://a.b"/start'])(
    'trusts no address that ends in something else: %s',
    (text) => {
      const shown = encode(line(text)).text;

      for (const link of [...AUTOMATIC_LINKS, /https?:\/\//]) expect(shown).not.toMatch(link);
    },
  );

  it('looks across spans', () => {
    for (const [first, second] of [
      ['by @', 'durov'],
      ['/', 'start'],
      ['#', 'bug'],
      ['README', '.md'],
    ] as const) {
      const shown = encode(line(first, { text: second, style: 'bold' })).text;
      for (const link of AUTOMATIC_LINKS) expect(shown).not.toMatch(link);
    }
  });

  it('is quick with text that was made to be slow', () => {
    const slow = [
      'https://a.b/' + '.'.repeat(16_000) + 'é',
      ' '.repeat(16_000),
      '#'.repeat(16_000),
      '1.'.repeat(8000),
      '@/'.repeat(8000),
    ];
    const started = performance.now();

    for (const text of slow) encode(line(text), quote(text), line({ text, href: 'https://example.com/' }));

    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('leaves our own commands so that they can be pressed', () => {
    expect(encode(line('send ', { text: '/help', style: 'command' })).text).toBe('send /help');
  });

  it('removes control characters, bidi overrides and hidden letters, and keeps emoji and line breaks of quotes', () => {
    const dirty = 'a\u0000b\u202ec\u2066d\u200be\ufefff\u200fg\u001b[31m 👩‍👧 h\ud800i';

    expect(encode(line(dirty)).text).toBe('abcdefg[31m 👩‍👧 h\ufffdi');
    expect(encode(quote('one\r\ntwo\u2028three\n\n\n\nfour')).text).toBe('one\ntwo\nthree\n\nfour');
    expect(encode(line('feature\nbranch\tname')).text).toBe('feature branch name');
  });

  it('always has a text', () => {
    expect(encode().text).toBe('…');
    expect(encode(line(''), quote(' \u200b '), line({ text: '  ', style: 'bold' }))).toMatchObject({
      text: '…',
      entities: [],
    });
  });

  it('turns link previews off', () => {
    expect(encode(line('x')).link_preview_options).toEqual({ is_disabled: true });
  });

  it('shortens a long quote and keeps what stands around it', () => {
    const encoded = encode(line('title'), quote('word '.repeat(30_000)), line('footer'));

    expect(encoded.text.length).toBeLessThanOrEqual(4096);
    expect(encoded.text.startsWith('title\n')).toBe(true);
    expect(encoded.text.endsWith('…\nfooter')).toBe(true);
    expect(covered(encoded, 'expandable_blockquote')[0]).toMatch(/^word .*…$/);
  });

  it('shares the room between quotes', () => {
    const encoded = encode(quote('a'.repeat(5000)), quote('b'.repeat(5000)), line('end'));

    const lengths = covered(encoded, 'expandable_blockquote').map((text) => text.length);
    expect(Math.abs((lengths[0] ?? 0) - (lengths[1] ?? 0))).toBeLessThanOrEqual(1);
    expect(encoded.text.length).toBeGreaterThan(4090);
  });

  it('folds lines that follow on one another as one, with what is in them', () => {
    const link = { text: 'Add the basket', href: 'https://gitlab.example.com/1' };

    const encoded = encode(line('Held:'), folded('a ', link), folded('b'), line('-'), folded('c'));

    expect(encoded.text).toBe('Held:\na Add the basket\nb\n-\nc');
    expect(covered(encoded, 'expandable_blockquote')).toEqual(['a Add the basket\nb', 'c']);
    expect(covered(encoded, 'text_link')).toEqual(['Add the basket']);
  });

  it('keeps a fold inside the text when there is too much', () => {
    const encoded = encode(...Array.from({ length: 60 }, () => folded('x'.repeat(100))));

    expect(encoded.text.length).toBeLessThanOrEqual(4096);
    const [fold] = covered(encoded, 'expandable_blockquote');
    expect(fold?.length).toBeGreaterThan(4000);
    expect(encoded.text.startsWith(fold ?? '?')).toBe(true);
  });

  it('shortens a 100 kB title inside its link', () => {
    const title = { text: 'x'.repeat(100_000), style: 'bold', href: 'https://example.com/' } as const;

    const encoded = encode(line(title), line('what happened'));

    expect(covered(encoded, 'text_link')[0]).toMatch(/^x+…$/);
    expect(encoded.text.endsWith('\nwhat happened')).toBe(true);
  });

  it('never cuts through a character, and keeps every mark whole and inside the text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 3000 });
    const span: fc.Arbitrary<Span> = fc.oneof(
      text,
      fc.record({
        text,
        style: fc.constantFrom('bold', 'italic', 'code', 'strike', 'command'),
        href: fc.constantFrom('https://example.com/a', 'javascript:x'),
      }),
    );
    const lines = fc.array(
      fc.oneof(
        fc.array(span, { maxLength: 4 }).map((spans): Line => line(...spans)),
        text.map((words): Line => quote(words)),
      ),
      { maxLength: 8 },
    );

    fc.assert(
      fc.property(lines, (drawn) => {
        const encoded = encode(...drawn);
        expect(encoded.text.length).toBeGreaterThan(0);
        expect(encoded.text.length).toBeLessThanOrEqual(4096);
        expect(encoded.text).not.toMatch(/\p{Surrogate}/u);
        for (const { offset, length } of encoded.entities) {
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(encoded.text.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never lets hostile text become a mention, a command or a link', () => {
    const piece = fc.constantFrom(
      '@',
      '/',
      '#',
      '$',
      '.',
      'durov',
      'start',
      'README',
      'md',
      ' ',
      '\n',
      'tg://x',
      '\u2060',
      '_',
      '7',
      'é',
      '<',
      'USD',
    );
    const hostile = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

    fc.assert(
      fc.property(hostile, (text) => {
        for (const shown of [
          encode(line(text)).text,
          encode(quote(text)).text,
          encode(line({ text, style: 'bold' })).text,
        ]) {
          for (const link of AUTOMATIC_LINKS) expect(shown).not.toMatch(link);
        }
      }),
      { numRuns: 500 },
    );
  });
});
