import { describe, expect, it } from '@jest/globals';
import { isMentioned, viewerOf } from '../../../src/domain/viewer.js';
import { anAccount, aTokenFacts, GITHUB } from '../../support/builders.js';

const user = { id: '1', login: 'Al.Ice', name: 'Alice' };
const viewer = viewerOf(anAccount({ user, token: aTokenFacts({ groups: ['acme', 'acme/ops'] }) }));

describe('a person is mentioned', () => {
  it.each([['al.ice'], ['all'], ['acme'], ['acme/ops']])('by @%s', (name) => {
    expect(isMentioned(['bob', name], viewer)).toBe(true);
  });

  it.each([['bob'], ['ops'], ['acme/ops/night'], ['acme/op'], ['al']])('not by @%s', (name) => {
    expect(isMentioned([name], viewer)).toBe(false);
  });

  it('by @all on GitLab alone: on GitHub that is somebody', () => {
    const onGithub = anAccount({ user, forge: GITHUB });

    expect(isMentioned(['all'], viewerOf(onGithub))).toBe(false);
    expect(isMentioned(['all'], viewerOf({ ...onGithub, user: { ...user, login: 'all' } }))).toBe(true);
  });

  it('by their name alone where no group of theirs is known', () => {
    const stranger = viewerOf(anAccount({ user, token: aTokenFacts() }));

    expect(isMentioned(['acme'], stranger)).toBe(false);
    expect(isMentioned(['al.ice'], stranger)).toBe(true);
  });
});
