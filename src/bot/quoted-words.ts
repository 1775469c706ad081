/** Phones turn straight quotes into typographic ones. */
const QUOTES = /["“”„«»]/g;

export function straightQuotes(text: string): string {
  return text.replace(QUOTES, '"');
}

/** Words of a line; spaces within quotes belong to the word. A quote that is not closed ends with the line. */
export function splitWords(line: string): readonly string[] {
  return splitOutside(straightQuotes(line), /\s/).filter((word) => word !== '');
}

/** Parts between those separators that stand outside of quotes; quotes and backslashes stay. */
export function splitOutside(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let isInside = false;
  let isEscaped = false;
  for (const sign of text) {
    if (!isInside && separator.test(sign)) {
      parts.push(part);
      part = '';
      continue;
    }
    part += sign;
    if (!isEscaped && sign === '"') isInside = !isInside;
    isEscaped = isInside && !isEscaped && sign === '\\';
  }
  return [...parts, part];
}

/** A word that `splitWords` keeps together and `unquote` gives back. */
export function quoteWord(word: string): string {
  return /^[^\s,"\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, String.raw`\$&`)}"`;
}

export function unquote(word: string): string {
  if (!word.startsWith('"')) return word;
  const inner = word.length > 1 && word.endsWith('"') ? word.slice(1, -1) : word.slice(1);
  return inner.replace(/\\(["\\])/g, '$1');
}
