import { describe, expect, it } from '@jest/globals';
import { COMMANDS } from '../../../src/bot/commands.js';
import { TOPICS } from '../../../src/bot/features/help.js';

describe('the topics of /help', () => {
  it('name every command once, but those that brought the reader there', () => {
    const named = TOPICS.flatMap(({ commands }) => commands);

    expect([...named].sort()).toEqual(
      COMMANDS.filter((name) => name !== 'start' && name !== 'help').toSorted(),
    );
  });
});
