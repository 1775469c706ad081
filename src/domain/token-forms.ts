/** What a token looks like inside a longer text, such as the message of a foreign error or a job's log. */
const TOKEN_FORMS =
  /(?:gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|ffct|soat|agent)-[\w.-]{10,}|GR1348941[\w-]{10,}|gh[pousr]_\w{10,}|github_pat_\w{10,}|\d{5,}:[\w-]{20,})/g;

/** Blots known forms of tokens out, wherever they stand. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN_FORMS, '[secret]');
}
