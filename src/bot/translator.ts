import { createInstance } from 'i18next';
import type { TextParams, Translate, Translator } from '../domain/ports/translator.js';
import { createFormats, type Format } from './formats.js';
import { en } from './locales/en/index.js';
import { ru } from './locales/ru/index.js';

/** One line and one folder for a language. */
const TEXTS = { en, ru } satisfies { en: SameTexts<typeof en>; ru: SameTexts<typeof ru> };

export type Language = keyof typeof TEXTS;

const FALLBACK: Language = 'en';

/** Languages that people can read the bot in. */
export const LANGUAGES = ['en', 'ru'] as const satisfies readonly Language[];

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Variant = PluralForm | 'github' | `github_${PluralForm}`;
type BaseKey<K extends string> = K extends `${infer Base}_${Variant}` ? Base : K;

/** Every text that there is; plural forms and forge variants count as one. */
export type TextKey = BaseKey<keyof typeof en>;

/** What a language must have: each text in some forms, whichever its plurals need, and none that English lacks. */
type SameTexts<T> = Readonly<Record<Exclude<TextKey, BaseKey<keyof T & string>>, string>> &
  Readonly<Record<Exclude<BaseKey<keyof T & string>, TextKey>, never>>;

/** `Translate` for code that names its texts itself: a missing one does not compile. */
export type Texts = (key: TextKey, params?: TextParams) => string;

/** The texts of `locales/`. Values are inserted as they are: braces or `$t(…)` in forge text mean nothing. */
export function createTranslator(): Translator {
  const i18n = createInstance();
  void i18n.init({
    lng: FALLBACK,
    fallbackLng: FALLBACK,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    resources: Object.fromEntries(
      Object.entries(TEXTS).map(([name, texts]) => [name, { translation: texts }]),
    ),
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  const formats = new Map(LANGUAGES.map((language) => [language, createFormats(language)]));
  return (language) => {
    const lng = supportedLanguage(language);
    const format = formats.get(lng) ?? String;
    return (key, params = {}) =>
      i18n.t(key, { lng, nest: false, replace: shown(params, format), ...choice(params) });
  };
}

/** The parameters that choose a form of the text, beside being shown in it. */
function choice({ count, context }: TextParams): { readonly count?: number; readonly context?: string } {
  return {
    ...(typeof count === 'number' ? { count } : {}),
    ...(typeof context === 'string' ? { context } : {}),
  };
}

/** A Telegram client names its language as an IETF tag, such as `pt-br`. */
export function supportedLanguage(tag: string): Language {
  const base = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === base) ?? FALLBACK;
}

function shown(params: TextParams, format: Format): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, format(value)]));
}

export function asTexts(translate: Translate): Texts {
  return translate;
}
