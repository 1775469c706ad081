import { describe, expect, it } from '@jest/globals';
import { parseProjectReference } from '../../../src/bot/project-reference.js';
import type { Forge } from '../../../src/domain/forge.js';
import { GITHUB, GITLAB, GITLAB_TWO } from '../../support/bot-fixture.js';

const LOCAL: Forge = { kind: 'gitlab', url: 'http://127.0.0.1:8080', apiUrl: 'http://127.0.0.1:8080/api/v4' };
const ENTERPRISE: Forge = {
  kind: 'github',
  url: 'http://127.0.0.1:9090',
  apiUrl: 'http://127.0.0.1:9090/api/v3',
};
const FORGES = [GITLAB, GITLAB_TWO, LOCAL, GITHUB, ENTERPRISE];

function found(typed: string): readonly [string, readonly string[]] | string {
  const reference = parseProjectReference(typed, FORGES);
  if (reference.kind !== 'project') return reference.kind;
  return [reference.pathOrId, reference.forges.map((forge) => forge.url)];
}

const ON_GITLAB = [GITLAB.url];
const ON_GITHUB = [GITHUB.url];

describe('parseProjectReference', () => {
  it.each([
    ['https://gitlab.example.com/group/app', 'group/app', ON_GITLAB],
    ['http://GitLab.example.com/group/app/', 'group/app', ON_GITLAB],
    [
      'https://gitlab.example.com/group/sub/app/-/merge_requests/12?tab=notes#note_3',
      'group/sub/app',
      ON_GITLAB,
    ],
    ['https://gitlab.example.com/group/app/-/tree/main/src', 'group/app', ON_GITLAB],
    ['https://gitlab.example.com/group/app/tree/main', 'group/app', ON_GITLAB],
    ['https://gitlab.example.com/group/sub/app/merge_requests/7', 'group/sub/app', ON_GITLAB],
    ['https://gitlab.example.com/group/app.git', 'group/app', ON_GITLAB],
    ['https://user:pass@gitlab.example.com/group/app.git', 'group/app', ON_GITLAB],
    ['gitlab.example.com/group/app', 'group/app', ON_GITLAB],
    ['git@gitlab.example.com:group/sub/app.git', 'group/sub/app', ON_GITLAB],
    ['ssh://git@gitlab.example.com:2222/group/app.git', 'group/app', ON_GITLAB],
    ['https://code.example.org/gitlab/group/app/-/issues/1', 'group/app', [GITLAB_TWO.url]],
    ['https://gitlab.example.com/группа/приложение', 'группа/приложение', ON_GITLAB],
    ['http://127.0.0.1:8080/group/app', 'group/app', [LOCAL.url]],
    ['127.0.0.1:8080/group/app', 'group/app', [LOCAL.url]],
    ['https://github.com/octo/hello-world', 'octo/hello-world', ON_GITHUB],
    ['https://github.com/octo/hello-world/pull/3/files', 'octo/hello-world', ON_GITHUB],
    ['https://github.com/octo/hello.world/actions/runs/1', 'octo/hello.world', ON_GITHUB],
    ['git@github.com:octo/hello-world.git', 'octo/hello-world', ON_GITHUB],
    ['http://127.0.0.1:9090/octo/app/pull/1', 'octo/app', [ENTERPRISE.url]],
  ])('reads %s', (typed, path, forges) => {
    expect(found(typed)).toEqual([path, forges]);
  });

  it('looks everywhere for a path of two parts and for an id, and on GitLab alone for nested groups', () => {
    expect(found('group/app')).toEqual(['group/app', FORGES.map((forge) => forge.url)]);
    expect(found('4242')).toEqual(['4242', FORGES.map((forge) => forge.url)]);
    expect(found('/group/sub/app/')).toEqual(['group/sub/app', [GITLAB.url, GITLAB_TWO.url, LOCAL.url]]);
    expect(found('my.group/app')).toEqual(['my.group/app', FORGES.map((forge) => forge.url)]);
  });

  it.each([
    'https://evil.example/group/app',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:8081/group/app',
    'http://localhost/group/app',
    'git@evil.example:group/app.git',
    'ftp://evil.example/group/app',
    'evil.example/group/app',
    'evil.example:443/group/app',
    'https://gitlab.example.com.evil.example/group/app',
    'https://gitlab.example.com@evil.example/group/app',
    'https://code.example.org/other/group/app',
  ])('keeps away from %s', (typed) => {
    expect(found(typed)).toBe('foreign-host');
  });

  it.each([
    '',
    'app',
    'group/',
    '../../etc/passwd',
    'group/../app',
    'group/app?x=1',
    'group/%2e%2e/x',
    'a b/c',
    'https://gitlab.example.com/',
    'https://gitlab.example.com/group',
    'https://github.com/octo',
    'group/app\u202egpj',
    `g/${'a'.repeat(2000)}`,
    'javascript:alert(1)/x',
  ])('makes nothing of "%.30s"', (typed) => {
    expect(found(typed)).toBe('invalid');
  });
});
