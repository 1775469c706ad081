/** Invisible, and no part of a name, a command or an address for Telegram. */
const WORD_JOINER = '\u2060';

const ADDRESS_RUN = /(https?:\/\/\S+)/i;

/** An address that Telegram reads to its end, and nothing beside it but punctuation. */
const WHOLE_ADDRESS = /^https?:\/\/[\w.-]+(?::\d+)?(?:[/?][\w.~:/?%&=+#-]*)?[.,;:!?)\]}'"]*$/i;

type Trigger = readonly [RegExp, string];

/** What could address or command somebody: a mention, one of our commands, a tag. The name may be in the next span. */
const NAMES: readonly Trigger[] = [
  [/@(?=[\p{L}\p{N}_]|$)/gu, `@${WORD_JOINER}`],
  [/(?<![\p{L}\p{N}_/<>])\/(?=\w|$)/gu, `/${WORD_JOINER}`],
  [/(?<![\p{L}\p{N}_])([#$])(?=[\p{N}_]{0,32}(?:\p{L}|$))/gu, `$1${WORD_JOINER}`],
];

/** What could pass for an address: `README.md`, `10.0.0.1`, `tg://…`. */
const ADDRESSES: readonly Trigger[] = [
  [/(?<=[\p{L}\p{N}_-]|^)\.(?=\p{L})/gu, `.${WORD_JOINER}`],
  [/\b(\d{1,3}\.)(?=\d{1,3}\.\d{1,3}\.\d{1,3}\b)/g, `$1${WORD_JOINER}`],
  [/(?<=\w):\/\//g, `:${WORD_JOINER}//`],
];

/**
 * Keeps Telegram from making links and mentions of its own in someone else's words. A whole `https://` address stays:
 * it leads where it says. Inside a link of ours there can be no other link, so addresses stay as they are.
 */
export function disarmText(text: string, place: 'plain' | 'link'): string {
  if (place === 'link') return breakUp(text, NAMES);
  return text
    .split(ADDRESS_RUN)
    .map((part) => (isWholeAddress(part) ? part : breakUp(part, [...NAMES, ...ADDRESSES])))
    .join('');
}

/** The length keeps the pattern's tries in bounds; no address that is meant to be read is longer. */
function isWholeAddress(part: string): boolean {
  return part.length <= 2048 && WHOLE_ADDRESS.test(part);
}

function breakUp(text: string, triggers: readonly Trigger[]): string {
  return triggers.reduce((rest, [trigger, broken]) => rest.replace(trigger, broken), text);
}
