import { describe, expect, it } from '@jest/globals';
import { disarmed, isSigned, signed } from '../../../src/domain/ticket-text.js';

describe('what a stranger writes with another’s token', () => {
  it.each([
    ['a mention', 'cc @alice and @group/team', /@(?=\w)/],
    ['a quick action', '/close\n  /assign @me', /^[ \t]*\/[a-z]/m],
    ['a quick action behind a carriage return', 'hello\r\n/merge', /^\//m],
    ['a reference', 'see #12, !7, ~bug, %v1, &3 and $9', /[#!~%&$](?=\w)/],
    ['a quoted label', '~"needs work"', /~"/],
    ['a reference into another project', 'see acme/shop#2, acme/shop!7, shop#12 and acme&3', /[#!&](?=\d)/],
    ['a reference behind a slash', 'see /#12 and ж#12', /#(?=\d)/],
    ['a reference by letters', 'see GH-12, gh-7 and GL-3', /-(?=\d)/],
    ['a reference in brackets', 'see [issue:12], [epic:acme/3] and [work_item:7]', /\[(?=[a-z_]+:)/],
    ['a mention behind a letter of no ASCII', 'ж@all, _@bob_ and .@eve', /@(?=\w)/],
    ['a picture from elsewhere', '![x](https://tracker.example/1.png)', /!\[/],
    ['a picture behind a letter', 'x![x](https://tracker.example/1.png)', /!\[/],
    ['a mention in what is no link', 'xhttps://a.example/@all https://a_b.c_d/@bob ftp://a/@eve', /@(?=\w)/],
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

it.each([
  'Write to rita.m@example.com or mailto:rita@example.org',
  'https://shop.example/faq#3 and www.shop.example/#12?a=1&3=4',
  'See https://shop.example/cart?id=5&user=3&q=%D0%BF~1, or https://maps.example/@55.7,37.6!3z',
  '[the map](https://shop.example/#/orders/7) and [x](y)',
])('what people have to follow or to copy stays as it was: %s', (text) => {
  expect(disarmed(text)).toBe(text);
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
