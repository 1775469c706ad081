import { describe, expect, it } from '@jest/globals';
import { disarmed, isSigned, signed } from '../../../src/domain/ticket-text.js';

describe('what a stranger writes with another’s token', () => {
  it.each([
    ['a mention', 'cc @alice and @group/team', /@(?=\w)/],
    ['a quick action', '/close\n  /assign @me', /^[ \t]*\/[a-z]/m],
    ['a quick action behind a carriage return', 'hello\r\n/merge', /^\//m],
    ['a reference', 'see #12, !7, ~bug, %v1, &3 and $9', /[#!~%&$](?=\w)/],
    ['a quoted label', '~"needs work"', /~"/],
    ['a picture from elsewhere', '![x](https://tracker.example/1.png)', /!\[/],
    ['a picture in HTML', 'see <img src="https://tracker.example/1.png"> and </p>', /<[a-z/]/i],
    ['the name of a character that calls somebody', 'cc &commat;alice about &num;12', /&[a-z]/i],
    ['closing words', 'Fixes #12, closes https://gitlab.example.com/a/b/-/issues/4', /\b(fixes|closes)\b/i],
  ])('holds no %s', (_what, text, armed) => {
    expect(text).toMatch(armed);
    expect(disarmed(text)).not.toMatch(armed);
  });

  it('reads as it was written', () => {
    const text = 'Fixes #12, ask @bob: 100% sure, a < b && c<d\n\n# Steps\n1. open /settings';

    expect(disarmed(text).replaceAll('\u2060', '')).toBe(text);
  });
});

describe('a signature', () => {
  it('names the reporter and is known again', () => {
    const body = signed('Rita', 'It still fails');

    expect(body).toBe('**Rita** (on Telegram):\n\nIt still fails');
    expect(isSigned(body)).toBe(true);
    expect(isSigned('It still fails')).toBe(false);
  });

  it.each(['**', '@all', '[x](https://evil.example)\n/close', '<img>', ' \n '])(
    'is known whatever the name, such as %j',
    (name) => {
      const body = signed(name, 'x');

      expect(isSigned(body)).toBe(true);
      expect(body.split('\n')).toHaveLength(3);
      expect(body).not.toMatch(/@(?=\w)|<|\]\(/);
    },
  );
});
