import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const REPO = { owner: 'team', repo: 'web' };
const ONE = { ...REPO, pull_number: 1 };

describe('Pull requests on the GitHub simulator', () => {
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
    world.openMergeRequest('team/web', { author: 'alice', title: 'Add a page', reviewers: ['bob', 'carol'] });
  });

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  const numbersOf = async (query: Parameters<Octokit['rest']['pulls']['list']>[0]) =>
    (await alice.rest.pulls.list(query)).data.map(({ number }) => number);
  const requested = async () =>
    (await alice.rest.pulls.get(ONE)).data.requested_reviewers?.map(({ login }) => login);

  it('sorts newest first unless told to sort otherwise, and then rising', async () => {
    const { world, clock } = github;
    clock.advance(1_000);
    world.openMergeRequest('team/web', { author: 'bob', title: 'Second' });
    world.openMergeRequest('team/web', { author: 'bob', title: 'Third' });
    clock.advance(1_000);
    world.comment('team/web', 1, 'bob', 'Moves the first');
    world.close('team/web', 3, 'bob');

    expect(await numbersOf(REPO)).toEqual([2, 1]);
    expect(await numbersOf({ ...REPO, state: 'all', sort: 'updated' })).toEqual([2, 1, 3]);
    expect(await numbersOf({ ...REPO, state: 'all', sort: 'updated', direction: 'desc' })).toEqual([3, 1, 2]);
    expect(await numbersOf({ ...REPO, state: 'closed' })).toEqual([3]);
  });

  it('gives pull requests identifiers that do not fit into 31 bits', async () => {
    const { data } = await alice.rest.pulls.get(ONE);

    expect(data.id).toBeGreaterThan(2 ** 31);
    expect(data.number).toBe(1);
  });

  it('takes reviewers off the list once they review, and puts them back when asked again', async () => {
    const { world } = github;
    const before = await requested();
    world.approve('team/web', 1, 'bob');
    world.reviewComment('team/web', 1, 'carol', 'Why?');
    const after = await requested();
    await alice.rest.pulls.requestReviewers({ ...ONE, reviewers: ['bob'] });

    expect(before).toEqual(['bob', 'carol']);
    expect(after).toEqual([]);
    expect(await requested()).toEqual(['bob']);
  });

  it('pins a review to the head it was given on', async () => {
    const { world } = github;
    const old = world.headSha('team/web', 1);
    await bob.rest.pulls.createReview({ ...ONE, event: 'APPROVE', commit_id: old });
    const fresh = world.pushCommit('team/web', 1, 'alice');

    const reviews = await alice.rest.pulls.listReviews(ONE);
    const pull = await alice.rest.pulls.get(ONE);

    expect(reviews.data).toMatchObject([{ state: 'APPROVED', commit_id: old, user: { login: 'bob' } }]);
    expect(pull.data.head.sha).toBe(fresh);
    expect(fresh).toMatch(/^[0-9a-f]{40}$/);
  });

  it('refuses authors who judge themselves, and words without a body', async () => {
    const own = alice.rest.pulls.createReview({ ...ONE, event: 'APPROVE' });
    const silent = bob.rest.pulls.createReview({ ...ONE, event: 'REQUEST_CHANGES' });

    await expect(own).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: ['Can not approve your own pull request'] } },
    });
    await expect(silent).rejects.toMatchObject({ status: 422 });
  });

  it('works out whether it can be merged only after it was asked', async () => {
    const { world } = github;
    const states = async () => {
      const { data } = await alice.rest.pulls.get(ONE);
      return [data.mergeable, data.mergeable_state];
    };

    expect(await states()).toEqual([null, 'unknown']);
    expect(await states()).toEqual([true, 'clean']);
    world.setConflict('team/web', 1, true);
    expect(await states()).toEqual([null, 'unknown']);
    expect(await states()).toEqual([false, 'dirty']);
  });

  it('merges the head it was told to, and nothing else', async () => {
    const { world } = github;
    const old = world.headSha('team/web', 1);
    const sha = world.pushCommit('team/web', 1, 'alice');

    await expect(bob.rest.pulls.merge({ ...ONE, sha: old })).rejects.toMatchObject({ status: 409 });
    const merged = await bob.rest.pulls.merge({ ...ONE, sha });
    await expect(bob.rest.pulls.merge({ ...ONE, sha })).rejects.toMatchObject({ status: 405 });
    await expect(alice.rest.pulls.update({ ...ONE, state: 'open' })).rejects.toMatchObject({ status: 422 });
    const branch = await alice.rest.repos.getBranch({ ...REPO, branch: 'main' });

    expect(branch.data.commit.sha).toBe(merged.data.sha);
  });

  it.each([
    [
      'a draft',
      () => github.world.openMergeRequest('team/web', { author: 'bob', title: 'Later', isDraft: true }),
    ],
    ['a conflict', () => github.world.setConflict('team/web', 1, true)],
    ['unmet requirements', () => github.world.setBlocked('team/web', 1, true)],
    ['a closed one', () => github.world.close('team/web', 1, 'alice')],
  ])('refuses to merge %s', async (what, move) => {
    move();
    const pull_number = what === 'a draft' ? 2 : 1;

    await expect(bob.rest.pulls.merge({ ...REPO, pull_number })).rejects.toMatchObject({ status: 405 });
  });

  it('keeps answers in the thread of the comment that opened it', async () => {
    const { world } = github;
    const opening = world.reviewComment('team/web', 1, 'bob', 'Why?');
    const answer = world.comment('team/web', 1, 'alice', 'Because.', opening);
    world.comment('team/web', 1, 'bob', 'I see.', answer);

    const { data } = await alice.rest.pulls.listReviewComments(ONE);
    const conversation = await alice.rest.issues.listComments({ ...REPO, issue_number: 1 });

    expect(data.map(({ in_reply_to_id }) => in_reply_to_id)).toEqual([
      undefined,
      Number(opening),
      Number(opening),
    ]);
    expect(conversation.data).toEqual([]);
  });

  it('lists the comments of a repository by their last change, and since a time', async () => {
    const { world, clock } = github;
    const first = world.comment('team/web', 1, 'bob', 'First');
    clock.advance(1_000);
    const second = world.comment('team/web', 1, 'bob', 'Second');
    clock.advance(1_000);
    world.editComment('team/web', first, 'First, better');
    const idsOf = async (query: Record<string, string>) =>
      (await alice.rest.issues.listCommentsForRepo({ ...REPO, ...query })).data.map(({ id }) => String(id));

    expect(await idsOf({})).toEqual([first, second]);
    expect(await idsOf({ sort: 'updated', direction: 'desc' })).toEqual([first, second]);
    expect(await idsOf({ sort: 'created', direction: 'desc' })).toEqual([second, first]);
    expect(await idsOf({ since: '2026-03-02T09:00:02Z' })).toEqual([first]);
  });

  it('shows target, labels and automatic merge in lists, and counts their change as an update', async () => {
    const { world, clock } = github;
    clock.advance(1_000);
    world.retarget('team/web', 1, 'release', 'alice');
    world.addLabel('team/web', 1, 'urgent', 'alice');
    world.setAutoMerge('team/web', 1, 'bob');
    const [planned] = (await alice.rest.pulls.list(REPO)).data;
    world.cancelAutoMerge('team/web', 1, 'bob');
    const [stopped] = (await alice.rest.pulls.list(REPO)).data;

    expect(planned).toMatchObject({
      base: { ref: 'release' },
      labels: [{ name: 'urgent' }],
      auto_merge: { enabled_by: { login: 'bob' } },
      updated_at: '2026-03-02T09:00:01Z',
    });
    expect(stopped?.auto_merge).toBeNull();
  });

  it('voids an approval that is taken back', async () => {
    const { world } = github;
    world.approve('team/web', 1, 'bob');
    world.unapprove('team/web', 1, 'bob');

    const { data } = await alice.rest.pulls.listReviews(ONE);

    expect(data).toMatchObject([{ state: 'DISMISSED', user: { login: 'bob' } }]);
  });

  it('closes, reopens and assigns through the issue', async () => {
    const issue = { ...REPO, issue_number: 1 };
    await alice.rest.issues.update({ ...issue, state: 'closed', assignees: ['bob', 'nobody'] });

    const closed = await alice.rest.pulls.get(ONE);
    await alice.rest.pulls.update({ ...ONE, state: 'open' });
    const open = await alice.rest.issues.get(issue);

    expect(closed.data).toMatchObject({ state: 'closed', merged: false, assignees: [{ login: 'bob' }] });
    expect(open.data).toMatchObject({ state: 'open', closed_at: null, pull_request: { merged_at: null } });
  });
});
