const ELLIPSIS = '…';

/** At most `limit` UTF-16 units, ending in an ellipsis when something is missing; never half a character. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < ELLIPSIS.length) return '';
  return keepWhole(text, limit - ELLIPSIS.length).trimEnd() + ELLIPSIS;
}

/** The first `limit` units, one less where that would split a surrogate pair. */
export function keepWhole(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 1);
  const splitsPair = limit < text.length && last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? limit - 1 : limit);
}
