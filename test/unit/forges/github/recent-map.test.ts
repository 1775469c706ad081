import { describe, expect, it } from '@jest/globals';
import { RecentMap } from '../../../../src/forges/github/recent-map.js';

describe('RecentMap', () => {
  it('keeps what was used last', () => {
    const map = new RecentMap<number>(
      [
        ['a', 1],
        ['b', 2],
      ],
      2,
    );

    map.get('a');
    map.set('c', 3);

    expect(map.entries()).toEqual([
      ['a', 1],
      ['c', 3],
    ]);
  });
});
