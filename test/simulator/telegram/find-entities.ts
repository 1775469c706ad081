import type { Entity } from './world-types.js';

/** What Telegram finds in any text by itself; a mention found here does notify that person. */
const PATTERNS: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['url', /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}]/gi],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w/g],
  ['mention', /(?<![\w@/])@[a-zA-Z]\w{3,31}(?!\w)/g],
  ['bot_command', /(?<![\w/<>])\/[a-zA-Z]\w{0,31}(?:@\w{3,32})?(?![\w/])/g],
  ['hashtag', /(?<![\w#])#(?=\w*[\p{L}_])[\p{L}\w]+/gu],
];
const SEALED = ['code', 'pre', 'text_link', 'text_mention'];

/** Adds what Telegram recognises outside of code and links. */
export function findEntities(text: string, given: readonly Entity[]): readonly Entity[] {
  const found: Entity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      const blockers = [...given.filter((other) => SEALED.includes(other.type)), ...found];
      if (!blockers.some((other) => overlaps(entity, other))) found.push(entity);
    }
  }
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function overlaps(one: Entity, other: Entity): boolean {
  return one.offset < other.offset + other.length && other.offset < one.offset + one.length;
}
