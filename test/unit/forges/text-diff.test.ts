import { describe, expect, it } from '@jest/globals';
import { MAX_DIFF_LINE_LENGTH } from '../../../src/domain/text-diff.js';
import { diffTexts } from '../../../src/forges/text-diff.js';

const lines = (count: number, word: string): string =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).join('\n');

describe('the difference of two texts', () => {
  it('counts lines and shows those that changed', () => {
    expect(diffTexts('One\nTwo\nThree\n', 'One\n2\nThree\nFour\n')).toEqual({
      added: 2,
      removed: 1,
      lines: ['- Two', '+ 2', '+ Four'],
    });
  });

  it('is nothing where the texts are the same but for how their lines end', () => {
    expect(diffTexts('One\r\nTwo', 'One\nTwo\n')).toBeNull();
  });

  it('of nothing and a text is the text', () => {
    expect(diffTexts('', 'One\n\nTwo')).toEqual({ added: 3, removed: 0, lines: ['+ One', '+ Two'] });
  });

  it('counts all and shows no more than a few lines, each cut', () => {
    const diff = diffTexts('', `${'😀'.repeat(500)}\n${lines(30, 'More')}`);

    expect(diff).toMatchObject({ added: 31, removed: 0 });
    expect(diff?.lines).toHaveLength(4);
    expect(diff?.lines[0]).toMatch(/^\+ (?:😀)+…$/u);
    expect(diff?.lines[0]?.length).toBeLessThanOrEqual(MAX_DIFF_LINE_LENGTH + 2);
  });

  it('is given up where the texts are huge or have nothing in common', () => {
    expect(diffTexts('x'.repeat(300_000), 'x')).toBeNull();
    expect(diffTexts(lines(2_000, 'One'), lines(2_000, 'Other'))).toBeNull();
  });
});
