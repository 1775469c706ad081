import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const APP = '/projects/team%2Fapp';
const MR = `${APP}/merge_requests/1`;

describe('merge requests of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One' });
    scene.clock.advance(2 * MINUTE);
  });

  afterEach(() => scene.close());

  it.each<[string, () => unknown]>([
    ['a comment', () => scene.world.comment('team/app', 1, 'bob', 'Hm')],
    ['a review request', () => scene.world.requestReview('team/app', 1, 'bob', 'ann')],
    ['an assignment', () => scene.world.assign('team/app', 1, 'bob', 'ann')],
    ['an approval', () => scene.world.approve('team/app', 1, 'bob')],
    ['a push', () => scene.world.pushCommit('team/app', 1, 'ann')],
    ['a title', () => scene.world.editTitle('team/app', 1, 'Draft: One', 'ann')],
    ['a verdict', () => scene.world.requestChanges('team/app', 1, 'bob', 'No')],
    ['another target', () => scene.world.retarget('team/app', 1, 'release', 'ann')],
    ['a label', () => scene.world.addLabel('team/app', 1, 'urgent', 'ann')],
    ['an automatic merge', () => scene.world.setAutoMerge('team/app', 1, 'ann')],
    ['closing', () => scene.world.close('team/app', 1, 'ann')],
  ])('%s counts as an update', async (_what, act) => {
    act();
    const since = scene.clock.now().toISOString();
    expect(one(await scene.ask(MR))['updated_at']).toBe(since);
    expect(rows(await scene.ask(`${APP}/merge_requests?updated_after=${since}`))).toHaveLength(1);
    expect(rows(await scene.ask(`/merge_requests?scope=all&updated_after=${since}`))).toHaveLength(1);
    scene.clock.advance(1);
    const later = scene.clock.now().toISOString();
    expect(rows(await scene.ask(`${APP}/merge_requests?updated_after=${later}`))).toEqual([]);
  });

  it('a comment within a minute after an update does not count as another', async () => {
    scene.world.comment('team/app', 1, 'bob', 'Hm');
    const since = scene.clock.now().toISOString();
    scene.clock.advance(MINUTE);
    scene.world.comment('team/app', 1, 'bob', 'Hm');

    expect(one(await scene.ask(MR))['updated_at']).toBe(since);
  });

  it('each is listed once, the one that changed last first, however often they changed in turn', async () => {
    scene.world.openMergeRequest('team/app', { author: 'bob', title: 'Two' });
    for (const number of [1, 2, 1, 2, 1]) {
      scene.clock.advance(MINUTE);
      scene.world.comment('team/app', number, 'bob', 'Hm');
    }
    const changed = await scene.ask(`${APP}/merge_requests?order_by=updated_at`);
    expect(rows(changed).map(({ iid }) => iid)).toEqual([1, 2]);
  });

  it('a pipeline does not count as an update, nor does a check of mergeability', async () => {
    const { id } = scene.world.startPipeline('team/app', { by: 'ann', mergeRequest: 1 });
    scene.world.finishPipeline('team/app', id, 'failed');
    scene.world.setConflict('team/app', 1, true);
    expect(one(await scene.ask(MR))).toMatchObject({
      updated_at: '2026-03-02T09:00:00.000Z',
      has_conflicts: true,
      detailed_merge_status: 'conflict',
      head_pipeline: { id, status: 'failed' },
    });
  });

  it('system notes tell of people and commits, and do not count as notes of users', async () => {
    const { world } = scene;
    world.requestReview('team/app', 1, 'bob', 'ann');
    world.assign('team/app', 1, 'bob', 'ann');
    world.pushCommit('team/app', 1, 'ann');
    world.approve('team/app', 1, 'bob');
    const notes = rows(await scene.ask(`${MR}/notes?sort=asc`));
    expect(notes.map(({ system, body }) => [system, String(body).split('\n')[0]])).toEqual([
      [true, 'requested review from @bob'],
      [true, 'assigned to @bob'],
      [true, 'added 1 commit'],
      [true, 'approved this merge request'],
    ]);
    expect(one(await scene.ask(MR))['user_notes_count']).toBe(0);
    expect(rows(await scene.ask(`${MR}/notes?activity_filter=only_comments`))).toEqual([]);
  });

  it('an author approves their own only where the project lets them', async () => {
    const approve = () => scene.ask(`${MR}/approve`, { method: 'POST' });
    expect((await approve()).status).toBe(401);
    scene.world.configureProject('team/app', { authorMayApprove: true });
    expect((await approve()).status).toBe(201);
    expect((await approve()).status).toBe(401);
  });

  it('what stands in the way of a merge has a name, and the merge is refused', async () => {
    const { world } = scene;
    const status = async () => one(await scene.ask(MR))['detailed_merge_status'];
    world.editTitle('team/app', 1, 'Draft: One', 'ann');
    expect(await status()).toBe('draft_status');
    world.markReady('team/app', 1, 'ann');
    world.configureProject('team/app', { approvalsRequired: 1, pipelineMustSucceed: true });
    expect(await status()).toBe('ci_must_pass');
    const { id } = world.startPipeline('team/app', { by: 'ann', mergeRequest: 1 });
    expect(await status()).toBe('ci_still_running');
    world.finishPipeline('team/app', id, 'success');
    expect(await status()).toBe('not_approved');
    expect((await scene.ask(`${MR}/merge`, { method: 'PUT' })).status).toBe(405);
    world.requestChanges('team/app', 1, 'bob');
    expect(await status()).toBe('requested_changes');
    world.approve('team/app', 1, 'bob');
    world.forceMergeStatus('team/app', 1, 'checking');
    expect(await status()).toBe('checking');
    world.forceMergeStatus('team/app', 1, null);
    expect(await status()).toBe('mergeable');
    expect((await scene.ask(`${MR}/merge`, { method: 'PUT' })).status).toBe(200);
    expect(await status()).toBe('not_open');
  });

  it('merges by itself when the pipeline succeeds, if asked to', async () => {
    const { id } = scene.world.startPipeline('team/app', { by: 'ann', mergeRequest: 1 });
    const asked = await scene.ask(`${MR}/merge`, { method: 'PUT', body: { auto_merge: true } });
    expect(one(asked)).toMatchObject({ state: 'opened', merge_when_pipeline_succeeds: true });
    scene.world.finishPipeline('team/app', id, 'success');
    expect(one(await scene.ask(MR))).toMatchObject({ state: 'merged', merged_by: { username: 'ann' } });
  });
});
