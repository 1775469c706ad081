/** Longer ones are like nothing: the time for it would be taken from everybody else's reads. */
const MAX_LENGTH = 200_000;

/** A text made ready to be held against many others. */
export interface TextWeights {
  readonly total: number;
  /** Characters in all lines of that wording. */
  readonly byLine: ReadonlyMap<string, number>;
}

const NOTHING: TextWeights = { total: 0, byLine: new Map() };

export function weighText(text: string): TextWeights {
  if (text.length > MAX_LENGTH) return NOTHING;
  const byLine = new Map<string, number>();
  let total = 0;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    byLine.set(line, (byLine.get(line) ?? 0) + line.length);
    total += line.length;
  }
  return { total, byLine };
}

/** How much of the longer one is in the other, wherever it stands there: from 0 to 1. That is how git tells a rename. */
export function likeness(one: TextWeights, other: TextWeights): number {
  const longer = Math.max(one.total, other.total);
  if (longer === 0) return 0;
  let shared = 0;
  for (const [line, weight] of one.byLine) shared += Math.min(weight, other.byLine.get(line) ?? 0);
  return shared / longer;
}
