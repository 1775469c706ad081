import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';
import {
  type GithubContract,
  hasGithubContract,
  loadGithubContract,
} from '../../simulator/github/openapi.js';

const isPresent = hasGithubContract();
const describeContract = isPresent ? describe : describe.skip;
const missing = isPresent ? '' : ' (skipped: ../shared/contracts/github is missing)';

const REPO = { owner: 'team', repo: 'web' };

describeContract(`The GitHub simulator, held to GitHub's OpenAPI description${missing}`, () => {
  let github: CheckedGithub;
  let alice: Octokit;
  let bob: Octokit;

  beforeEach(async () => {
    github = await startCheckedGithub();
    const { world } = github;
    world.addUser('alice', 'Alice');
    world.addUser('bob', 'Bob');
    world.addUser('carol');
    alice = github.octokitOf(world.addToken('alice', { expiresAt: new Date('2027-01-01T00:00:00Z') }));
    bob = github.octokitOf(world.addToken('bob'));
    world.addProject('team/web', { members: ['alice', 'bob', 'carol'], isPrivate: true });
    world.addProject('team/open', { members: ['alice'] });
    world.openMergeRequest('team/web', {
      author: 'alice',
      title: 'Add a login page',
      description: 'For @carol',
      reviewers: ['bob'],
      assignees: ['alice'],
    });
  });

  afterEach(async () => {
    await github.close();
  });

  it('answers the account, its repositories and its limits in the described form', async () => {
    const user = await alice.rest.users.getAuthenticated();
    const repositories = await alice.rest.repos.listForAuthenticatedUser({ sort: 'pushed', per_page: 1 });
    const limit = await alice.rest.rateLimit.get();
    const repository = await alice.rest.repos.get(REPO);

    expect(user.data.login).toBe('alice');
    expect(repositories.data).toHaveLength(1);
    expect(limit.data.rate.limit).toBe(5_000);
    expect(repository.data.permissions).toMatchObject({ push: true, admin: false });
    expect(github.violations).toEqual([]);
  });

  it('answers the teams of the account in the described form', async () => {
    github.world.joinTeam('acme/ops', 'alice');
    const { data } = await alice.rest.teams.listForAuthenticatedUser({ per_page: 100 });

    expect(data.map(({ slug, organization }) => `${organization.login}/${slug}`)).toEqual(['acme/ops']);
    expect(github.violations).toEqual([]);
  });

  it('answers branches and collaborators in the described form', async () => {
    const branch = await alice.rest.repos.getBranch({ ...REPO, branch: 'main' });
    const permission = await alice.rest.repos.getCollaboratorPermissionLevel({ ...REPO, username: 'bob' });

    expect(branch.data.name).toBe('main');
    expect(permission.data.permission).toBe('write');
    expect(github.violations).toEqual([]);
  });

  it('answers pull requests, their parts and changes to them in the described form', async () => {
    const one = { ...REPO, pull_number: 1 };

    await alice.rest.pulls.list({ ...REPO, state: 'all', sort: 'updated', direction: 'desc' });
    await alice.rest.pulls.get(one);
    await alice.rest.pulls.get(one);
    await alice.rest.pulls.listCommits(one);
    await alice.rest.pulls.listFiles(one);
    await alice.rest.pulls.listRequestedReviewers(one);
    await alice.rest.pulls.update({ ...one, title: 'Add a sign-in page', body: 'For @carol and @bob' });
    await alice.rest.pulls.requestReviewers({ ...one, reviewers: ['carol'] });
    await alice.rest.pulls.removeRequestedReviewers({ ...one, reviewers: ['carol'] });

    expect(github.violations).toEqual([]);
  });

  it('answers reviews and review comments in the described form', async () => {
    const one = { ...REPO, pull_number: 1 };
    const commit = github.world.headSha('team/web', 1);
    const place = { path: 'src/change-1.ts', line: 2, commit_id: commit };

    const opening = await bob.rest.pulls.createReviewComment({ ...one, ...place, body: 'Why?' });
    const reply = await alice.rest.pulls.createReplyForReviewComment({
      ...one,
      comment_id: opening.data.id,
      body: 'Because.',
    });
    const review = await bob.rest.pulls.createReview({ ...one, event: 'APPROVE' });
    await alice.rest.pulls.getReview({ ...one, review_id: review.data.id });
    await alice.rest.pulls.dismissReview({ ...one, review_id: review.data.id, message: 'Not yet' });
    const reviews = await alice.rest.pulls.listReviews(one);
    const comments = await alice.rest.pulls.listReviewCommentsForRepo({ ...REPO, sort: 'updated' });
    await alice.rest.pulls.listReviewComments(one);
    await alice.rest.pulls.getReviewComment({ ...REPO, comment_id: reply.data.id });

    expect(reply.data.in_reply_to_id).toBe(opening.data.id);
    expect(reviews.data.map(({ state }) => state)).toEqual(['COMMENTED', 'COMMENTED', 'DISMISSED']);
    expect(comments.data).toHaveLength(2);
    expect(github.violations).toEqual([]);
  });

  it('answers issues, their comments and their events in the described form', async () => {
    const one = { ...REPO, issue_number: 1 };

    const comment = await bob.rest.issues.createComment({ ...one, body: 'Hello @alice' });
    const named = { ...REPO, comment_id: comment.data.id };
    await bob.rest.issues.updateComment({ ...named, body: 'Good day, @alice' });
    await bob.rest.issues.getComment(named);
    await alice.rest.issues.listComments(one);
    await alice.rest.issues.listCommentsForRepo({ ...REPO, sort: 'updated', direction: 'desc' });
    await bob.rest.issues.deleteComment(named);
    await alice.rest.issues.get(one);
    await alice.rest.issues.update({ ...one, title: 'Sign in', assignees: ['bob'], state: 'closed' });
    await alice.rest.issues.update({ ...one, state: 'open' });
    await alice.rest.issues.addAssignees({ ...one, assignees: ['alice', 'carol'] });
    await alice.rest.issues.removeAssignees({ ...one, assignees: ['carol'] });
    github.world.approve('team/web', 1, 'bob');
    github.world.dismissReview('team/web', 1, 'bob', 'carol');
    github.world.withdrawReviewRequest('team/web', 1, 'bob', 'alice');
    const events = await alice.rest.issues.listEvents(one);
    await alice.rest.issues.listEventsForRepo(REPO);

    const kinds = events.data.map(({ event }) => event);
    expect(kinds).toEqual(expect.arrayContaining(['review_requested', 'assigned', 'unassigned', 'renamed']));
    expect(kinds).toEqual(expect.arrayContaining(['closed', 'reopened', 'review_dismissed']));
    expect(github.violations).toEqual([]);
  });

  it('answers runs, jobs, workflows and deployments in the described form', async () => {
    const { world } = github;
    const { id } = world.startPipeline('team/web', { by: 'alice', mergeRequest: 1 });
    const run = { ...REPO, run_id: id };

    await alice.rest.actions.listWorkflowRunsForRepo({ ...REPO, per_page: 20, exclude_pull_requests: false });
    world.finishPipeline('team/web', id, 'failed', [{ name: 'lint' }]);
    await alice.rest.actions.getWorkflowRun(run);
    const { data } = await alice.rest.actions.listJobsForWorkflowRun({ ...run, filter: 'latest' });
    const job = { ...REPO, job_id: data.jobs[0]?.id ?? 0 };
    await alice.rest.actions.getJobForWorkflowRun(job);
    await alice.rest.actions.downloadJobLogsForWorkflowRun({ ...job, request: { redirect: 'manual' } });
    await alice.rest.actions.reRunWorkflowFailedJobs(run);
    await alice.rest.actions.getWorkflowRunAttempt({ ...run, attempt_number: 1 });
    await alice.rest.actions.listJobsForWorkflowRunAttempt({ ...run, attempt_number: 1 });
    await alice.rest.actions.cancelWorkflowRun(run);
    await alice.rest.actions.reRunWorkflow(run);
    world.blockPipeline('team/web', id);
    const pending = await alice.rest.actions.getPendingDeploymentsForRun(run);
    await alice.rest.actions.reviewPendingDeploymentsForRun({
      ...run,
      environment_ids: pending.data.map(({ environment }) => environment.id ?? 0),
      state: 'approved',
      comment: 'Go',
    });
    const workflows = await alice.rest.actions.listRepoWorkflows(REPO);
    const workflow_id = workflows.data.workflows[0]?.id ?? 0;
    await alice.rest.actions.getWorkflow({ ...REPO, workflow_id });
    await alice.rest.actions.listWorkflowRuns({ ...REPO, workflow_id: 'ci.yml', status: 'in_progress' });
    const dispatched = await alice.rest.actions.createWorkflowDispatch({ ...REPO, workflow_id, ref: 'main' });

    expect(pending.data[0]?.environment.name).toBe('production');
    expect(dispatched.status).toBe(204);
    expect(github.violations).toEqual([]);
  });

  it('answers the inbox in the described form', async () => {
    const { id } = github.world.startPipeline('team/web', { by: 'alice' });
    github.world.finishPipeline('team/web', id, 'failed');
    github.world.comment('team/web', 1, 'bob', 'Looks good');

    const threads = await alice.rest.activity.listNotificationsForAuthenticatedUser({ all: true });
    const thread_id = Number(threads.data[0]?.id);
    await alice.rest.activity.getThread({ thread_id });
    const read = await alice.rest.activity.markThreadAsRead({ thread_id });
    const done = await alice.rest.activity.markThreadAsDone({ thread_id });
    const all = await alice.rest.activity.markNotificationsAsRead();

    expect(threads.data.map(({ subject }) => subject.type)).toEqual(
      expect.arrayContaining(['CheckSuite', 'PullRequest']),
    );
    expect([read.status, done.status, all.status]).toEqual([205, 204, 205]);
    expect(github.violations).toEqual([]);
  });

  it('answers refusals in the described form', async () => {
    const { world } = github;
    const token = world.addToken('carol', { kind: 'fine-grained', scopes: ['actions=read'] });
    const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });
    const statusOf = async (path: string, init?: RequestInit, by = token) =>
      (await github.request(path, by, init)).status;

    expect(await statusOf('/user', {}, 'unknown')).toBe(401);
    expect(await statusOf('/notifications')).toBe(403);
    expect(await statusOf('/repos/team/web/pulls')).toBe(403);
    expect(await statusOf('/repos/team/absent')).toBe(404);
    const bobs = world.addToken('bob');
    expect(await statusOf('/repos/team/web/pulls/1/reviews', post({ event: 'COMMENT' }), bobs)).toBe(422);
    expect(await statusOf('/repos/team/web/issues/1/comments', post({ body: ' ' }), bobs)).toBe(422);
    expect(
      await statusOf('/repos/team/web/pulls/1/requested_reviewers', post({ reviewers: ['alice'] }), bobs),
    ).toBe(422);
    const { id } = (await bob.rest.pulls.createReview({ ...REPO, pull_number: 1, event: 'APPROVE' })).data;
    const dismissal = `/repos/team/web/pulls/1/reviews/${id}/dismissals`;
    expect(await statusOf(dismissal, { method: 'PUT' }, bobs)).toBe(422);
    expect(
      await statusOf('/repos/team/web/issues/1', { method: 'PATCH', body: '{"state":"merged"}' }, bobs),
    ).toBe(422);
    expect(await statusOf('/repos/team/web/pulls/1/comments', post({ body: 'Hm' }), bobs)).toBe(422);
    expect(
      await statusOf('/repos/team/web/pulls/1/merge', { method: 'PUT', body: '{"merge_method":"x"}' }, bobs),
    ).toBe(422);
    expect(await statusOf('/repos/team/web/pulls/1/reviews', { method: 'POST', body: '{' }, bobs)).toBe(400);
    expect(await statusOf('/repos/team/web/branches/absent', {}, bobs)).toBe(404);
    expect(await statusOf('/repos/team/web/pulls/99', {}, bobs)).toBe(404);
    expect(await statusOf('/repos/team/open/collaborators/alice/permission', {}, bobs)).toBe(403);
    world.limitSecondary('bob', { status: 429, retryAfter: 8 });
    expect(await statusOf('/user', {}, bobs)).toBe(429);
    world.exhaustRateLimit('bob');
    expect(await statusOf('/user', {}, bobs)).toBe(403);
    expect(github.violations).toEqual([]);
  });

  it('answers a merge, and the rename of a repository, in the described form', async () => {
    const merged = await alice.rest.pulls.merge({
      ...REPO,
      pull_number: 1,
      sha: github.world.headSha('team/web', 1),
      merge_method: 'squash',
    });
    const closed = await alice.rest.pulls.get({ ...REPO, pull_number: 1 });
    github.world.renameProject('team/open', 'team/public');
    const followed = await alice.rest.pulls.list({ owner: 'team', repo: 'open' });

    expect(merged.data.merged).toBe(true);
    expect(closed.data).toMatchObject({ state: 'closed', merged: true, merged_by: { login: 'alice' } });
    expect(followed.url).toMatch(/\/repositories\/\d+\/pulls$/);
    expect([...github.answered]).toContain('GET /repos/{owner}/{repo}/pulls 301');
    expect(github.violations).toEqual([]);
  });
});

