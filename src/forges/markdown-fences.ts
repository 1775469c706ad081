const OPENING = /^[ \t]{0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^[ \t]{0,3}(`{3,}|~{3,})\s*$/;

/** The marks of the code fence that is open after a line, given those before it; `null`: none is. */
export function fenceAfter(open: string | null, line: string): string | null {
  if (open === null) return OPENING.exec(line)?.[1] ?? null;
  return CLOSING.exec(line)?.[1]?.startsWith(open) === true ? null : open;
}

export interface Unfenced {
  readonly lines: readonly string[];
  /** The fence that was never closed and goes on to the end. */
  readonly open: string | null;
}

/** The lines that are neither fenced code nor fences. `margin`: how many characters of each come before its text. */
export function withoutFences(lines: Iterable<string>, margin = 0): Unfenced {
  const kept: string[] = [];
  let open: string | null = null;
  for (const line of lines) {
    const before: string | null = open;
    open = fenceAfter(before, line.slice(margin));
    if (before === null && open === null) kept.push(line);
  }
  return { lines: kept, open };
}
