/** Strings are taken whole, so that digits in them are left alone. */
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/**
 * Puts integers that a JavaScript number may not hold into quotes. `JSON.parse` would round an id beyond 2^53 to
 * that of something else.
 */
export function quoteLongIntegers(json: string): string {
  if (!/[:,[\s]-?\d{16}/.test(json)) return json;
  return json.replace(STRING_OR_LONG_INTEGER, (match) => (match.startsWith('"') ? match : `"${match}"`));
}
