import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const REPO = { owner: 'team', repo: 'web' };

describe('Workflow runs on the GitHub simulator', () => {
  let github: CheckedGithub;
  let alice: Octokit;

  beforeEach(async () => {
    github = await startCheckedGithub();
    const { world } = github;
    for (const login of ['alice', 'bob']) world.addUser(login);
    alice = github.octokitOf(world.addToken('alice'));
    world.addProject('team/web', { members: ['alice', 'bob'] });
  });

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  const show = async (run_id: number) => (await alice.rest.actions.getWorkflowRun({ ...REPO, run_id })).data;
  const jobsOf = async (run_id: number, filter: 'latest' | 'all' = 'latest') => {
    const { data } = await alice.rest.actions.listJobsForWorkflowRun({ ...REPO, run_id, filter });
    return data.jobs.map(
      ({ name, conclusion, run_attempt }) => `${name} ${conclusion ?? 'open'} ${run_attempt ?? 0}`,
    );
  };

  it('keeps its id over a re-run, raises the attempt and starts the time again', async () => {
    const { world, clock } = github;
    const { id } = world.startPipeline('team/web', { by: 'alice', name: 'Unit tests' });
    clock.advance(60_000);
    world.finishPipeline('team/web', id, 'failed', [{ name: 'lint' }]);
    const failed = await show(id);
    clock.advance(60_000);
    world.retryPipeline('team/web', id, 'bob');

    const again = await show(id);

    expect(failed).toMatchObject({ id, status: 'completed', conclusion: 'failure', run_attempt: 1 });
    expect(failed.updated_at).toBe('2026-03-02T09:01:00Z');
    expect(again).toMatchObject({
      id,
      name: 'Unit tests',
      run_attempt: 2,
      run_number: 1,
      status: 'in_progress',
      conclusion: null,
      created_at: '2026-03-02T09:00:00Z',
      run_started_at: '2026-03-02T09:02:00Z',
      actor: { login: 'alice' },
      triggering_actor: { login: 'bob' },
    });
    expect(id).toBeGreaterThan(2 ** 33);
  });

  it('tells the jobs of the latest attempt, or of all', async () => {
    const { world } = github;
    const { id } = world.startPipeline('team/web', { by: 'alice' });
    world.finishPipeline('team/web', id, 'failed', [{ name: 'lint' }]);
    await alice.rest.actions.reRunWorkflowFailedJobs({ ...REPO, run_id: id });
    const queued = await show(id);
    world.proceedPipeline('team/web', id);
    world.finishPipeline('team/web', id, 'success');

    expect(queued).toMatchObject({ status: 'queued', run_attempt: 2 });
    expect(await jobsOf(id)).toEqual(['build success 2', 'lint success 2']);
    expect(await jobsOf(id, 'all')).toEqual([
      'build success 2',
      'lint success 2',
      'build success 1',
      'lint failure 1',
    ]);
  });

  it('refuses to re-run what runs, and to cancel what has ended', async () => {
    const { id } = github.world.startPipeline('team/web', { by: 'alice' });
    const run = { ...REPO, run_id: id };

    await expect(alice.rest.actions.reRunWorkflow(run)).rejects.toMatchObject({ status: 403 });
    const canceled = await alice.rest.actions.cancelWorkflowRun(run);
    await expect(alice.rest.actions.cancelWorkflowRun(run)).rejects.toMatchObject({ status: 409 });

    expect(canceled.status).toBe(202);
    expect(await show(id)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });

  it('lists newest first by creation and filters', async () => {
    const { world } = github;
    world.openMergeRequest('team/web', { author: 'bob', title: 'Add a page', sourceBranch: 'page' });
    const push = world.startPipeline('team/web', { by: 'alice' }).id;
    const pull = world.startPipeline('team/web', { by: 'bob', mergeRequest: 1, name: 'Lint' }).id;
    world.finishPipeline('team/web', push, 'failed');
    const idsOf = async (query: Record<string, unknown>) => {
      const { data } = await alice.rest.actions.listWorkflowRunsForRepo({ ...REPO, ...query });
      return data.workflow_runs.map(({ id }) => id);
    };

    expect(await idsOf({})).toEqual([pull, push]);
    expect(await idsOf({ branch: 'page' })).toEqual([pull]);
    expect(await idsOf({ event: 'push' })).toEqual([push]);
    expect(await idsOf({ status: 'failure' })).toEqual([push]);
    expect(await idsOf({ status: 'in_progress', actor: 'bob' })).toEqual([pull]);
    expect(await idsOf({ created: '>=2026-03-03' })).toEqual([]);
    expect(await show(pull)).toMatchObject({ event: 'pull_request', pull_requests: [{ number: 1 }] });
  });

  it('waits for the approval of a deployment', async () => {
    const { world } = github;
    const { id } = world.startPipeline('team/web', { by: 'alice' });
    const run = { ...REPO, run_id: id };
    world.blockPipeline('team/web', id);
    const waiting = await show(id);
    const pending = await alice.rest.actions.getPendingDeploymentsForRun(run);
    const environment_ids = pending.data.map(({ environment }) => environment.id ?? 0);
    const decide = (state: 'approved' | 'rejected') =>
      alice.rest.actions.reviewPendingDeploymentsForRun({ ...run, environment_ids, state, comment: 'Go' });

    await decide('approved');
    const approved = await show(id);
    const late = decide('rejected');

    expect(waiting.status).toBe('waiting');
    expect(pending.data).toMatchObject([
      { environment: { name: 'production' }, current_user_can_approve: true },
    ]);
    expect(approved.status).toBe('in_progress');
    await expect(late).rejects.toMatchObject({ status: 422 });
  });

  it('starts a run when a workflow is dispatched on a branch that exists', async () => {
    const { world } = github;
    world.startPipeline('team/web', { by: 'bob' });
    const workflow = { ...REPO, workflow_id: 'ci.yml' };

    const started = await alice.rest.actions.createWorkflowDispatch({ ...workflow, ref: 'main' });
    const unknown = alice.rest.actions.createWorkflowDispatch({ ...workflow, ref: 'absent' });

    expect(started.status).toBe(204);
    await expect(unknown).rejects.toMatchObject({ status: 422 });
    const { data } = await alice.rest.actions.listWorkflowRuns({ ...workflow, event: 'workflow_dispatch' });
    expect(data.workflow_runs).toMatchObject([
      { status: 'queued', run_number: 2, actor: { login: 'alice' } },
    ]);
  });

  it('shows the file of a workflow, on branches that exist', async () => {
    const { world } = github;
    const text = `on: workflow_dispatch # ${'ü'.repeat(100)}`;
    world.writeWorkflow('team/web', 'Deploy', text);
    const file = (path: string, ref: string) => alice.rest.repos.getContent({ ...REPO, path, ref });

    const { data } = await file('.github/workflows/deploy.yml', 'main');

    const content = 'content' in data ? data.content : '';
    expect(Buffer.from(content, 'base64').toString()).toBe(text);
    await expect(file('.github/workflows/deploy.yml', 'absent')).rejects.toMatchObject({ status: 404 });
    await expect(file('README.md', 'main')).rejects.toMatchObject({ status: 404 });
  });

  it.each<[string, string, Record<string, string>]>([
    ['is run by a push only', 'on: [push]', {}],
    ['misses an input', 'on: { workflow_dispatch: { inputs: { a: { required: true } } } }', {}],
    ['knows no such input', 'on: workflow_dispatch', { a: '1' }],
    [
      'offers other values',
      'on: { workflow_dispatch: { inputs: { a: { type: choice, options: [b] } } } }',
      { a: 'c' },
    ],
  ])('dispatches no workflow that %s', async (_what, text, inputs) => {
    const workflow_id = github.world.writeWorkflow('team/web', 'Deploy', text);
    const dispatch = { ...REPO, workflow_id, ref: 'main', inputs };

    await expect(alice.rest.actions.createWorkflowDispatch(dispatch)).rejects.toMatchObject({ status: 422 });
  });

  it('dispatches a workflow with its inputs, and tells the run where that is asked for', async () => {
    const { world } = github;
    const text = 'on: { workflow_dispatch: { inputs: { a: { required: true, default: b } } } }';
    const workflow_id = world.writeWorkflow('team/web', 'Deploy', text);
    const off = world.writeWorkflow('team/web', 'Off', text, 'disabled_manually');
    const inputs = { a: 'c' };

    const { status, data } = await alice.request(
      'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
      { ...REPO, workflow_id, ref: 'main', inputs, return_run_details: true },
    );

    expect(status).toBe(200);
    expect(await show((data as { workflow_run_id: number }).workflow_run_id)).toMatchObject({
      name: 'Deploy',
    });
    await expect(
      alice.rest.actions.createWorkflowDispatch({ ...REPO, workflow_id: off, ref: 'main' }),
    ).rejects.toMatchObject({ status: 422 });
  });
});
