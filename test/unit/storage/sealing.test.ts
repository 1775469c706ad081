import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../src/domain/secret.js';
import { accountOwner, pendingOwner, seal, unseal } from '../../../src/storage/sealing.js';

const KEY = Buffer.alloc(32, 1);
const OWNER = accountOwner('a1');

describe('sealing', () => {
  it('opens what it sealed', () => {
    const sealed = seal(KEY, new Secret('glpat-ключ'), OWNER);

    expect(unseal(KEY, sealed, OWNER)?.reveal()).toBe('glpat-ключ');
    expect(sealed).toMatch(/^v1\.[\w-]+$/);
  });

  it('seals the same token differently each time', () => {
    const secret = new Secret('glpat-token');

    expect(seal(KEY, secret, OWNER)).not.toBe(seal(KEY, secret, OWNER));
  });

  it.each([
    ['another key', Buffer.alloc(32, 2), OWNER],
    ['another row', KEY, accountOwner('a2')],
    ['a row of another kind', KEY, pendingOwner('a1')],
  ])('does not open with %s', (_what, key, owner) => {
    expect(unseal(key, seal(KEY, new Secret('glpat-token'), OWNER), owner)).toBeNull();
  });

  it('does not open what was changed, cut or is none', () => {
    const sealed = seal(KEY, new Secret('glpat-token'), OWNER);
    const middle = 10;
    const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1);

    for (const text of [changed, sealed.slice(0, 20), '', 'v1.', `v2.${sealed.slice(3)}`]) {
      expect(unseal(KEY, text, OWNER)).toBeNull();
    }
  });
});
