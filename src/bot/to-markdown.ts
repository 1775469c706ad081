import { z } from 'zod';

const entity = z.object({
  type: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
  url: z.string().optional(),
  language: z.string().optional(),
});

type Entity = z.infer<typeof entity>;

/**
 * Telegram takes the signs of Markdown out of what people write, and tells beside the text what they meant. Forges read
 * the signs. What was left in the text stays as it is. https://core.telegram.org/bots/api#messageentity
 */
export function toMarkdown(text: string, entities: unknown): string {
  const known = Array.isArray(entities) ? entities.flatMap((one) => entity.safeParse(one).data ?? []) : [];
  const inText = known.filter(({ offset }) => offset < text.length);
  // Those that hold others come before them.
  const sorted = inText.toSorted((one, other) => one.offset - other.offset || other.length - one.length);
  return layOut(text, { from: 0, to: text.length }, sorted);
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** Entities are apart from each other, or one within the other. */
function layOut(text: string, { from, to }: Part, entities: readonly Entity[]): string {
  const [first, ...others] = entities;
  if (first === undefined) return text.slice(from, to);
  const part = { from: first.offset, to: Math.min(first.offset + first.length, to) };
  const within = others.filter(({ offset }) => offset < part.to);
  const marked = mark(layOut(text, part, within), first);
  const isBlock = BLOCKS.has(first.type);
  const before = isBlock && part.from > 0 && text[part.from - 1] !== '\n' ? '\n' : '';
  const after = isBlock && part.to < text.length ? '\n' : '';
  const rest = layOut(text, { from: part.to, to }, others.slice(within.length));
  return `${text.slice(from, part.from)}${before}${marked}${after}${rest}`;
}

/** A line break ends neither a fence nor a quotation that the text goes on after. */
const BLOCKS: ReadonlySet<string> = new Set(['pre', 'blockquote', 'expandable_blockquote']);

function mark(words: string, { type, url = '', language = '' }: Entity): string {
  switch (type) {
    case 'bold':
      return emphasised(words, '**');
    case 'italic':
      return emphasised(words, '*');
    case 'strikethrough':
      return emphasised(words, '~~');
    case 'code':
      return asCode(words);
    case 'pre':
      return asBlock(words, language);
    case 'blockquote':
    case 'expandable_blockquote':
      return words.replaceAll(/^/gm, '> ');
    case 'text_link':
      return asLink(words, url);
    default:
      return words;
  }
}

/** Each line by itself, because none goes on in the next paragraph; spaces at its ends would leave the signs as they are. */
function emphasised(words: string, sign: string): string {
  return words.replaceAll(/\S(?:.*\S)?/g, (line) => `${sign}${line}${sign}`);
}

function asCode(words: string): string {
  const fence = '`'.repeat(longestTicks(words) + 1);
  const gap = words.startsWith('`') || words.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${words}${gap}${fence}`;
}

function asBlock(words: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestTicks(words) + 1));
  const info = /^[\w+#.-]{1,40}$/.test(language) ? language : '';
  return `${fence}${info}\n${words.replace(/\n$/, '')}\n${fence}`;
}

function longestTicks(words: string): number {
  return Math.max(0, ...[...words.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A link within Telegram means nothing elsewhere. */
function asLink(words: string, url: string): string {
  if (!/^https?:\/\//i.test(url) || words === url) return words;
  const label = words.replaceAll(/[[\]]/g, String.raw`\$&`);
  return `[${label}](<${url.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)`;
}
