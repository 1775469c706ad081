const OPENING = /^[ \t]{0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^[ \t]{0,3}(`{3,}|~{3,})\s*$/;

/** The marks of the code fence that is open after a line, given those before it; `null`: none is. */
export function fenceAfter(open: string | null, line: string): string | null {
  if (open === null) return OPENING.exec(line)?.[1] ?? null;
  return CLOSING.exec(line)?.[1]?.startsWith(open) === true ? null : open;
}

/** Neither fenced code nor its fences; one that is never closed goes on to the end. */
export function* withoutFences(lines: Iterable<string>): Generator<string> {
  let open: string | null = null;
  for (const line of lines) {
    const before = open;
    open = fenceAfter(before, line);
    if (before === null && open === null) yield line;
  }
}
