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

/** The forge's own words in a failed reply: `message` with what GitHub adds in `errors`, `error`, or a short plain text. */
export function wordsOf(body: string, contentType: string | null): string {
  if (contentType?.startsWith('text/plain') === true) return body.trim();
  const parsed = parseObject(body);
  const words = parsed.message ?? parsed.error_description ?? parsed.error ?? '';
  const text = typeof words === 'string' ? words : JSON.stringify(words);
  return [text, ...faultsIn(parsed.errors)].filter((part) => part !== '').join(': ');
}

/** GitHub's `message` of a 422 says only that something is wrong: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
function faultsIn(errors: unknown): readonly string[] {
  if (!Array.isArray(errors)) return [];
  const faults = (errors as readonly unknown[]).map((fault) => {
    if (typeof fault === 'string') return fault;
    if (typeof fault !== 'object' || fault === null) return '';
    const { message, field, code }: Readonly<Record<string, unknown>> = { ...fault };
    const parts = typeof message === 'string' ? [message] : [field, code];
    return parts.filter((part) => typeof part === 'string').join(' ');
  });
  const text = faults.filter((fault) => fault !== '').join(', ');
  return text === '' ? [] : [text];
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
