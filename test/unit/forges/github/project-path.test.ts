import { describe, expect, it } from '@jest/globals';
import { splitPath } from '../../../../src/forges/github/project-path.js';

describe('splitPath', () => {
  it('splits owner and repository', () => {
    expect(splitPath('acme/shop.js')).toEqual({ owner: 'acme', repo: 'shop.js' });
  });

  it.each([
    'acme',
    'acme/shop/sub',
    'acme/',
    '/shop',
    '../user',
    'acme/..',
    'acme/sh op',
    'acme/shop?x=1',
    '',
  ])('refuses "%s"', (path) => {
    expect(splitPath(path)).toBeNull();
  });
});
