/** Invisible, and no part of a name for a forge. */
const WORD_JOINER = '\u2060';

const LONGEST_NAME = 60;

/** Before the words that name an issue to be closed. https://docs.gitlab.com/user/project/issues/managing_issues/#closing-issues-automatically */
const CLOSING =
  /\b(close[sd]?|closing|fix(?:e[sd])?|fixing|resolve[sd]?|resolving|implement(?:s|ed|ing)?)(?=:?\s+(?:issues?\s+)?(?:[\w./-]*#|https?:|[A-Z]+-\d))/giu;

/** Behind an ASCII letter it is an address of mail, for both forges. */
const MENTION = /(?<![a-z0-9])@(?=[\w-])/gi;

/** `~label`, `#12`, `!12`, `%milestone`, `$7`, `&3`, and `shop#12` of another project: what a forge would link to. */
const REFERENCES = /(?<![\w/])(?:[#!~%](?=[\w"{[])|\$(?=\d))|[#!&](?=\d)/gu;

/** `GH-12`, `GL-12` and `[issue:12]`: https://docs.gitlab.com/user/markdown/#gitlab-specific-references */
const LETTERED = /\bG[HL]-(?=\d)|\[(?=(?:issue|epic|work_item):)/giu;

/** `<img …>` fetches as `![…](…)` does, and `&commat;name` is `@name` before a forge looks for names. */
const MARKUP = /!(?=\[)|<(?=[a-z/!?])|&(?=[a-z#])/giu;

/** What is taken for a sign no more with something invisible behind it. */
const SIGNS = [MENTION, REFERENCES, LETTERED, MARKUP] as const;

/**
 * What both forges make a link of as a whole, and look into no further: it is to be followed.
 * https://github.github.com/gfm/#autolinks-extension-
 */
const ADDRESS =
  /((?<=^|[\s*_~(])(?:https?:\/\/|www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#][^\s<>()[\]"'`|*]*)?)/gim;

/**
 * What a stranger writes with another's token is only said: it calls nobody, refers to nothing, closes nothing,
 * commands nothing and has nothing fetched.
 */
export function disarmed(text: string): string {
  return text
    .replaceAll('\r', '')
    .replaceAll(/^([ \t]*)\/(?=[a-z_]+(?:\s|$))/gim, `$1\\/`)
    .replaceAll(CLOSING, (word) => `${word.slice(0, 1)}${WORD_JOINER}${word.slice(1)}`)
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? part : withoutSigns(part)))
    .join('');
}

function withoutSigns(text: string): string {
  return SIGNS.reduce((said, sign) => said.replaceAll(sign, (one) => `${one}${WORD_JOINER}`), text);
}

/** Nothing in a name formats. */
function plainName(name: string): string {
  const clean = name
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/[*_`[\]<>\\|]/gu, '')
    .trim();
  const short = Array.from(clean).slice(0, LONGEST_NAME).join('');
  return disarmed(short) || 'Somebody';
}

/** First line of what a reporter says through a desk. */
const SIGNATURE = /^\*\*[^\n]+\*\* \(on Telegram\):$/u;

export function signed(name: string, text: string): string {
  return `**${plainName(name)}** (on Telegram):\n\n${disarmed(text).trim()}`;
}

/** Whether a desk wrote it: only of what its owner's account wrote does that prove anything. */
export function isSigned(body: string): boolean {
  return SIGNATURE.test(body.trimStart().split('\n')[0]?.trimEnd() ?? '');
}
