import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../../src/domain/secret.js';
import { doneDespite, graphqlError } from '../../../../src/forges/github/graphql-errors.js';

const SECRET = new Secret('ghp_abcdef0123456789');

function thrown(type: string | undefined, message = 'No', data: unknown = null): Error {
  return Object.assign(new Error('failed'), { errors: [{ type, message }], data });
}

describe('an error of GraphQL', () => {
  it.each([
    ['FORBIDDEN', 'forbidden', 403],
    ['INSUFFICIENT_SCOPES', 'forbidden', 403],
    ['NOT_FOUND', 'not-found', 404],
    ['UNPROCESSABLE', 'invalid', 422],
    ['RATE_LIMITED', 'rate-limited', 429],
    ['SERVICE_UNAVAILABLE', 'bad-reply', 200],
    [undefined, 'bad-reply', 200],
  ])('%s is %s', (type, code, status) => {
    expect(graphqlError(thrown(type), SECRET)).toMatchObject({ code, status, words: 'No' });
  });

  it('is the same where the throttling found the limit first', () => {
    const { errors, data } = thrown('RATE_LIMITED') as Error & { errors: unknown; data: unknown };
    const found = Object.assign(new Error('limit'), { data: { errors, data } });

    expect(graphqlError(found, SECRET)).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 60 });
  });

  it('never shows the token', () => {
    const error = graphqlError(thrown('FORBIDDEN', 'for ghp_abcdef0123456789'), SECRET);

    expect([error?.words, error?.message].join()).not.toContain('ghp_');
  });

  it.each([new Error('network'), 'text', null, { errors: [] }, { errors: 'x' }])('is not %p', (error) => {
    expect(graphqlError(error, SECRET)).toBeNull();
  });

  it('does not undo what was done', () => {
    expect(doneDespite(thrown('FORBIDDEN', 'No', { resolve: { x: null } }))).toEqual({
      resolve: { x: null },
    });
    expect(doneDespite(thrown('FORBIDDEN', 'No', { resolve: null }))).toBeNull();
    expect(doneDespite(thrown('FORBIDDEN'))).toBeNull();
    expect(doneDespite(new Error('network'))).toBeNull();
  });
});
