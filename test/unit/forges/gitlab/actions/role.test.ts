import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Look } from '../../../../../src/domain/actions/look.js';
import { mayApprove } from '../../../../../src/forges/gitlab/transform/approval.js';
import { roleOf } from '../../../../../src/forges/gitlab/transform/role.js';
import { FakeGitlab } from '../fake-gitlab.js';
import { ALICE, APP, at } from '../fixtures.js';

const issue = {
  id: 1,
  iid: 1,
  project_id: 10,
  title: 'Broken',
  state: 'opened',
  created_at: at(0),
  updated_at: at(0),
};

describe('a role', () => {
  let gitlab: FakeGitlab;

  beforeEach(async () => {
    gitlab = await FakeGitlab.start();
    gitlab.on('/projects/10/issues/1', issue).on('/user', ALICE);
  });

  afterEach(() => gitlab.stop());

  function lookIn(project: object): Promise<Look> {
    gitlab.on('/projects/10', { id: 10, ...project });
    return gitlab.adapter().actions.lookAt(gitlab.session(), APP, { kind: 'issue', number: '1' });
  }

  async function roleBy(project: object): Promise<string> {
    return (await lookIn(project)).role;
  }

  const permissions = (own: number | null, group: number | null) => ({
    permissions: {
      project_access: own === null ? null : { access_level: own },
      group_access: group === null ? null : { access_level: group },
    },
  });

  it.each([
    [0, 'read'],
    [10, 'read'],
    [15, 'triage'],
    [20, 'triage'],
    [30, 'write'],
    [40, 'maintain'],
    [50, 'maintain'],
  ])('of level %i is %s', (level, role) => {
    expect(roleOf(level)).toBe(role);
  });

  it('is the higher one of project and group', async () => {
    expect(await roleBy(permissions(20, 40))).toBe('maintain');
    expect(await roleBy(permissions(30, null))).toBe('write');
  });

  it('by a group that the project is shared with is known to the list of members', async () => {
    gitlab.on('/projects/10/members/all/1', { id: 1, username: 'alice', access_level: 30 });

    expect(await roleBy(permissions(null, null))).toBe('write');
    expect(gitlab.takePaths()).toContain('/projects/10/members/all/1');
  });

  it('of who sees the project and is no member is to read', async () => {
    expect(await roleBy(permissions(null, null))).toBe('read');
    expect(await roleBy({})).toBe('read');
  });

  it('in an archived project is to read', async () => {
    const archived = { ...permissions(40, null), archived: true };

    expect(await lookIn(archived)).toMatchObject({ role: 'read', isArchived: true });
  });
});

describe('who may decide on a deployment', () => {
  const me = { id: '7', role: 'write', isAdmin: false } as const;
  const named = (userId: string) => ({ user_id: userId, access_level: null });
  const level = (access: number) => ({ user_id: null, access_level: access });
  const group = { user_id: null, access_level: null };

  it.each([
    ['whom a rule names', [named('7')], true],
    ['nobody else', [named('8')], false],
    ['who is of the role', [level(30)], true],
    ['nobody of a lower one', [level(40)], false],
    ['one rule of several', [named('8'), level(30)], true],
    ['owners alone, which is not told', [level(60)], null],
    ['a group, of which is not told who is in it', [named('8'), group], null],
    ['everybody that may deploy, which is not told', [], null],
  ])('is %s', (_, rules, expected) => {
    expect(mayApprove(rules, me)).toBe(expected);
  });

  it('is not known of an administrator, whom rules do not bind', () => {
    expect(mayApprove([named('8')], { ...me, isAdmin: true })).toBeNull();
  });
});