describeContract(`The check against GitHub's OpenAPI description${missing}`, () => {
  const contract = loadGithubContract() as GithubContract;

  it.each([
    ['an operation that GitHub does not have', 'GET', '/api/v3/repos/a/b/pull/1', 'no such operation'],
    ['an operation under a method that it lacks', 'DELETE', '/repos/a/b/pulls/1', 'no such operation'],
    [
      'a parameter that the operation does not have',
      'GET',
      '/repos/a/b/pulls?since=x',
      'unknown query parameter',
    ],
    ['a value outside the list', 'GET', '/repos/a/b/pulls?state=merged', 'state=merged is not allowed'],
    ['text where a number belongs', 'GET', '/repositories/7/pulls?page=last', 'page=last is not allowed'],
  ])('finds %s', (_what, method, url, complaint) => {
    expect(contract.checkRequest(method, url).join()).toContain(complaint);
  });

  it('finds a request body that lacks a field', () => {
    const url = '/repos/a/b/issues/1/comments';

    expect(contract.checkRequest('POST', url, {})).toHaveLength(1);
    expect(contract.checkRequest('POST', url, { body: 'Hello' })).toEqual([]);
  });

  it('finds a reply that lacks a field, and one with a status that is not declared', () => {
    const request = { method: 'GET', url: '/api/v3/user' };

    expect(contract.checkReply({ ...request, status: 200, body: { login: 'alice' } })).toHaveLength(1);
    expect(contract.checkReply({ ...request, status: 202, body: null })).toHaveLength(1);
    expect(contract.checkReply({ ...request, status: 304, body: null })).toEqual([]);
  });
});
