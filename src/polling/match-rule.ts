import picomatch from 'picomatch';
import type { FilterField, FilterRule } from '../domain/watch-filter.js';

/** Where a star stops at a slash. */
const SEGMENTED: ReadonlySet<FilterField> = new Set<FilterField>(['branch', 'path']);

/** Forges cut names here. Each star multiplies the work by the length, so that neither may be without end. */
const LONGEST_VALUE = 255;

const OPTIONS = { dot: true, nocase: true, noextglob: true, nobrace: true, nobracket: true, nonegate: true };

/** A rule is asked of hundreds of paths, and making its expression costs thirty times as much as asking it. */
const matchers = new WeakMap<FilterRule, (value: string) => boolean>();

/** Only `*`, `**` and `?` are special: a pattern that a person typed must not become an expression. */
export function matchRule(rule: FilterRule, value: string): boolean {
  let matches = matchers.get(rule);
  if (matches === undefined) matchers.set(rule, (matches = matcherOf(rule)));
  return matches(value.slice(0, LONGEST_VALUE));
}

function matcherOf({ field, pattern }: FilterRule): (value: string) => boolean {
  const literal = pattern.replace(/[^\p{L}\p{N}\s*?/]/gu, String.raw`\$&`);
  if (SEGMENTED.has(field)) return picomatch(literal, OPTIONS);
  const isMatch = picomatch(hideSlashes(literal), OPTIONS);
  return (value) => isMatch(hideSlashes(value));
}

function hideSlashes(text: string): string {
  return text.replaceAll('/', '\u0000');
}
