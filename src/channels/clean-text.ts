/**
 * What forge text may not contain: control characters, and marks that turn the reading direction or hide letters.
 * The joiners U+200C and U+200D and the tags stay, emoji and several scripts need them; so do Arabic number signs.
 */
const HIDDEN = /(?!\n|\u200c|\u200d|[\u0600-\u0605\u06dd\u070f\u08e2]|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]/gu;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text of several lines, at most one empty line in a row. */
export function cleanBlock(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(HIDDEN, '')
    .split('\n')
    .map((row, index, rows) => (index < rows.length - 1 ? row.trimEnd() : row))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** Text of one line. */
export function cleanInline(text: string): string {
  return cleanBlock(text).replace(/\n+/g, ' ');
}
