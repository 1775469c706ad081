import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { DAY } from '../../../src/domain/time.js';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';
import type { Role } from '../../simulator/github/state/repository.js';

const REPO = { owner: 'team', repo: 'web' };
const ONE = { ...REPO, pull_number: 1 };
const ISSUE = { ...REPO, issue_number: 1 };

describe('Writing to the GitHub simulator', () => {
  let github: CheckedGithub;
  let alice: Octokit;
  let bob: Octokit;

  beforeEach(async () => {
    github = await startCheckedGithub();
    const { world } = github;
    for (const login of ['alice', 'bob', 'carol']) world.addUser(login);
    alice = github.octokitOf(world.addToken('alice'));
    bob = github.octokitOf(world.addToken('bob'));
    world.addProject('team/web', { members: ['alice', 'bob', 'carol'], isPrivate: true });
    world.openMergeRequest('team/web', { author: 'alice', title: 'Add a page' });
  });

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  const carolAs = (role: Role): Octokit => {
    github.world.setRole('team/web', 'carol', role);
    return github.octokitOf(github.world.addToken('carol'));
  };
  const mergeState = async () => {
    await bob.rest.pulls.get(ONE);
    return (await bob.rest.pulls.get(ONE)).data.mergeable_state;
  };

  it('asks for reviews of people who may write, where the branch is protected', async () => {
    const { world } = github;
    world.protect('team/web', { approvals: 1 });
    const carol = carolAs('read');
    await carol.rest.pulls.createReview({ ...ONE, event: 'APPROVE' });

    expect(await mergeState()).toBe('blocked');
    await expect(bob.rest.pulls.merge(ONE)).rejects.toMatchObject({
      status: 405,
      response: {
        data: { message: 'At least 1 approving review is required by reviewers with write access.' },
      },
    });
    world.approve('team/web', 1, 'bob');
    expect(await mergeState()).toBe('clean');
    world.requestChanges('team/web', 1, 'bob');
    expect(await mergeState()).toBe('blocked');
  });

  it('asks for checks that passed on the head', async () => {
    const { world } = github;
    world.protect('team/web', { needsChecks: true });
    const before = await mergeState();
    const { id } = world.startPipeline('team/web', { by: 'alice', mergeRequest: 1 });
    world.finishPipeline('team/web', id, 'success');
    const passed = await mergeState();
    world.pushCommit('team/web', 1, 'alice');

    expect([before, passed, await mergeState()]).toEqual(['blocked', 'clean', 'blocked']);
    await expect(bob.rest.pulls.merge(ONE)).rejects.toMatchObject({
      response: { data: { message: 'Required status check "build" is expected.' } },
    });
  });

  it('brings a branch up to date that fell behind, once', async () => {
    const { world } = github;
    world.protect('team/web', { needsUpToDate: true });
    world.merge(
      'team/web',
      world.openMergeRequest('team/web', { author: 'bob', title: 'First' }).number,
      'bob',
    );
    const old = world.headSha('team/web', 1);

    expect(await mergeState()).toBe('behind');
    await expect(
      bob.rest.pulls.updateBranch({ ...ONE, expected_head_sha: 'a'.repeat(40) }),
    ).rejects.toMatchObject({ status: 422 });
    expect((await bob.rest.pulls.updateBranch({ ...ONE, expected_head_sha: old })).status).toBe(202);
    expect(world.headSha('team/web', 1)).not.toBe(old);
    expect(await mergeState()).toBe('clean');
    await expect(bob.rest.pulls.updateBranch(ONE)).rejects.toMatchObject({ status: 422 });
  });

  it('merges in the ways that the repository allows, and may take the branch along', async () => {
    const { world } = github;
    world.configure('team/web', { mergeMethods: ['squash'], deletesBranchOnMerge: true });
    const shown = await bob.rest.repos.get(REPO);

    await expect(bob.rest.pulls.merge({ ...ONE, merge_method: 'merge' })).rejects.toMatchObject({
      status: 405,
    });
    await bob.rest.pulls.merge({ ...ONE, merge_method: 'squash' });
    const branches = await bob.rest.repos.listBranches(REPO);

    expect(shown.data).toMatchObject({ allow_merge_commit: false, allow_squash_merge: true });
    expect(branches.data.map(({ name }) => name)).toEqual(['main']);
  });

  it('hides the ways to merge from those who may not', async () => {
    const { data } = await carolAs('triage').rest.repos.get(REPO);

    expect(data.allow_merge_commit).toBeUndefined();
    expect(data.permissions).toMatchObject({ triage: true, push: false });
  });

  it('deletes branches, but not the default one, and not what is not there', async () => {
    const ref = (name: string) => ({ ...REPO, ref: `heads/${name}` });
    const found = await bob.rest.git.listMatchingRefs({ ...REPO, ref: 'heads/change' });

    expect(found.data.map((one) => one.ref)).toEqual(['refs/heads/change-1']);
    await expect(carolAs('triage').rest.git.deleteRef(ref('change-1'))).rejects.toMatchObject({
      status: 403,
    });
    expect((await bob.rest.git.deleteRef(ref('change-1'))).status).toBe(204);
    await expect(bob.rest.git.deleteRef(ref('change-1'))).rejects.toMatchObject({ status: 422 });
    await expect(bob.rest.git.deleteRef(ref('main'))).rejects.toMatchObject({ status: 422 });
  });

  it('labels issues and pull requests for those who may triage, and learns new labels', async () => {
    const carol = carolAs('read');

    await expect(carol.rest.issues.addLabels({ ...ISSUE, labels: ['bug'] })).rejects.toMatchObject({
      status: 403,
    });
    const labels = await carolAs('triage').rest.issues.addLabels({ ...ISSUE, labels: ['bug', 'urgent'] });
    const known = await bob.rest.issues.listLabelsForRepo(REPO);
    const created = await bob.rest.issues.create({ ...REPO, title: 'It breaks', labels: ['bug'] });

    expect(labels.data.map(({ name }) => name)).toEqual(['bug', 'urgent']);
    expect(known.data.map(({ name }) => name)).toEqual(['bug', 'documentation', 'enhancement', 'urgent']);
    expect(created.data.labels).toMatchObject([{ name: 'bug' }]);
  });

  it('lists collaborators to those who may push, and assignees to all', async () => {
    const carol = carolAs('read');
    const logins = (found: { data: readonly { login: string }[] }) => found.data.map(({ login }) => login);

    await expect(carol.rest.repos.listCollaborators(REPO)).rejects.toMatchObject({ status: 403 });
    expect(logins(await bob.rest.repos.listCollaborators(REPO))).toEqual(['alice', 'bob', 'carol']);
    expect(logins(await carol.rest.issues.listAssignees(REPO))).toEqual(['alice', 'bob', 'carol']);
  });

  it('lets people edit their own comments on lines, and those who may write everybody’s', async () => {
    const comment_id = Number(github.world.reviewComment('team/web', 1, 'alice', 'Why?'));
    const edit = (who: Octokit, body: string) =>
      who.rest.pulls.updateReviewComment({ ...REPO, comment_id, body });

    await expect(edit(carolAs('read'), 'No')).rejects.toMatchObject({ status: 403 });
    expect((await edit(alice, 'Why so?')).data.body).toBe('Why so?');
    expect((await edit(bob, 'Why not?')).data.body).toBe('Why not?');
  });

  it('runs nothing again that is older than thirty days', async () => {
    const { world, clock } = github;
    const { id } = world.startPipeline('team/web', { by: 'alice' });
    world.finishPipeline('team/web', id, 'failed');
    clock.advance(31 * DAY);

    await expect(bob.rest.actions.reRunWorkflow({ ...REPO, run_id: id })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('keeps an archived repository as it is', async () => {
    github.world.configure('team/web', { isArchived: true });

    await expect(bob.rest.issues.createComment({ ...ISSUE, body: 'Hi' })).rejects.toMatchObject({
      status: 403,
      response: { data: { message: 'Repository was archived so is read-only.' } },
    });
    expect((await bob.rest.repos.get(REPO)).data.archived).toBe(true);
  });
});
