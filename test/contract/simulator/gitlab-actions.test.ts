import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compareNames, hasContracts, openApi } from './gitlab-contracts.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const APP = '/projects/team%2Fapp';
const MR = `${APP}/merge_requests/1`;
const suite = hasContracts ? it : it.skip;

describe('what people do to the simulated GitLab', () => {
  let scene: GitlabScene;
  let reporter: string;

  beforeEach(async () => {
    scene = await gitlabScene();
    scene.world.addMember('team/app', 'eve', 20);
    reporter = scene.world.addToken('eve');
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One' });
  });

  afterEach(() => scene.close());

  const post = (path: string, token: string, body: unknown = {}) =>
    scene.ask(path, { method: 'POST', token, body });
  const put = (path: string, token: string, body: unknown = {}) =>
    scene.ask(path, { method: 'PUT', token, body });

  it('forbids a reporter to approve, and refuses a developer a second time and the author', async () => {
    expect((await post(`${MR}/approve`, reporter)).status).toBe(403);
    expect((await post(`${MR}/approve`, scene.bob, { sha: 'a'.repeat(40) })).status).toBe(409);
    expect((await post(`${MR}/approve`, scene.ann)).status).toBe(401);
    expect((await post(`${MR}/approve`, scene.bob)).status).toBe(201);
    expect((await post(`${MR}/approve`, scene.bob)).status).toBe(401);
    expect((await post(`${MR}/unapprove`, reporter)).status).toBe(403);
    expect((await post(`${MR}/unapprove`, scene.bob)).status).toBe(201);
    expect((await post(`${MR}/unapprove`, scene.bob)).status).toBe(404);
  });

  it('rebases after the answer, for those who may push', async () => {
    scene.world.setBehind('team/app', 1, true);
    const before = one(await scene.ask(MR));
    const asked = await put(`${MR}/rebase`, scene.bob);
    const after = one(await scene.ask(MR));

    expect([asked.status, asked.json]).toEqual([202, { rebase_in_progress: true }]);
    expect(before['detailed_merge_status']).toBe('need_rebase');
    expect(after['detailed_merge_status']).toBe('mergeable');
    expect(after['sha']).not.toBe(before['sha']);
    expect((await put(`${MR}/rebase`, reporter)).status).toBe(403);
  });

  it('squashes what was told so once, whatever is told later', async () => {
    await put(MR, scene.bob, { squash: true });
    await put(`${MR}/merge`, scene.bob, { squash: false });

    expect(one(await scene.ask(MR))).toMatchObject({ state: 'merged', squash: true });
  });

  it('keeps one assignee and one reviewer where the plan allows no more', async () => {
    scene.world.configureProject('team/app', { allowsManyPeople: false });
    const ids = [scene.ids.bob, scene.ids.ann];
    const merged = await put(MR, scene.ann, { assignee_ids: ids, reviewer_ids: ids });
    const issue = await post(`${APP}/issues`, scene.ann, { title: 'Leak', assignee_ids: ids });

    expect(merged.json).toMatchObject({ assignees: [{ username: 'bob' }], reviewers: [{ username: 'bob' }] });
    expect(issue.json).toMatchObject({ assignees: [{ username: 'bob' }] });
  });

  it('adds labels to an issue, lists them, and takes them from a guest while the issue is new', async () => {
    scene.world.addMember('team/app', 'eve', 10);
    scene.world.createLabel('team/app', 'zeal');
    await post(`${APP}/issues`, scene.ann, { title: 'Leak', labels: 'bug' });
    const edited = await put(`${APP}/issues/1`, scene.bob, { add_labels: 'urgent' });
    const byGuest = await post(`${APP}/issues`, reporter, { title: 'Drip', labels: 'bug' });
    const later = await put(`${APP}/issues/2`, reporter, { add_labels: 'urgent' });

    expect(edited.json).toMatchObject({ labels: ['bug', 'urgent'] });
    expect([byGuest.json, later.json]).toMatchObject([{ labels: ['bug'] }, { labels: ['bug'] }]);
    expect(rows(await scene.ask(`${APP}/labels`)).map(({ name }) => name)).toEqual(['bug', 'urgent', 'zeal']);
  });

  it('lets nobody write in an archived project, and everybody read who could', async () => {
    await post(`${APP}/issues`, scene.ann, { title: 'Leak' });
    scene.world.configureProject('team/app', { isArchived: true });

    const written = [
      await post(`${APP}/issues`, scene.ann, { title: 'Drip' }),
      await post(`${APP}/issues/1/notes`, scene.ann, { body: 'Hi' }),
      await put(`${APP}/issues/1`, scene.ann, { state_event: 'close' }),
      await post(`${APP}/pipeline`, scene.ann, { ref: 'main' }),
    ];

    expect(written.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(one(await scene.ask(APP))).toMatchObject({ archived: true });
    expect(one(await scene.ask(`${APP}/issues/1`))).toMatchObject({ state: 'opened' });
  });

  it('lets people edit their own notes, and maintainers those of others', async () => {
    const id = scene.world.comment('team/app', 1, 'bob', 'Hm');
    const edit = (token: string) => put(`${MR}/notes/${id}`, token, { body: 'Aha' });

    expect((await edit(reporter)).status).toBe(403);
    expect((await edit(scene.bob)).json).toMatchObject({ body: 'Aha' });
    expect((await edit(scene.ann)).status).toBe(200);
    expect((await put(`${MR}/notes/9999`, scene.bob, { body: 'Aha' })).status).toBe(404);
  });

  it('has somebody else approve a deployment, whose job may be played then', async () => {
    const { id } = scene.world.startPipeline('team/app', { by: 'bob' });
    const deployment = scene.world.holdDeployment('team/app', id, { by: 'bob', environment: 'live' });
    const [listed] = rows(await scene.ask(`${APP}/deployments?status=blocked`));
    const job = (listed?.['deployable'] as { id: number }).id;
    const decide = (token: string, status: string) =>
      post(`${APP}/deployments/${deployment}/approval`, token, { status });

    expect(listed).toMatchObject({ id: deployment, deployable: { status: 'manual', pipeline: { id } } });
    expect((await post(`${APP}/jobs/${job}/play`, scene.ann)).status).toBe(400);
    expect((await decide(scene.bob, 'approved')).json).toMatchObject({
      message: expect.stringMatching(/own deployment/),
    });
    expect((await decide(reporter, 'approved')).json).toMatchObject({
      message: expect.stringMatching(/permission/),
    });
    expect((await decide(scene.ann, 'perhaps')).status).toBe(400);
    expect((await decide(scene.ann, 'approved')).json).toMatchObject({ status: 'approved' });
    expect((await decide(scene.ann, 'rejected')).json).toMatchObject({
      message: expect.stringMatching(/not waiting/),
    });
    expect((await post(`${APP}/jobs/${job}/play`, scene.ann)).status).toBe(200);
  });

  it('takes by GraphQL what REST lacks, from those who may edit, with the scope to write', async () => {
    const query =
      'mutation($path: ID!, $iid: String!) { mergeRequestRequestChanges(input: { projectPath: $path, iid: $iid }) { errors } }';
    const again =
      'mutation($path: ID!, $iid: String!, $user: UserID!) { mergeRequestReviewerRereview(input: { projectPath: $path, iid: $iid, userId: $user }) { errors } }';
    const ask = async (token: string, text = query): Promise<unknown> => {
      const user = `gid://gitlab/User/${scene.ids.bob}`;
      const response = await fetch(`${scene.url}/api/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: text, variables: { path: 'team/app', iid: '1', user } }),
      });
      return response.json();
    };
    const errors = (...all: string[]) => ({ data: { mergeRequestRequestChanges: { errors: all } } });

    expect(await ask(scene.bob)).toEqual(errors('Reviewer not found'));
    scene.world.requestReview('team/app', 1, 'bob', 'ann');
    expect(await ask(scene.bob)).toEqual(errors());
    expect(await ask(reporter)).toMatchObject({ errors: [{ message: expect.stringMatching(/permission/) }] });
    expect(await ask(scene.world.addToken('bob', { scopes: ['read_api'] }))).toHaveProperty('errors');
    expect(await ask(scene.bob, 'mutation { destroyAll { errors } }')).toMatchObject({
      errors: [{ message: "Field 'destroyAll' doesn't exist on type 'Mutation'" }],
    });
    expect(rows(await scene.ask(`${MR}/reviewers`))).toMatchObject([{ state: 'requested_changes' }]);
    await ask(scene.ann, again);
    expect(rows(await scene.ask(`${MR}/reviewers`))).toMatchObject([{ state: 'unreviewed' }]);
    scene.world.approve('team/app', 1, 'bob');
    await ask(scene.ann, again);
    expect(rows(await scene.ask(`${MR}/reviewers`))).toMatchObject([{ state: 'unreviewed' }]);
    expect(one(await scene.ask(`${MR}/approvals`))).toMatchObject({ approved_by: [] });
  });

  suite('answers about changes, branches and approvals in the words of the specification', async () => {
    scene.world.pushCommit('team/app', 1, 'ann', [{ path: 'a.ts' }]);
    const { id } = scene.world.startPipeline('team/app', { by: 'bob' });
    const deployment = scene.world.holdDeployment('team/app', id, { by: 'bob', environment: 'live' });
    const [diff] = rows(await scene.ask(`${MR}/diffs`));
    const [branch] = rows(await scene.ask(`${APP}/repository/branches?sort=updated_desc&search=ma`));
    const approval = await post(`${APP}/deployments/${deployment}/approval`, scene.ann, {
      status: 'approved',
    });

    for (const [definition, entity] of [
      ['API_Entities_Diff', diff],
      ['API_Entities_Branch', branch],
      ['API_Entities_Deployments_Approval', one(approval)],
    ] as const) {
      const { odd, absent } = compareNames(openApi(), definition, entity ?? {});
      expect([definition, odd, absent.filter((name) => !/\.commit\.|\.user\./.test(name))]).toEqual([
        definition,
        [],
        [],
      ]);
    }
  });
});
