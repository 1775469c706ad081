import { describe, expect, it } from '@jest/globals';
import { accountParams, instanceName, instanceSpan } from '../../../src/bot/forge-words.js';
import { GITHUB, GITLAB, GITLAB_TWO } from '../../support/bot-fixture.js';

const PLAIN = { ...GITLAB, url: 'https://git.acme.com' };

describe('the name of an instance', () => {
  it.each([
    [GITLAB, 'gitlab.example.com'],
    [GITLAB_TWO, 'code.example.org/gitlab'],
    [GITHUB, 'github.com'],
  ])('is its address where that tells which forge it is', (forge, name) => {
    expect(instanceSpan(forge)).toEqual({ text: name, href: forge.url });
  });

  it('begins with the forge where the address does not tell', () => {
    expect(instanceSpan(PLAIN)).toEqual({ text: 'GitLab (git.acme.com)', href: PLAIN.url });
    expect(accountParams({ forge: PLAIN, user: { id: '1', login: 'alice', name: 'Alice' } })).toEqual({
      user: 'alice',
      forge: 'GitLab (git.acme.com)',
    });
  });

  it('is the bare address where somebody has to type it', () => {
    expect(instanceName(PLAIN)).toBe('git.acme.com');
  });
});
