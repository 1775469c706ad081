import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { phrase } from '../../../src/bot/phrase.js';
import { asTexts, createTranslator, LANGUAGES, type TextKey } from '../../../src/bot/translator.js';
import { en } from '../../../src/bot/locales/en/index.js';
import { ru } from '../../../src/bot/locales/ru/index.js';
import { encodeMessage, type EncodedMessage } from '../../../src/channels/telegram/encode-message.js';
import { MESSAGE_LIMIT } from '../../../src/channels/telegram/fit-message.js';
import { plainText, type Message } from '../../../src/domain/message.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import { PRIVACY_LEVELS, type PrivacyLevel } from '../../../src/domain/privacy.js';
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

/** The same with other words everywhere. */
function reworded<T>(value: T, wordFor: (word: string, key: string) => string, key = ''): T {
  if (typeof value === 'string') return wordFor(value, key) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => reworded(one, wordFor, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, reworded<unknown>(one, wordFor, name)]),
  ) as T;
}

function hostile(notification: EventNotification, words: readonly string[]): EventNotification {
  let next = 0;
  const word = (): string => words[next++ % words.length]!;
  const wordFor = (own: string, key: string): string => (NOT_WORDS.test(key) ? own : word());
  const { project, event } = notification;
  const { subject, actor, details } = event;
  return {
    ...notification,
    project: { ...project, path: word() },
    addressee: { id: '1', login: word(), name: word() },
    event: { ...event, ...reworded({ subject, actor, details }, wordFor) },
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
  expect(entities.map(({ type }) => type)).not.toContain('text_mention');
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
        fc.property(words, reader, fc.constantFrom(...PRIVACY_LEVELS), (some, { forge, language }, level) => {
          const told = hostile(notificationOf(definition, forge), some);
          const t = translator(language);
          const renderer = render.at(level);
          const messages = [
            renderer.card(told, t),
            ...[false, true].map((hasCard) => renderer.news([told, told], hasCard, t)),
            ...[
              [renderer.short(told, t)],
              [renderer.headline(told, t)],
              renderer.summary([told, told], t),
            ].map((lines) => ({ lines })),
          ];
          for (const message of messages) if (message !== null) expectSafe(message, HOSTS);
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

describe('what a chat is sent unasked', () => {
  const happenings = EVENTS.flatMap((definition) =>
    FORGES.map((forge) => [definition.type, forge, atLength(notificationOf(definition, forge))] as const),
  );
  /** With all that people may write: the forges of the laws say no more than they need. */
  function atLength(news: EventNotification): EventNotification {
    const { event } = news;
    const { subject } = event;
    if (subject.kind === 'document-change') {
      const excerpt = { path: subject.files[0]?.path ?? '', text: '+ more' };
      return { ...news, event: { ...event, subject: { ...subject, excerpt } } };
    }
    if (subject.kind !== 'merge-request' || event.actor === null) return news;
    const words = { body: 'Well done', mentions: [] };
    const review = { person: event.actor, state: 'approved', at: null, sha: null, words } as const;
    const told = { ...event, subject: { ...subject, reviews: [review] } };
    return { ...news, event: { ...told, details: { ...event.details, verdictOf: event.actor.id } } };
  }

  /** What people write at length. */
  const BODY = /^(?:body|words|text|notes|lines)$/;
  const NUMBER = /^(?:number|sha)$/;
  /** Their addresses hold what they are called. */
  const NAMED_ADDRESS = ['release', 'tag', 'push', 'deployment', 'wiki-page', 'image'];

  /** All that may be sent of it, with links and buttons. */
  function sentAt(level: PrivacyLevel, news: EventNotification): string {
    const renderer = render.at(level);
    const all = LANGUAGES.map(translator).map((t) => [
      renderer.card(news, t),
      ...[true, false].map((hasCard) => renderer.news([news, news], hasCard, t)),
      renderer.short(news, t),
      renderer.headline(news, t),
      renderer.summary([news], t),
    ]);
    return JSON.stringify(all);
  }

  function marked(news: EventNotification, mark: (word: string, key: string) => string): EventNotification {
    const { subject, actor, details } = news.event;
    return { ...news, event: { ...news.event, ...reworded({ subject, actor, details }, mark) } };
  }

  const bodiesMarked = (news: EventNotification): EventNotification =>
    marked(news, (word, key) => (BODY.test(key) ? 'WRITTEN' : word));

  it.each(happenings)('has nothing that was written at length where %s of %s is told by titles', (...row) => {
    expect(sentAt('titles', bodiesMarked(row[2]))).not.toContain('WRITTEN');
  });

  it('has it otherwise, so that there is something to leave out', () => {
    const shown = happenings.filter(([, , news]) => sentAt('full', bodiesMarked(news)).includes('WRITTEN'));

    expect([...new Set(shown.map(([, , { event }]) => event.subject.kind))].sort()).toEqual([
      'comment',
      'commit-note',
      'document-change',
      'merge-request',
      'release',
      'thread-list',
      'wiki-page',
    ]);
  });

  it.each(happenings)('has no word of people where %s of %s is told with neither', (_type, _forge, news) => {
    const { kind } = news.event.subject;
    const told = marked(news, (word, key) => {
      if (key === 'siteUrl') return `${word}/WRITTEN`;
      if (key === 'url') return NAMED_ADDRESS.includes(kind) ? `${word}/WRITTEN` : word;
      return NOT_WORDS.test(key) || NUMBER.test(key) ? word : 'WRITTEN';
    });

    expect(sentAt('full', told)).toContain('WRITTEN');
    expect(sentAt('neither', told)).not.toContain('WRITTEN');
    expect(sentAt('neither', told)).toContain(news.project.path);
  });

  it('leads to the very thing where its address is made of numbers', () => {
    const told = happenings.find(([type]) => type === 'merge-request-opened')![2];

    const { lines } = render.at('neither').news([told], false, translator('en'));

    expect(lines.map(plainText)).toEqual(['🆕 Merge request opened', 'acme/shop !12']);
    expect(JSON.stringify(lines)).toContain(told.event.subject.url);
  });
});
