import type { ForgeAdapters } from '../domain/ports/forge-adapter.js';

/** Everything that a token can stand between: spaces, and the marks of `https://user:token@host/`. */
const SEPARATORS = /[\s,;:!@/"'`<>()=?&]+/;

/**
 * The beginnings that forges really give to tokens. An adapter's own judgement is made for words that are said to be
 * tokens: among other words, `glance-board` and a commit's sha must not pass for one.
 */
const ISSUED =
  /^(?:gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct|wt)-|gh[pousr]_|github_pat_)[\w.-]{8,}$/;

/** The words of a text that begin as forges' tokens do. */
export function tokensIn(text: string): readonly string[] {
  return text
    .split(SEPARATORS)
    .map((word) => word.replace(/\.+$/, ''))
    .filter((word) => ISSUED.test(word));
}

/** The first word of a text that is a token of some forge. */
export function findToken(text: string, adapters: ForgeAdapters): string | null {
  return (
    tokensIn(text).find((word) =>
      Object.values(adapters).some((adapter) => adapter.recognisesToken(word) === true),
    ) ?? null
  );
}
