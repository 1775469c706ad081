import { describe, expect, it } from '@jest/globals';
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

describe('a translator', () => {
  const russian = createTranslator()('ru');

  it.each([
    [1, 'В этом чате 1 проект.'],
    [2, 'В этом чате 2 проекта.'],
    [5, 'В этом чате 5 проектов.'],
    [11, 'В этом чате 11 проектов.'],
    [21, 'В этом чате 21 проект.'],
    [104, 'В этом чате 104 проекта.'],
  ])('counts to %d in Russian', (count, words) => {
    expect(russian('watches.title', { count })).toContain(words);
  });

  it('writes numbers as the language does', () => {
    expect(t('card.megabytes', { size: 1234.56 })).toBe('1,234.6 MB');
    expect(russian('card.megabytes', { size: 1234.56 })).toBe('1\u00a0234,6 МБ');
  });

  it('writes days as the language does, whatever the time zone', () => {
    const day = new Date('2026-03-09');

    expect(t('card.issue-due', { day })).toBe('Due on March 9, 2026');
    expect(russian('card.issue-due', { day })).toBe('Срок: 9 марта 2026 г.');
  });

  it('leaves what a forge wrote as it is', () => {
    expect(russian('act.by.close', { who: '1234.5' })).toBe('Закрывает 1234.5.');
  });

  it('knows a language by its tag', () => {
    expect(createTranslator()('ru-RU')('act.confirm.no')).toBe('Нет');
  });
});
