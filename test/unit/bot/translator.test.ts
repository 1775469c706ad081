import { describe, expect, it } from '@jest/globals';
import { en } from '../../../src/bot/locales/en/index.js';
import { createTranslator } from '../../../src/bot/translator.js';

const t = createTranslator()('en');

describe('createTranslator', () => {
  it('inserts forge text without escaping or reading it', () => {
    const hostile = '<b>&"\'/ $t(start.again) {{user}} {{- user}} $& $1 \\n';

    expect(t('watch.declined', { project: hostile })).toBe(`All right, this group does not get ${hostile}.`);
    expect(t('accounts.kept', { user: '{{forge}} $t(help.group)', forge: '{{user}}' })).toBe(
      '*{{forge}} $t(help.group)* on {{user}} stays.',
    );
  });

  it('chooses the form by the count', () => {
    expect(t('watches.title', { count: 1 })).toContain('one project');
    expect(t('watches.title', { count: 5 })).toContain('5 projects');
  });

  it('falls back to English for a language that it does not have, however it is written', () => {
    const english = t('press.foreign');

    for (const language of ['xx', '', 'EN-us', '../../etc', '__proto__', 'constructor', '\ud800']) {
      expect(createTranslator()(language)('press.foreign')).toBe(english);
    }
  });

  it('keeps two translators apart', () => {
    expect(createTranslator()).not.toBe(createTranslator());
    expect(createTranslator()('en')('help.group')).toBe(t('help.group'));
  });
});

describe('the English texts', () => {
  it.each(Object.entries(en))('%s is one clean text', (_, text) => {
    expect(text.trim()).toBe(text);
    expect(text).not.toMatch(/ {2}|\$t\(|\{\{-|<[a-z]+>(?!`)(?=.*<\/)/);
    expect(text.split('`').length % 2).toBe(1);
    expect(text.replace(/`[^`]*`/g, '').split('*').length % 2).toBe(1);
    expect((text.match(/\{\{/g) ?? []).length).toBe((text.match(/\{\{[a-z]+\}\}/gi) ?? []).length);
  });
});
