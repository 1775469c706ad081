import type { Secret } from '../../domain/secret.js';

const MAX_WORDS = 200;

/** Takes a secret out of a text, as written and as it looks in an address, and cuts the text. */
export function redact(text: string, secret: Secret): string {
  const token = secret.reveal();
  if (token === '') return text.slice(0, MAX_WORDS);
  let clean = text;
  for (const form of new Set([token, encodeURIComponent(token)])) clean = clean.replaceAll(form, '[secret]');
  return clean.slice(0, MAX_WORDS);
}

/** The forge's own words in a failed reply: `message`, `error`, or a short plain text. */
export function wordsOf(body: string, contentType: string | null): string {
  if (contentType?.startsWith('text/plain') === true) return body.trim();
  const parsed = parseObject(body);
  const words = parsed.message ?? parsed.error_description ?? parsed.error ?? '';
  return typeof words === 'string' ? words : JSON.stringify(words);
}

function parseObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // An HTML page or half a body says nothing that is worth repeating.
    return {};
  }
}
