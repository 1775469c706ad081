import { describe, expect, it } from '@jest/globals';
import { quoteLongIntegers } from '../../../../src/forges/github/exact-integers.js';

describe('quoteLongIntegers', () => {
  it('keeps an integer whole that a number cannot hold', () => {
    const text = '{"id":9007199254740993,"list":[ -12345678901234567890, 1 ]}';

    expect(JSON.parse(quoteLongIntegers(text))).toEqual({
      id: '9007199254740993',
      list: ['-12345678901234567890', 1],
    });
  });

  it.each([
    '{"id":1,"size":123456789012345}',
    '{"body":"see 9007199254740993, or \\"9007199254740993\\": 9007199254740993"}',
    '{"ratio":1234567890123456.5,"big":1234567890123456e3}',
    '{"sha":"1234567890123456789012345678901234567890"}',
  ])('leaves %s as it is', (text) => {
    expect(quoteLongIntegers(text)).toBe(text);
  });
});
