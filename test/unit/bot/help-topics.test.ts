import { describe, expect, it } from '@jest/globals';
import { COMMANDS } from '../../../src/bot/commands.js';
import { topicOf, TOPICS } from '../../../src/bot/features/help.js';
import { asTexts, createTranslator } from '../../../src/bot/translator.js';

const english = asTexts(createTranslator()('en'));
const russian = asTexts(createTranslator()('ru'));

describe('the topics of /help', () => {
  it('name every command once, but those that brought the reader there', () => {
    const named = Object.values(TOPICS).flat();

    expect([...named].sort()).toEqual(
      COMMANDS.filter((name) => name !== 'start' && name !== 'help').toSorted(),
    );
  });

  it.each([
    ['act', 'act'],
    ['Watch', 'watch'],
    ['/merge', 'act'],
    ['aprove', 'act'],
    ['forget', 'you'],
    ['invite', 'operators'],
    ['weather', null],
    ['', null],
  ])('are found: %j is about %j', (asked, topic) => {
    expect(topicOf(asked, english)).toBe(topic);
  });

  it.each([
    ['Смотреть', 'see'],
    ['слeдить', 'watch'],
    ['обратиться без аккаунта', 'desk'],
    ['mute', 'watch'],
    ['погода', null],
  ])('are found by what their buttons say: %j is about %j', (asked, topic) => {
    expect(topicOf(asked, russian)).toBe(topic);
  });
});
