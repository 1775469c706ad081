import { badRequest } from './api-error.js';
import type { Entity, FormattedText } from './world-types.js';

/** https://core.telegram.org/bots/api#html-style; nothing else is a tag to Telegram. */
const ENTITY_OF_TAG: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  readonly tag: string;
  readonly start: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Reads HTML the way Telegram does, with its refusals. */
export function parseHtml(source: string): FormattedText {
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '&') {
      const [decoded, length] = decodeReference(source, at);
      text += decoded;
      at += length;
    } else if (char === '<') {
      const end = source.indexOf('>', at);
      const inside = source.slice(at + 1, end === -1 ? source.length : end);
      if (inside.startsWith('/'))
        closeTag(inside.slice(1).trim(), { open, entities, text, offset: bytes(source, at) });
      else
        open.push(openTag(inside, { isComplete: end !== -1, start: text.length, offset: bytes(source, at) }));
      at = end + 1;
    } else {
      text += char;
      at += 1;
    }
  }
  const left = open.at(-1);
  if (left !== undefined) throw cannotParse(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities: mergeCodeLanguage(entities) };
}

function openTag(inside: string, where: { isComplete: boolean; start: number; offset: number }): OpenTag {
  const tag = /^[a-zA-Z-]*/.exec(inside)?.[0].toLowerCase() ?? '';
  const attributes = readAttributes(inside.slice(tag.length));
  if (ENTITY_OF_TAG[tag] === undefined)
    throw cannotParse(`Unsupported start tag "${tag}" at byte offset ${where.offset}`);
  if (!where.isComplete) throw cannotParse(`Unclosed start tag at byte offset ${where.offset}`);
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${where.offset}`);
  }
  return { tag, start: where.start, attributes };
}

function closeTag(
  name: string,
  state: { open: OpenTag[]; entities: Entity[]; text: string; offset: number },
): void {
  const tag = state.open.pop();
  if (tag === undefined) throw cannotParse(`Unexpected end tag at byte offset ${state.offset}`);
  if (name !== '' && name.toLowerCase() !== tag.tag) {
    throw cannotParse(
      `Unmatched end tag at byte offset ${state.offset}, expected "</${tag.tag}>", found "</${name}>"`,
    );
  }
  const entity = toEntity(tag, state.text);
  if (entity.length > 0) state.entities.push(entity);
}

function toEntity({ tag, start, attributes }: OpenTag, text: string): Entity {
  const place = { offset: start, length: text.length - start };
  if (tag === 'a') {
    return { type: 'text_link', ...place, url: attributes.get('href') ?? text.slice(start) };
  }
  if (tag === 'blockquote') {
    return { type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', ...place };
  }
  if (tag === 'tg-emoji') {
    return { type: 'custom_emoji', ...place, custom_emoji_id: attributes.get('emoji-id') ?? '' };
  }
  const language = tag === 'code' ? /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1] : undefined;
  return { type: ENTITY_OF_TAG[tag] ?? tag, ...place, ...(language === undefined ? {} : { language }) };
}

/** `<pre><code class="language-x">` is one entity. */
function mergeCodeLanguage(entities: readonly Entity[]): readonly Entity[] {
  const isInnerCode = (entity: Entity): Entity | undefined =>
    entity.type === 'code'
      ? entities.find(
          (pre) => pre.type === 'pre' && pre.offset === entity.offset && pre.length === entity.length,
        )
      : undefined;
  return entities
    .filter((entity) => isInnerCode(entity) === undefined)
    .map((entity) => {
      if (entity.type !== 'pre') return withoutLanguage(entity);
      const code = entities.find((inner) => isInnerCode(inner) === entity);
      return code?.language === undefined ? entity : { ...entity, language: code.language };
    });
}

function withoutLanguage(entity: Entity): Entity {
  const rest: { language?: string } & Omit<Entity, 'language'> = { ...entity };
  delete rest.language;
  return rest;
}

function readAttributes(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return new Map(
    [...found].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decodeAll(double ?? single ?? bare ?? ''),
    ]),
  );
}

function decodeAll(value: string): string {
  return value.replaceAll(/&[#\w]+;/g, (reference) => decodeReference(reference, 0)[0]);
}

/** An unknown reference stands for itself. */
function decodeReference(source: string, at: number): [string, number] {
  const [whole, body = ''] = /^&(#x?[\da-fA-F]+|[a-z]+);/.exec(source.slice(at, at + 12)) ?? [];
  if (whole === undefined) return ['&', 1];
  if (!body.startsWith('#')) return NAMED[body] === undefined ? ['&', 1] : [NAMED[body], whole.length];
  const code = body.startsWith('#x') ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  return code > 0 && code <= 0x10ffff ? [String.fromCodePoint(code), whole.length] : ['&', 1];
}

function bytes(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}

function cannotParse(detail: string): Error {
  return badRequest(`can't parse entities: ${detail}`);
}
