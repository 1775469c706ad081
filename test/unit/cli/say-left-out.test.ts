import { describe, expect, it } from '@jest/globals';
import { sayLeftOut } from '../../../src/cli/say-left-out.js';

describe('what a new issue lacks', () => {
  it('is named in one line', () => {
    const leftOut = { labels: ['bug', 'ui'], people: ['bob'] };

    expect(sayLeftOut({ leftOut })).toBe(
      'The token may not set the label bug, the label ui, the assignee bob: it was made without.\n',
    );
  });

  it('is not spoken of where nothing is missing', () => {
    expect(sayLeftOut({})).toBe('');
  });
});
