import { describe, expect, it } from '@jest/globals';
import { wantedFiles, wantedPaths } from '../../../src/domain/wanted-files.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import { matchRule } from '../../../src/polling/match-rule.js';
import { aChangedFile } from '../../support/some-documents.js';

const FILES = [
  aChangedFile('docs/setup.md'),
  aChangedFile('api/shop.yaml'),
  aChangedFile('docs/generated/api.md'),
  aChangedFile('src/main.ts'),
];

function rules(...patterns: readonly string[]): WatchFilter['include'] {
  return patterns.map((pattern) => ({ field: 'path', pattern }));
}

function wanted(filter: Partial<WatchFilter> | null, files = FILES): readonly string[] {
  const whole = filter && { ...emptyFilter('team'), ...filter };
  return wantedFiles({ files }, whole, matchRule).map(({ path }) => path);
}

describe('the files that a watch hears of', () => {
  it.each([
    ['README.md', true],
    ['readme', true],
    ['packages/cart/Readme.rst', true],
    ['CONTRIBUTING.md', true],
    ['ChangeLog', true],
    ['docs/a/deep/page.html', true],
    ['Docs/page.md', true],
    ['src/CHANGELOG.md', false],
    ['src/docs/page.md', false],
    ['docs', false],
    ['src/readme/main.ts', false],
    ['src/main.ts', false],
  ])('are documents where it does not say: %s is one: %s', (path, isOne) => {
    expect(wanted(null, [aChangedFile(path)])).toEqual(isOne ? [path] : []);
  });

  it('are those that its rules name instead', () => {
    expect(wanted({ include: rules('api/**', 'src/*') })).toEqual(['api/shop.yaml', 'src/main.ts']);
  });

  it('are without those that it leaves out', () => {
    expect(wanted({ exclude: rules('docs/generated/**') })).toEqual(['docs/setup.md']);
    expect(wanted({ include: rules('**/*.md'), exclude: rules('docs/setup*') })).toEqual([
      'docs/generated/api.md',
    ]);
  });

  it('are those that were documents before they were moved, too', () => {
    const moved = aChangedFile('old/setup.md', { oldPath: 'docs/setup.md', fate: 'renamed' });

    expect(wanted(null, [moved])).toEqual(['old/setup.md']);
    expect(wanted({ include: rules('old/**') }, [moved])).toEqual(['old/setup.md']);
  });

  it('are not chosen by its other rules', () => {
    expect(wanted({ include: [{ field: 'branch', pattern: 'api/**' }] })).toEqual([
      'docs/setup.md',
      'docs/generated/api.md',
    ]);
  });
});

describe('the paths that a watch’s rules leave', () => {
  const PATHS = ['payments/card.ts', 'docs/setup.md'];

  const left = (filter: Partial<WatchFilter>, isCut = false): readonly string[] | null =>
    wantedPaths({ paths: PATHS, isCut }, { ...emptyFilter('team'), ...filter }, matchRule);

  it('are those that it names, without those that it leaves out', () => {
    expect(left({ include: rules('payments/**', 'src/**') })).toEqual(['payments/card.ts']);
    expect(left({ exclude: rules('docs/**') })).toEqual(['payments/card.ts']);
    expect(left({ include: rules('**/*.md'), exclude: rules('docs/**') })).toEqual([]);
  });

  it('are not asked for without such rules', () => {
    expect(left({ include: [{ field: 'branch', pattern: 'main' }] })).toBeNull();
  });

  it('may be among those that were not read', () => {
    expect(left({ include: rules('src/**') }, true)).toBeNull();
    expect(left({ exclude: rules('**') }, true)).toBeNull();
    expect(left({ include: rules('docs/**') }, true)).toEqual(['docs/setup.md']);
  });
});
