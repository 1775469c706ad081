import { describe, expect, it } from '@jest/globals';
import { wordsOf } from '../../../../src/forges/http/redaction.js';

const JSON_TYPE = 'application/json; charset=utf-8';

describe('the words of a failed reply', () => {
  it.each<[string, unknown, string]>([
    ['its message', { message: 'Not Found' }, 'Not Found'],
    ['the error of an OAuth refusal', { error: 'invalid_token' }, 'invalid_token'],
    ['a message that is no text', { message: { base: ['has failed'] } }, '{"base":["has failed"]}'],
    [
      'what is wrong, in plain words',
      { message: 'Unprocessable Entity', errors: ['Can not approve your own pull request'] },
      'Unprocessable Entity: Can not approve your own pull request',
    ],
    [
      'what is wrong, field by field',
      {
        message: 'Validation Failed',
        errors: [
          { resource: 'Issue', field: 'title', code: 'missing_field' },
          { resource: 'PullRequest', field: 'state', code: 'custom', message: 'state cannot be changed' },
        ],
      },
      'Validation Failed: title missing_field, state cannot be changed',
    ],
    ['its message alone where the rest says nothing', { message: 'Bad', errors: [null, 7, {}] }, 'Bad'],
    ['its message alone where the rest is no list', { message: 'Bad', errors: { base: 'x' } }, 'Bad'],
  ])('are %s', (_what, body, words) => {
    expect(wordsOf(JSON.stringify(body), JSON_TYPE)).toBe(words);
  });

  it('are nothing where the body is a page or half of one', () => {
    expect(wordsOf('<html>', 'text/html')).toBe('');
    expect(wordsOf('{"message":"No', JSON_TYPE)).toBe('');
  });
});
