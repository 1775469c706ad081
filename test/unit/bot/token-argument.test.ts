import { describe, expect, it } from '@jest/globals';
import { parseTokenArgument } from '../../../src/bot/token-argument.js';
import { GITHUB, GITLAB, GITLAB_TWO } from '../../support/bot-fixture.js';

const FORGES = [GITLAB, GITLAB_TWO, GITHUB];
const TOKEN = 'glpat-0123456789abcdef';

describe('parseTokenArgument', () => {
  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['hello', 'unclear'],
    ['my token is', 'unclear'],
    ['token glpat-0123456789abcdef', 'unclear'],
    [`gitlab.example.com ${TOKEN} more`, 'unclear'],
    [`https://gitlab.example.com пароль-пароль`, 'unclear'],
    ['x'.repeat(600), 'unclear'],
    ['https://evil.example', 'foreign-address'],
    [`https://evil.example ${TOKEN}`, 'foreign-address'],
    [`evil.example ${TOKEN}`, 'foreign-address'],
    [`http://gitlab.example.com ${TOKEN}`, 'foreign-address'],
    [`https://code.example.org ${TOKEN}`, 'foreign-address'],
    ['evil.example', 'foreign-address'],
    ['git.evil.example:8443/', 'foreign-address'],
    ['192.168.0.1', 'foreign-address'],
    ['gitlab.example.com', 'address'],
    ['GitHub', 'address'],
    ['gitlab', 'unclear'],
  ])('reads "%.40s" as %s', (argument, kind) => {
    expect(parseTokenArgument(argument, FORGES).kind).toBe(kind);
  });

  it.each([
    [TOKEN, null],
    [`https://gitlab.example.com ${TOKEN}`, GITLAB],
    [`HTTPS://GitLab.Example.com:443/  ${TOKEN}`, GITLAB],
    [`gitlab.example.com ${TOKEN}`, GITLAB],
    [`https://code.example.org/gitlab/ ${TOKEN}`, GITLAB_TWO],
    [`github.com ${TOKEN}`, GITHUB],
    [`github ${TOKEN}`, GITHUB],
  ])('finds the token in "%s"', (argument, forge) => {
    const parsed = parseTokenArgument(argument, FORGES);

    expect(parsed).toMatchObject({ kind: 'token', forge });
    expect(parsed.kind === 'token' && parsed.secret.reveal()).toBe(TOKEN);
  });

  it('takes a token with dots in it for a token', () => {
    expect(parseTokenArgument('glpat-aBcDeFgHiJkLmN.01.abcdefghi', FORGES).kind).toBe('token');
  });
});
