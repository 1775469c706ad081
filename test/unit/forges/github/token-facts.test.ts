import { describe, expect, it } from '@jest/globals';
import { recognisesToken, toTokenFacts } from '../../../../src/forges/github/token-facts.js';

const CLASSIC = 'ghp_0123456789abcdef';

describe('recognisesToken', () => {
  it.each([
    ['ghp_abc', true],
    ['gho_abc', true],
    ['ghu_abc', true],
    ['ghs_abc', true],
    ['ghr_abc', true],
    ['github_pat_11ABC_def', true],
    ['0123456789abcdef0123456789abcdef01234567', true],
    ['glpat-abc', false],
    ['gldt-abc', false],
    ['gloas-abc', false],
    ['0123456789abcdef', null],
    ['ghx_abc', null],
    ['', null],
  ])('tells %s to be %s', (secret, expected) => {
    expect(recognisesToken(secret)).toBe(expected);
  });
});

describe('toTokenFacts', () => {
  it('reads the scopes and the expiry of a classic token', () => {
    const facts = toTokenFacts(CLASSIC, {
      scopes: 'repo, notifications, delete_repo, admin:org',
      expiration: '2027-10-12 09:00:00 UTC',
    });

    expect(facts).toEqual({
      kind: 'github-classic',
      scopes: ['repo', 'notifications', 'delete_repo', 'admin:org'],
      expiresAt: new Date('2027-10-12T09:00:00Z'),
      missingScopes: [],
      excessScopes: ['delete_repo', 'admin:org'],
      canWrite: true,
      readsInbox: true,
    });
  });

  it.each([
    ['repo', [], true, true],
    ['public_repo, notifications', [], true, true],
    ['public_repo', [], true, false],
    ['notifications', ['repo'], false, true],
    ['gist', ['repo'], false, false],
    ['', ['repo'], false, false],
  ])('knows what a classic token with the scopes "%s" lacks', (scopes, missing, canWrite, readsInbox) => {
    const facts = toTokenFacts(CLASSIC, { scopes, expiration: null });

    expect(facts).toMatchObject({ missingScopes: missing, canWrite, readsInbox });
  });

  it('claims nothing about a fine-grained token', () => {
    const facts = toTokenFacts('github_pat_11ABC', { scopes: null, expiration: null });

    expect(facts).toEqual({
      kind: 'github-fine-grained',
      scopes: null,
      expiresAt: null,
      missingScopes: [],
      excessScopes: [],
      canWrite: null,
      readsInbox: false,
    });
  });

  it.each([
    ['ghu_abc', 'github-app'],
    ['ghs_abc', 'github-app'],
    ['gho_abc', 'github-classic'],
    ['0123456789abcdef0123456789abcdef01234567', 'github-classic'],
  ])('takes %s for a token of kind %s', (secret, kind) => {
    expect(toTokenFacts(secret, { scopes: 'repo', expiration: null }).kind).toBe(kind);
  });

  it.each([
    ['2027-10-12 09:00:00 UTC', '2027-10-12T09:00:00.000Z'],
    ['2027-10-12 09:00:00 +0200', '2027-10-12T07:00:00.000Z'],
    ['2027-10-12 09:00:00 -07:00', '2027-10-12T16:00:00.000Z'],
    ['2027-10-12T09:00:00Z', '2027-10-12T09:00:00.000Z'],
    ['next week', null],
    ['', null],
  ])('reads the expiry "%s"', (expiration, expected) => {
    const { expiresAt } = toTokenFacts(CLASSIC, { scopes: 'repo', expiration });

    expect(expiresAt?.toISOString() ?? null).toBe(expected);
  });
});
