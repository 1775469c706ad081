import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { phrase } from '../../../src/bot/phrase.js';
import { asTexts, createTranslator, LANGUAGES, type TextKey } from '../../../src/bot/translator.js';
import { en } from '../../../src/bot/locales/en/index.js';
import { ru } from '../../../src/bot/locales/ru/index.js';
import { encodeMessage, type EncodedMessage } from '../../../src/channels/telegram/encode-message.js';
import { MESSAGE_LIMIT } from '../../../src/channels/telegram/fit-message.js';
import type { Message } from '../../../src/domain/message.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { AUTOMATIC_LINKS } from '../../support/telegram-links.js';
import { notificationOf } from '../events/happened.js';

const render = createRenderer(EVENTS, isWorthOffering);
const translator = createTranslator();
const FORGES = ['gitlab', 'github'] as const;

/** What only the code reads, or what the forge's own address or clock is; the rest are words of people. */
const NOT_WORDS =
  /^(kind|id|projectId|state|status|fate|change|type|key|topic|reason|source|url|siteUrl|at|since|dueOn|.+At)$/;

/** Nothing in our own texts has a name like it, so that whatever bears it came from elsewhere. */
const HOSTILE = [
  ...['<b>evil</b>', '<a href="https://evil.com">x</a>', '&lt;', '**evil**', '[evil](https://evil.com)', '`'],
  ...['```\nevil', '@evil', '/evil', '/evil@evil_bot', '#evil', '$EVIL', 'evil.com', 'evil.md', 'tg://evil'],
  ...['evil@evil.com', 'ton://evil', '\u202eevil', '\u2066', '\u200b', '\ufeff', '\u0000', '\u001b[31m'],
  ...['\n', '\r\n', '\u2028', '\t', ' ', '', '{{who}}', '$t(card.pipeline)', '$&', '\\', '|', '~~', '||'],
  ...['\ud83d', '👩‍👧', 'ﷺ', 'ё', '\ue0000\ue001', '%s', 'null', '-', '_', '*'],
];

const fragments = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 12 });

const anyHostile = fc.oneof(
  { weight: 8, arbitrary: fragments.map((some) => some.join('')) },
  { weight: 4, arbitrary: fragments.map((some) => some.join(' ')) },
  { weight: 1, arbitrary: fragments.map((some) => some.join('').repeat(2_000).slice(0, 100_000)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

/** The same with other words everywhere, each field its own. */
function reworded<T>(value: T, word: () => string, key = ''): T {
  if (typeof value === 'string') return (NOT_WORDS.test(key) ? value : word()) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => reworded(one, word, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, reworded<unknown>(one, word, name)]),
  ) as T;
}

function hostile(notification: EventNotification, words: readonly string[]): EventNotification {
  let next = 0;
  const word = (): string => words[next++ % words.length]!;
  const { project, event } = notification;
  const { subject, actor, details } = event;
  return {
    ...notification,
    project: { ...project, path: word() },
    event: { ...event, ...reworded({ subject, actor, details }, word) },
  };
}

/** The text that Telegram looks for links in: what no link or code of ours covers. */
function openText({ text, entities }: EncodedMessage): string {
  const covered = entities.filter(({ type }) => ['text_link', 'code', 'pre'].includes(type));
  return covered.reduceRight(
    (rest, { offset, length }) => `${rest.slice(0, offset)} ${rest.slice(offset + length)}`,
    text,
  );
}

function expectSafe(message: Message, hosts: readonly string[]): void {
  const encoded = encodeMessage(message);
  const { text, entities } = encoded;
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
  expect(text).not.toMatch(/\p{Surrogate}/u);
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]|(?!\n)\p{Cc}/u);
  for (const entity of entities) {
    expect(entity.offset + entity.length).toBeLessThanOrEqual(text.length);
    expect(entity.length).toBeGreaterThan(0);
    if (entity.type === 'text_link') expect(hosts).toContain(new URL(entity.url).host);
  }
  const evil = AUTOMATIC_LINKS.map((link) => new RegExp(link, `${link.flags.replace('g', '')}g`)).flatMap(
    (link) => openText(encoded).match(link) ?? [],
  );
  expect(evil.filter((one) => /evil/i.test(one))).toEqual([]);
  expectSafeButtons(encoded, hosts);
}

function expectSafeButtons({ reply_markup: markup }: EncodedMessage, hosts: readonly string[]): void {
  const rows = markup !== undefined && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
  for (const button of rows.flat()) {
    expect(button.text.length).toBeGreaterThan(0);
    expect(button.text.length).toBeLessThanOrEqual(64);
    if ('url' in button) expect(hosts).toContain(new URL(button.url).host);
    else expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
  }
}

describe('what people call things', () => {
  const HOSTS = ['gitlab.example.com', 'github.com', 'shop.example.com'];

  it.each(EVENTS.map((definition) => [definition.type, definition] as const))(
    'cannot break a message of %s, nor link or mention in it',
    (_type, definition) => {
      const words = fc.array(anyHostile, { minLength: 1, maxLength: 8 });
      const reader = fc.record({
        forge: fc.constantFrom(...FORGES),
        language: fc.constantFrom(...LANGUAGES),
      });
      fc.assert(
        fc.property(words, reader, fc.boolean(), (some, { forge, language }, isShort) => {
          const told = hostile(notificationOf(definition, forge), some);
          const t = translator(language);
          expectSafe(isShort ? { lines: [render.short(told, t)] } : render.news([told], false, t), HOSTS);
        }),
        { numRuns: 8 },
      );
    },
  );

  it.each(LANGUAGES)('cannot break any text of the bot in %s, nor link or mention in it', (language) => {
    const t = asTexts(translator(language));
    const texts = Object.entries({ en, ru }[language] as Readonly<Record<string, string>>);
    const withValues = texts.filter(([, text]) => text.includes('{{'));
    fc.assert(
      fc.property(fc.constantFrom(...withValues), anyHostile, ([key, text], word) => {
        const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!);
        const params = Object.fromEntries(
          names.map((name) => [name, name === 'count' ? 2 : name === 'context' ? 'github' : word]),
        );
        const base = key.replace(/_(zero|one|two|few|many|other)$/, '') as TextKey;
        expectSafe({ lines: phrase(t, base, params) }, []);
      }),
      { numRuns: 500 },
    );
  });
});
