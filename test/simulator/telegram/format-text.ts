import { badRequest } from './api-error.js';
import { findEntities } from './find-entities.js';
import type { Parameters } from './parameters.js';
import { parseHtml } from './parse-html.js';
import type { Entity, FormattedText } from './world-types.js';

const MAX_ENTITIES = 100;
const ENTITY_TYPES = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
]);

/** Text of a message or caption with its formatting, or Telegram's refusal of it. */
export function readFormattedText(
  parameters: Parameters,
  names: { readonly text: string; readonly entities: string },
): FormattedText {
  const raw = parameters.text(names.text) ?? '';
  const mode = parameters.text('parse_mode') ?? '';
  if (mode === '') return tidy(raw, readEntities(raw, parameters.list(names.entities) ?? []));
  if (mode.toLowerCase() !== 'html') throw badRequest('unsupported parse_mode');
  const parsed = parseHtml(raw);
  return tidy(parsed.text, parsed.entities);
}

/** 1 to 4096 UTF-16 units after parsing. */
export function readMessageText(parameters: Parameters, tooLong = 'message is too long'): FormattedText {
  const formatted = readFormattedText(parameters, { text: 'text', entities: 'entities' });
  if (formatted.text === '') throw badRequest('message text is empty');
  if (formatted.text.length > 4_096) throw badRequest(tooLong);
  return formatted;
}

/** 0 to 1024 UTF-16 units after parsing. */
export function readCaption(parameters: Parameters): FormattedText {
  const formatted = readFormattedText(parameters, { text: 'caption', entities: 'caption_entities' });
  if (formatted.text.length > 1_024) throw badRequest('message caption is too long');
  return formatted;
}

/** Telegram takes no link to a host without a dot, `http://gitlab/` among them. */
export function isLinkable(url: string): boolean {
  if (/^tg:\/\/\w/.test(url)) return true;
  const address = URL.canParse(url) ? new URL(url) : null;
  return address !== null && /^https?:$/.test(address.protocol) && /[^.]\.[^.]|^\[/.test(address.hostname);
}

function readEntities(text: string, given: readonly unknown[]): readonly Entity[] {
  return given.slice(0, MAX_ENTITIES).map((item) => readEntity(text, item));
}

function readEntity(text: string, item: unknown): Entity {
  if (typeof item !== 'object' || item === null) {
    throw badRequest("can't parse MessageEntity: expected an Object");
  }
  const entity = item as Entity;
  if (!ENTITY_TYPES.has(entity.type)) {
    throw badRequest("can't parse MessageEntity: unsupported type specified");
  }
  if (!Number.isInteger(entity.offset) || !Number.isInteger(entity.length)) {
    throw badRequest('can\'t parse MessageEntity: field "offset" must be a valid Number');
  }
  if (entity.type === 'text_link' && entity.url === undefined) {
    throw badRequest('can\'t parse MessageEntity: can\'t find field "url"');
  }
  if (entity.type === 'text_mention' && !isUser(entity.user)) {
    throw badRequest('can\'t parse MessageEntity: can\'t find field "user"');
  }
  checkPlace(text, entity);
  return entity;
}

function isUser(user: unknown): boolean {
  return typeof user === 'object' && user !== null && Number.isInteger(Reflect.get(user, 'id'));
}

function checkPlace(text: string, { offset, length }: Entity): void {
  if (offset < 0 || length < 0 || offset + length > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${text.length}`,
    );
  }
  if (splitsSymbol(text, offset) || splitsSymbol(text, offset + length)) {
    throw badRequest(`entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol`);
  }
}

function splitsSymbol(text: string, at: number): boolean {
  return (
    at > 0 &&
    at < text.length &&
    isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) &&
    isBetween(text.charCodeAt(at), 0xdc00, 0xdfff)
  );
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** White space around the text goes, links that lead nowhere lose their link, code holds no other formatting. */
function tidy(raw: string, entities: readonly Entity[]): FormattedText {
  const text = raw.trim();
  const start = raw.length - raw.trimStart().length;
  const clipped = entities
    .map((entity) => clip(entity, start, text.length))
    .filter((entity) => entity.length > 0);
  const kept = clipped
    .filter((entity) => entity.type !== 'text_link' || isLinkable(entity.url ?? ''))
    .filter((entity) => !isInsideCode(entity, clipped));
  return { text, entities: findEntities(text, kept).slice(0, MAX_ENTITIES) };
}

function clip(entity: Entity, start: number, length: number): Entity {
  const from = Math.max(0, entity.offset - start);
  const to = Math.min(length, entity.offset + entity.length - start);
  return { ...entity, offset: from, length: Math.max(0, to - from) };
}

function isInsideCode(entity: Entity, all: readonly Entity[]): boolean {
  return all.some(
    (code) =>
      (code.type === 'code' || code.type === 'pre') &&
      code.type !== entity.type &&
      entity.type !== 'blockquote' &&
      entity.type !== 'expandable_blockquote' &&
      code.offset <= entity.offset &&
      code.offset + code.length >= entity.offset + entity.length,
  );
}
