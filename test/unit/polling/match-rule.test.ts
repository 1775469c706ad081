import { describe, expect, it } from '@jest/globals';
import type { FilterField } from '../../../src/domain/watch-filter.js';
import { matchRule } from '../../../src/polling/match-rule.js';

function matches(field: FilterField, pattern: string, value: string): boolean {
  return matchRule({ field, pattern }, value);
}

describe('a pattern', () => {
  it.each([
    ['branch', 'main', 'main', true],
    ['branch', 'main', 'maintenance', false],
    ['branch', 'MAIN', 'main', true],
    ['branch', 'release/*', 'release/2.1', true],
    ['branch', 'release/*', 'release/2/hotfix', false],
    ['branch', 'release/**', 'release/2/hotfix', true],
    ['branch', '*', '.hidden', true],
    ['path', 'docs/**', 'docs/a/b.md', true],
    ['job', 'rspec*', 'rspec 1/3', true],
    ['label', '*::bug', 'type::bug', true],
    ['author', 'renovate[bot]', 'renovate[bot]', true],
    ['author', 'renovate[bot]', 'renovateb', false],
    ['label', 'v?.?', 'v1.2', true],
    ['label', 'a.b', 'axb', false],
    ['label', '(a|b)', 'a', false],
    ['label', '{a,b}', 'a', false],
    ['label', '!wip', 'done', false],
    ['label', '!wip', '!wip', true],
    ['label', String.raw`back\slash`, String.raw`back\slash`, true],
    ['workflow', 'сборка*', 'Сборка и тесты', true],
  ] as const)('%s:%s on %s: %s', (field, pattern, value, expected) => {
    expect(matches(field, pattern, value)).toBe(expected);
  });

  it('takes no long time, however it was made', () => {
    const begin = performance.now();

    expect(matches('label', '*a*a*', `${'a'.repeat(5_000)}!b`)).toBe(true);
    expect(matches('branch', `*${'a'.repeat(10)}*${'a'.repeat(10)}*b`, 'a'.repeat(5_000))).toBe(false);

    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
