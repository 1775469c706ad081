import { expect, it } from '@jest/globals';
import { tellPrivately } from '../../../src/bot/tell-privately.js';
import { createTranslator } from '../../../src/bot/translator.js';
import { sentence } from '../../../src/bot/phrase.js';
import type { BotDeps } from '../../../src/bot/bot-deps.js';
import { plainText, type Message, type TextLine } from '../../../src/domain/message.js';
import { FakePeopleStores } from '../../support/fake-people-stores.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

it('says it in the language that the person chose, rather than in Telegram’s', async () => {
  const people = new FakePeopleStores();
  people.people.set('42', {
    id: '42',
    name: 'Alice',
    language: 'en',
    chosenLanguage: 'ru',
    isOperator: false,
  });
  const sent: string[] = [];
  const channel = {
    send: (_to: unknown, { lines }: Message) => {
      sent.push(plainText(lines[0] as TextLine));
      return Promise.resolve('1');
    },
  };
  const deps = {
    stores: people.stores,
    translator: createTranslator(),
    channel,
    logger: createMemoryLogger(),
  };

  await tellPrivately(deps as unknown as BotDeps, '42', (t) => ({ lines: [sentence(t, 'access.admitted')] }));

  expect(sent).toEqual(['Добро пожаловать, админ тебя впустил! Отправь /start, чтобы начать.']);
});
