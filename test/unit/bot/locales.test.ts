import { describe, expect, it } from '@jest/globals';
import { en } from '../../../src/bot/locales/en/index.js';
import { ru } from '../../../src/bot/locales/ru/index.js';
import { LANGUAGES, type Language } from '../../../src/bot/translator.js';
import { NamedTexts } from '../../support/named-texts.js';

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, ru };
const FORM = /_(zero|one|two|few|many|other)$/;
const FORGE = /_github$/;

interface Text {
  readonly forms: ReadonlyMap<string, string>;
  readonly hasPlurals: boolean;
}

/** By the key without its plural form; a forge variant is a text of its own. */
function textsOf(language: Language): ReadonlyMap<string, Text> {
  const texts = new Map<string, Text>();
  for (const [key, text] of Object.entries(TEXTS[language])) {
    const form = FORM.exec(key)?.[1];
    const base = key.replace(FORM, '');
    const forms = new Map([...(texts.get(base)?.forms ?? []), [form ?? '', text]]);
    texts.set(base, { forms, hasPlurals: form !== undefined });
  }
  return texts;
}

function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{([a-z]+)\}\}/gi)].map(([, name]) => name!))].sort();
}

function placeholdersOfAll({ forms }: Text): readonly string[] {
  return placeholdersOf([...forms.values()].join(' '));
}

/** Forms that stand for one number only may leave it out: the English "one file", but not the Russian 1, 21, 101. */
function mayLeaveOutCount(language: Language, form: string): boolean {
  return form === 'zero' || (form === 'one' && new Intl.PluralRules(language).select(21) !== 'one');
}

const named = new NamedTexts();

describe('the keys of the texts', () => {
  it('are all named by the code', () => {
    const bases = [...textsOf('en').keys()].map((key) => key.replace(FORGE, ''));

    expect([...new Set(bases)].filter((key) => !named.has(key))).toEqual([]);
  });

  it('are there for each text that the code names', () => {
    const texts = textsOf('en');

    expect(named.written().filter((key) => !texts.has(key))).toEqual([]);
  });
});

describe('the search for names in code', () => {
  const some = new NamedTexts([
    "t('a.plain');",
    't(`act.${word}`);',
    "const word: 'known' = x;",
    '{ open: 1 }',
  ]);

  it.each([
    ['a.plain', true],
    ['act.known', true],
    ['act.open', true],
    ['act.unheard-of', false],
    ['a.other', false],
  ])('finds %s: %s', (key, isNamed) => {
    expect(some.has(key)).toBe(isNamed);
  });
});

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const english = textsOf('en');
  const texts = textsOf(language);

  it('are the same as in English, with the same variants for forges', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have every plural form that the language has', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plural = [...texts].filter(([, { hasPlurals }]) => hasPlurals);

    const partial = plural.filter(
      ([, { forms }]) => forms.has('') || categories.some((category) => !forms.has(category)),
    );

    expect(partial.map(([key]) => key)).toEqual([]);
    expect(plural.length).toBeGreaterThan(0);
  });

  it('show the same values as in English', () => {
    const differing = [...texts].filter(
      ([key, text]) => String(placeholdersOfAll(text)) !== String(placeholdersOfAll(english.get(key)!)),
    );

    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('show the same values in each plural form', () => {
    const differing = [...texts].flatMap(([key, text]) =>
      [...text.forms]
        .filter(([form, words]) => {
          const missing = placeholdersOfAll(text).filter((name) => !placeholdersOf(words).includes(name));
          return missing.some((name) => name !== 'count' || !mayLeaveOutCount(language, form));
        })
        .map(([form]) => `${key}_${form}`),
    );

    expect(differing).toEqual([]);
  });

  it.each(Object.entries(TEXTS[language]))('%s is one clean text', (_, text) => {
    expect(text.trim()).toBe(text);
    expect(text).not.toMatch(/ {2}|\$t\(|\{\{-|<[a-z]+>(?!`)(?=.*<\/)/);
    expect(text.split('`').length % 2).toBe(1);
    expect(text.replace(/`[^`]*`/g, '').split('*').length % 2).toBe(1);
    expect((text.match(/\{\{/g) ?? []).length).toBe((text.match(/\{\{[a-z]+\}\}/gi) ?? []).length);
  });

  it('fit where Telegram cuts: the description of a command within 256 characters', () => {
    const descriptions = [...texts].filter(([key]) => key.startsWith('command.'));

    for (const [, { forms }] of descriptions) expect(forms.get('')!.length).toBeLessThanOrEqual(256);
  });
});

describe('the Russian texts', () => {
  /** Words that are written alike, and texts that only put values together. */
  const ALIKE = [
    'act.confirm.lines',
    'button.mute',
    'button.mute-thread',
    'button.quiet-night',
    'button.unmute-one',
    'card.changed-lines',
    'city.utc',
    'filter-field.job',
    'filter-field.workflow',
    'run.button.workflow',
    'run.workflow',
    'topic.issues',
    'topic.merge-requests',
    'topic.merge-requests_github',
    'watch.panel',
    'users.person',
    'web.health.telegram',
    'web.language',
    'web.topic.issues',
    'web.topic.merge-requests',
    'why.reason',
  ];

  it('are Russian', () => {
    const latin = Object.entries(ru).filter(([, text]) => !/[а-яё]/i.test(text.replace(/\{\{\w+\}\}/g, '')));

    expect(
      latin.map(([key]) => key).filter((key) => !key.startsWith('act.it.') && !ALIKE.includes(key)),
    ).toEqual([]);
  });

  it('use Latin letters in no Russian word, and quotes in the Russian way', () => {
    const mixed = Object.entries(ru).filter(([, text]) => /[а-яё][a-z]|[a-z][а-яё]|[“”]/i.test(text));

    expect(mixed.map(([key]) => key)).toEqual([]);
  });
});
