import { isWorthOffering } from '../../../src/actions/foresee.js';
import { en } from '../../../src/bot/locales/en/index.js';
import { ru } from '../../../src/bot/locales/ru/index.js';
import { phrase } from '../../../src/bot/phrase.js';
import {
  asTexts,
  createTranslator,
  LANGUAGES,
  type Language,
  type TextKey,
} from '../../../src/bot/translator.js';
import { encodeMessage } from '../../../src/channels/telegram/encode-message.js';
import { type Message, plainText } from '../../../src/domain/message.js';
import { EVENTS, type AnyEventDefinition } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { notificationOf } from '../events/happened.js';

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, ru };
const HEAD = ['| text | English | Русский |', '| --- | --- | --- |'];
const FORM = /_(zero|one|two|few|many|other)$/;
/** One for each form that the plurals of a language here can take. */
const COUNTS = [1, 2, 5];

const render = createRenderer(EVENTS, isWorthOffering);
const translator = createTranslator();

/** Text of `docs/messages.md`: `npm run messages` writes it, a test compares it. */
export function renderGallery(): string {
  return [
    '# Messages',
    'All that Forgewatch says, made by its own code with `npm run messages`: what happens on a forge as it comes to a chat, with the buttons under it, and the texts of the bot with `‹names›` where values go. Links are left out.',
    '## Events',
    ...EVENTS.map(eventSection),
    '## The bot',
    ...textTables(),
    '',
  ].join('\n\n');
}

function eventSection(definition: AnyEventDefinition): string {
  const blocks = LANGUAGES.map((language) => {
    const message = render.news([notificationOf(definition, 'gitlab')], false, translator(language));
    return ['```text', asShown(message), '```'].join('\n');
  });
  return [`### \`${definition.type}\``, ...blocks].join('\n\n');
}

/** As it stands in the chat, a row of buttons in a line. */
function asShown(message: Message): string {
  const { text, reply_markup: markup } = encodeMessage(message);
  const rows = markup !== undefined && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
  const buttons = rows.map((row) => row.map((button) => `[ ${button.text} ]`).join(' '));
  return [text.replaceAll('\u2060', ''), ...buttons].join('\n');
}

/** By the first part of the key, which is what the text belongs to. */
function textTables(): readonly string[] {
  const [english, russian] = [formsIn('en'), formsIn('ru')];
  const areas = new Map<string, string[]>();
  for (const key of new Set([...english.keys(), ...russian.keys()])) {
    const area = key.split('.')[0]!;
    const cells = [english, russian].map((texts) => (texts.get(key) ?? []).map(asCell).join('<br>'));
    areas.set(area, [...(areas.get(area) ?? []), `| \`${key}\` | ${cells.join(' | ')} |`]);
  }
  return [...areas]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([area, rows]) => [`### ${area}`, [...HEAD, ...rows].join('\n')]);
}

/** Each text with a name for each value, once for each count that it is written otherwise for. */
function formsIn(language: Language): ReadonlyMap<string, readonly string[]> {
  const t = asTexts(translator(language));
  const written = new Map<string, string[]>();
  const counted = new Set<string>();
  for (const [key, text] of Object.entries(TEXTS[language])) {
    const base = key.replace(FORM, '');
    written.set(base, [...(written.get(base) ?? []), text]);
    if (base !== key) counted.add(base);
  }
  const formsOf = (key: string, texts: readonly string[]): readonly string[] => {
    const names = [...texts.join(' ').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!);
    const values = Object.fromEntries(names.map((name) => [name, `‹${name}›`]));
    const forms = (counted.has(key) ? COUNTS : [null]).map((count) =>
      phrase(t, key as TextKey, count === null ? values : { ...values, count })
        .map(plainText)
        .join('\n'),
    );
    return [...new Set(forms)];
  };
  return new Map([...written].map(([key, texts]) => [key, formsOf(key, texts)]));
}

function asCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}
