import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, toCleanJson } from '../../../src/storage/clean-text.js';

describe('cleanText', () => {
  it.each([
    ['plain', 'plain'],
    ['a\0b\0', 'ab'],
    ['half \ud83d of a face', 'half \ufffd of a face'],
    ['whole \u{1f600} face', 'whole \u{1f600} face'],
    ['written \\u0000 out', 'written \\u0000 out'],
  ])('makes %j into %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});

describe('toCleanJson', () => {
  it('cleans values and keys at any depth', () => {
    const value = { 'k\0': ['a\0', { deep: '\udc00' }], number: 1, nothing: null };

    expect(JSON.parse(toCleanJson(value))).toEqual({
      k: ['a', { deep: '\ufffd' }],
      number: 1,
      nothing: null,
    });
  });

  it('never writes what jsonb refuses, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (value) => {
        const read = JSON.parse(toCleanJson(value)) as Record<string, string>;
        for (const [key, text] of Object.entries(read)) {
          expect(cleanText(key)).toBe(key);
          expect(cleanText(text)).toBe(text);
        }
        const clean = Object.entries(value).map(([key, text]) => [cleanText(key), cleanText(text)] as const);
        expect(read).toEqual(Object.fromEntries(clean));
      }),
    );
  });
});
