/** Invisible, and no part of a name for a forge. */
const WORD_JOINER = '\u2060';

const LONGEST_NAME = 60;

/** Before the words that name an issue to be closed. https://docs.gitlab.com/user/project/issues/managing_issues/#closing-issues-automatically */
const CLOSING =
  /\b(close[sd]?|closing|fix(?:e[sd])?|fixing|resolve[sd]?|resolving|implement(?:s|ed|ing)?)(?=:?\s+(?:issues?\s+)?(?:[\w./-]*#|https?:|[A-Z]+-\d))/giu;

/** `@name`, `~label`, `#12`, `!12`, `%milestone`, `$7`, `&3`: what a forge would link to, and some of it tell somebody. */
const REFERENCES = /(?<![\w/])(?:[#!~%](?=[\w"{[])|[&$](?=\d))/gu;

/** `<img …>` fetches as `![…](…)` does, and `&commat;name` is `@name` before a forge looks for names. */
const MARKUP = /<(?=[a-z/!?])|&(?=[a-z#])/giu;

/**
 * What a stranger writes with another's token is only said: it calls nobody, refers to nothing, closes nothing,
 * commands nothing and has nothing fetched.
 */
export function disarmed(text: string): string {
  return text
    .replaceAll('\r', '')
    .replaceAll(/^([ \t]*)\/(?=[a-z_]+(?:\s|$))/gim, `$1\\/`)
    .replaceAll(CLOSING, (word) => `${word.slice(0, 1)}${WORD_JOINER}${word.slice(1)}`)
    .replaceAll(/@(?=[\w-])/gu, `@${WORD_JOINER}`)
    .replaceAll(REFERENCES, (sign) => `${sign}${WORD_JOINER}`)
    .replaceAll(MARKUP, (sign) => `${sign}${WORD_JOINER}`);
}

/** Nothing in a name formats. */
function plainName(name: string): string {
  const clean = disarmed(name)
    .replace(/[\p{C}\s]+/gu, (run) => (run === WORD_JOINER ? run : ' '))
    .replace(/[*_`[\]<>\\|]/gu, '')
    .trim();
  return Array.from(clean).slice(0, LONGEST_NAME).join('') || 'Somebody';
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
