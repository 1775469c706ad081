/** What changed in a text, as far as a chat wants to know. */
export interface TextDiff {
  /** Lines, in the whole text. */
  readonly added: number;
  readonly removed: number;
  /** The first changed lines, `- was` and `+ is`, each cut; at most `MAX_DIFF_LINES`. */
  readonly lines: readonly string[];
}

export const MAX_DIFF_LINES = 4;
/** About two rows on a phone. */
export const MAX_DIFF_LINE_LENGTH = 100;
