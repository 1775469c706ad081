import { describe, expect, it } from '@jest/globals';
import { findToken } from '../../../src/bot/find-token.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { FakeForge } from '../../support/fake-forge.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

const adapters = {
  gitlab: createGitlabAdapter({ logger: createMemoryLogger() }),
  github: new FakeForge('github').adapter,
};

describe('findToken', () => {
  it.each([
    ['glpat-0123456789abcdefghij', 'glpat-0123456789abcdefghij'],
    ['my token: glpat-0123456789abcdefghij.', 'glpat-0123456789abcdefghij'],
    ['glpat-0123456789abcdefghij.01.0abc!', 'glpat-0123456789abcdefghij.01.0abc'],
    ['"ghp_0123456789abcdef"', 'ghp_0123456789abcdef'],
    ['PRIVATE-TOKEN: github_pat_11AAAA0000_bbbbb', 'github_pat_11AAAA0000_bbbbb'],
    ['https://oauth2:glpat-0123456789abcdefghij@gitlab.com/a/b.git', 'glpat-0123456789abcdefghij'],
    ['https://gitlab.com/api/v4/user?private_token=glpat-0123456789abcdefghij', 'glpat-0123456789abcdefghij'],
    ['gldt-0123456789abcdefghij', 'gldt-0123456789abcdefghij'],
  ])('finds the one in %s', (text, token) => {
    expect(findToken(text, adapters)).toBe(token);
  });

  it.each([
    'hello',
    '/watch group/glance-dashboard-application',
    '/watch https://gitlab.com/group/app/-/commit/0123456789abcdef0123456789abcdef01234567',
    'a9993e364706816aba3e25717850c26c9cd0d89d',
    '/help',
    'glpat-',
    'glpat-<your token>',
  ])('finds none in %s', (text) => {
    expect(findToken(text, adapters)).toBeNull();
  });
});
