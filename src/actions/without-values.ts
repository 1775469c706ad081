import type { Order } from '../domain/actions/order.js';
import { ActionRefused } from '../domain/actions/refusal.js';
import { ForgeError } from '../domain/errors.js';

const HIDDEN = '…';
/** Less of a value tells nothing, and may stand there by chance. */
const SHORTEST_END = 4;

/** The same error without what a pipeline was to be run with: forges quote what they refuse, and cut it short. */
export function withoutValues(error: unknown, order: Order): unknown {
  if (order.action !== 'run-pipeline') return error;
  const values = Object.values(order.variables).filter((value) => value !== '');
  const hide = (text: string): string => hideValues(text, values);
  if (error instanceof ActionRefused) {
    return new ActionRefused(error.code, error.words === null ? null : hide(error.words));
  }
  if (!(error instanceof ForgeError)) return error;
  const { code, message, words, status, retryAfterSeconds } = error;
  return new ForgeError(code, {
    detail: hide(message),
    words: words === undefined ? undefined : hide(words),
    status,
    retryAfterSeconds,
  });
}

/** The longest first: one value may stand in another. A short one may stand in a word, where it tells nothing. */
function hideValues(text: string, values: readonly string[]): string {
  const forms = new Set(values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]));
  const byLength = [...forms].sort((one, other) => other.length - one.length);
  return byLength.reduce((rest, form) => hideEnd(hideWhole(rest, form), form), text);
}

function hideWhole(text: string, value: string): string {
  return text
    .split(value)
    .reduce((before, after) => `${before}${isWithinWord(before, after, value) ? value : HIDDEN}${after}`);
}

function isWithinWord(before: string, after: string, value: string): boolean {
  return value.length < SHORTEST_END && /^\w+$/.test(value) && (/\w$/.test(before) || /^\w/.test(after));
}

/** Where the words were cut amid the value. */
function hideEnd(text: string, value: string): string {
  for (let length = Math.min(value.length - 1, text.length); length >= SHORTEST_END; length -= 1) {
    if (text.endsWith(value.slice(0, length))) return `${text.slice(0, -length)}${HIDDEN}`;
  }
  return text;
}
