import picomatch from 'picomatch';
import type { FilterField, FilterRule } from '../domain/watch-filter.js';

/** Where a star stops at a slash. */
const SEGMENTED: ReadonlySet<FilterField> = new Set<FilterField>(['branch', 'path']);

/** Forges cut names here. Each star multiplies the work by the length, so that neither may be without end. */
const LONGEST_VALUE = 255;

const OPTIONS = { dot: true, nocase: true, noextglob: true, nobrace: true, nobracket: true, nonegate: true };

/** Only `*`, `**` and `?` are special: a pattern that a person typed must not become an expression. */
export function matchRule({ field, pattern }: FilterRule, value: string): boolean {
  const literal = pattern.replace(/[^\p{L}\p{N}\s*?/]/gu, String.raw`\$&`);
  const cut = value.slice(0, LONGEST_VALUE);
  if (SEGMENTED.has(field)) return picomatch.isMatch(cut, literal, OPTIONS);
  return picomatch.isMatch(hideSlashes(cut), hideSlashes(literal), OPTIONS);
}

function hideSlashes(text: string): string {
  return text.replaceAll('/', '\u0000');
}
