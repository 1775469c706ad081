import type { Json } from '../domain/json.js';

/** Lone surrogates: legal in a JavaScript string, refused by `jsonb`. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** What PostgreSQL's text types refuse is dropped: NUL bytes and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').replace(LONE_SURROGATE, '\ufffd');
}

/** `value` with every text and key cleaned, as a document that a `jsonb` column accepts. */
export function toCleanJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string') return cleanText(part);
    return isPlainObject(part) ? cleanKeys(part) : part;
  });
}

function isPlainObject(part: unknown): part is Record<string, Json> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function cleanKeys(part: Record<string, Json>): Record<string, Json> {
  const keys = Object.keys(part);
  if (keys.every((key) => cleanText(key) === key)) return part;
  return Object.fromEntries(keys.map((key) => [cleanText(key), part[key] ?? null]));
}
