import { describe, expect, it } from '@jest/globals';
import { nearestCommand, parseCommand } from '../../../src/bot/commands.js';

describe('parseCommand', () => {
  it.each([
    ['/watch', 'watch', '', false],
    ['/WATCH group/app all', 'watch', 'group/app all', false],
    ['/watch@Watch_Bot a/b', 'watch', 'a/b', true],
    ['/token\nglpat-x', 'token', 'glpat-x', false],
    ['  /start  abc  ', 'start', 'abc', false],
  ])('reads %j', (text, name, argument, isAddressed) => {
    expect(parseCommand(text, 'watch_bot')).toEqual({ name, argument, isAddressed });
  });

  it.each(['', '/', 'watch', '/watch@other_bot x', '//watch', '/wat-ch', 'see /watch', `/${'a'.repeat(33)}`])(
    'finds no command of ours in "%s"',
    (text) => {
      expect(parseCommand(text, 'watch_bot')).toBeNull();
    },
  );
});

describe('nearestCommand', () => {
  it.each([
    ['wacth', 'watch'],
    ['whatch', 'watch'],
    ['halp', 'help'],
    ['acounts', 'accounts'],
    ['statuss', 'status'],
    ['mutee', 'mute'],
  ])('takes /%s for /%s', (typed, meant) => {
    expect(nearestCommand(typed)).toBe(meant);
  });

  it('does not guess wildly', () => {
    expect(nearestCommand('xyzzyplugh')).toBeNull();
    expect(nearestCommand('a'.repeat(32))).toBeNull();
  });
});
