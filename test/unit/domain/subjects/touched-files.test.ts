import { describe, expect, it } from '@jest/globals';
import { MAX_PATHS, toTouchedFiles } from '../../../../src/domain/subjects/touched-files.js';

const many = (count: number, length = 1): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${'a'.repeat(length)}/${index}`);

describe('the files that commits touch', () => {
  it('are remembered each once', () => {
    expect(toTouchedFiles(['a', 'b', 'a'], false)).toEqual({ paths: ['a', 'b'], isCut: false });
  });

  it('are remembered up to a number, and the cut is', () => {
    const [most, more] = [toTouchedFiles(many(MAX_PATHS), false), toTouchedFiles(many(MAX_PATHS + 1), false)];

    expect([most.paths.length, most.isCut]).toEqual([MAX_PATHS, false]);
    expect([more.paths.length, more.isCut]).toEqual([MAX_PATHS, true]);
  });

  it('are remembered up to a size, however long their names', () => {
    const { paths, isCut } = toTouchedFiles(many(100, 4_000), false);

    expect(paths.join('').length).toBeLessThanOrEqual(20_000);
    expect(isCut).toBe(true);
  });

  it('are not known where there are none', () => {
    expect(toTouchedFiles([], false)).toEqual({ paths: [], isCut: true });
  });
});
