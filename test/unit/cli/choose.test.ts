import { describe, expect, it } from '@jest/globals';
import { chooseForge } from '../../../src/cli/choose-forge.js';
import { chooseWorkflow } from '../../../src/cli/choose-workflow.js';

const BOTH = { GITLAB_TOKEN: 'one', GITHUB_TOKEN: 'two' };

describe('the forge of a command', () => {
  it.each([
    ['https://github.com/acme/tools', BOTH, 'acme/tools at https://github.com'],
    ['https://gitlab.com/acme/shop.git', BOTH, 'acme/shop at https://gitlab.com'],
    ['acme/shop', { GITLAB_TOKEN: 'one' }, 'acme/shop at https://gitlab.com'],
    ['acme/shop', BOTH, 'There are tokens for both: name the forge with --gitlab or --github.'],
    ['acme/shop', {}, 'There is no token: put it into GITLAB_TOKEN or GITHUB_TOKEN.'],
    [
      'https://github.com/acme/tools',
      { GITLAB_TOKEN: 'one' },
      'There is no token: put it into GITHUB_TOKEN.',
    ],
  ])('of %s, with %j, is: %s', (project, env, expected) => {
    const chosen = chooseForge({ project, gitlab: null, github: null, isJson: false }, env);

    expect(typeof chosen === 'string' ? chosen : `${chosen.project} at ${chosen.forge.url}`).toBe(expected);
  });

  it.each([
    'gitlab.example.com',
    'ftp://example.com',
    'https://me:secret@example.com',
    'https://example.com/?x=1',
  ])('is none at %s, which is no plain address', (gitlab) => {
    const chosen = chooseForge({ project: 'acme/shop', gitlab, github: null, isJson: false }, BOTH);

    expect(chosen).toBe(
      '--gitlab must be a plain http:// or https:// address, without user, query or fragment.',
    );
  });
});

describe('the workflow of a command', () => {
  const CI = { id: '1', name: 'CI', inputs: [] };
  const DEPLOY = { id: '2', name: 'Deploy', inputs: [] };

  it('is the only one, or the one of that name', () => {
    expect(chooseWorkflow([CI], null, 'main')).toBe('1');
    expect(chooseWorkflow([CI, DEPLOY], 'deploy', 'main')).toBe('2');
  });

  it.each([
    [[], null, 'No workflow can be run by hand on main.'],
    [[CI, DEPLOY], null, 'Name the workflow with --workflow: CI, Deploy.'],
    [[CI, DEPLOY], 'Test', 'There is no workflow called Test on main, but these: CI, Deploy.'],
  ])('of %j, asked for %s, is none: %s', (workflows, name, sentence) => {
    expect(() => chooseWorkflow(workflows, name, 'main')).toThrow(sentence);
  });
});
