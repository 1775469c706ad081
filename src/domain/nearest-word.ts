/** The word that comes nearest to what was typed; the first of several. */
export function nearestOf<W extends string>(
  typed: string,
  words: readonly W[],
): { readonly word: W; readonly distance: number } | null {
  const ranked = words.map((word) => ({ word, distance: distance(typed, word) }));
  ranked.sort((one, other) => one.distance - other.distance);
  return ranked[0] ?? null;
}

/** Levenshtein's: letters to insert, delete or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
