import { createInstance } from 'i18next';
import type { TextParams, Translate, Translator } from '../domain/ports/translator.js';
import { en } from './locales/en/index.js';

/** One line and one folder for a language. */
const TEXTS = { en } satisfies Record<string, Readonly<Record<string, string>>>;

const FALLBACK = 'en';

/** Languages that people can read the bot in. */
export const LANGUAGES: readonly string[] = Object.keys(TEXTS);

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Variant = PluralForm | 'github' | `github_${PluralForm}`;
type BaseKey<K extends string> = K extends `${infer Base}_${Variant}` ? Base : K;

/** Every text that there is; plural forms and forge variants count as one. */
export type TextKey = BaseKey<keyof typeof en>;

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
  return (language) => {
    const lng = supported(language);
    return (key, params = {}) => i18n.t(key, { lng, nest: false, replace: params, ...choice(params) });
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
function supported(language: string): string {
  const base = language.toLowerCase().split('-')[0] ?? FALLBACK;
  return LANGUAGES.includes(base) ? base : FALLBACK;
}

export function asTexts(translate: Translate): Texts {
  return translate;
}
