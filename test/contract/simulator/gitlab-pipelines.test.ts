import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const APP = '/projects/team%2Fapp';

describe('pipelines of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One' });
    scene.clock.advance(MINUTE);
  });

  afterEach(() => scene.close());

  it('a retried pipeline keeps its id and its start, runs again, and ends once more', async () => {
    const { world, clock } = scene;
    const { id } = world.startPipeline('team/app', { by: 'ann' });
    const started = clock.now().toISOString();
    clock.advance(MINUTE);
    world.finishPipeline('team/app', id, 'failed', [{ name: 'lint', stage: 'check' }]);
    const show = async () => one(await scene.ask(`${APP}/pipelines/${id}`));
    const jobs = async (query: string) => rows(await scene.ask(`${APP}/pipelines/${id}/jobs?${query}`));
    expect(await show()).toMatchObject({
      status: 'failed',
      duration: 60,
      finished_at: clock.now().toISOString(),
    });
    const [failed] = await jobs('scope[]=failed');
    expect(failed).toMatchObject({ name: 'lint', stage: 'check' });
    clock.advance(MINUTE);
    world.retryPipeline('team/app', id, 'bob');
    expect(await show()).toMatchObject({
      id,
      status: 'running',
      started_at: started,
      finished_at: null,
      duration: null,
    });
    expect(await jobs('scope[]=failed')).toEqual([]);
    expect(await jobs('scope[]=failed&include_retried=true')).toHaveLength(1);
    world.finishPipeline('team/app', id, 'success');
    expect(await show()).toMatchObject({ status: 'success', finished_at: clock.now().toISOString() });
    const { updated_at: before } = await show();
    clock.advance(1);
    world.retryPipeline('team/app', id, 'bob');
    expect((await show())['updated_at']).toBe(before);
  });

  it('a pipeline may succeed with a failed job that is allowed to fail, or wait at a manual one', async () => {
    const { world } = scene;
    const { id } = world.startPipeline('team/app', { by: 'ann' });
    world.finishPipeline('team/app', id, 'success', [{ name: 'flaky' }]);
    expect(rows(await scene.ask(`${APP}/pipelines/${id}/jobs?scope[]=failed`))).toMatchObject([
      { name: 'flaky', allow_failure: true },
    ]);
    expect(one(await scene.ask(`${APP}/pipelines/${id}`))).toMatchObject({
      status: 'success',
      detailed_status: { group: 'success-with-warnings' },
    });
    const blocked = world.startPipeline('team/app', { by: 'ann' }).id;
    world.blockPipeline('team/app', blocked);
    expect(one(await scene.ask(`${APP}/pipelines/${blocked}`))).toMatchObject({
      status: 'manual',
      finished_at: null,
    });
  });

  it('a child is listed only for whoever asks for children, and by the job that started it', async () => {
    const { world } = scene;
    const parent = world.startPipeline('team/app', { by: 'ann' }).id;
    const child = world.startChild('team/app', parent, { name: 'deploy', by: 'ann' });
    world.blockPipeline('team/app', child);
    const ids = async (query: string) =>
      rows(await scene.ask(`${APP}/pipelines?${query}`)).map((pipeline) => pipeline['id']);

    expect(await ids('')).toEqual([parent]);
    expect(await ids('source=parent_pipeline')).toEqual([child]);
    expect(rows(await scene.ask(`${APP}/pipelines/${parent}/bridges`))).toMatchObject([
      { name: 'deploy', status: 'success', downstream_pipeline: { id: child, status: 'manual' } },
    ]);
  });

  it('lists pipelines by change, status, source, ref and person, without what only one alone shows', async () => {
    const { world, clock } = scene;
    const first = world.startPipeline('team/app', { by: 'ann' }).id;
    const second = world.startPipeline('team/app', { by: 'bob', mergeRequest: 1 }).id;
    clock.advance(MINUTE);
    const since = clock.now().toISOString();
    world.finishPipeline('team/app', first, 'canceled');
    const ids = async (query: string) =>
      rows(await scene.ask(`${APP}/pipelines?${query}`)).map((pipeline) => pipeline['id']);
    expect(await ids('')).toEqual([second, first]);
    expect(await ids('order_by=updated_at&sort=desc')).toEqual([first, second]);
    expect(await ids(`updated_after=${since}`)).toEqual([first]);
    expect(await ids(`updated_before=${since}&scope=finished`)).toEqual([first]);
    expect(await ids('status=running')).toEqual([second]);
    expect(await ids('source=merge_request_event')).toEqual([second]);
    expect(await ids('ref=main')).toEqual([first]);
    expect(await ids('username=bob')).toEqual([second]);
    const [row] = rows(await scene.ask(`${APP}/pipelines`));
    for (const name of ['user', 'duration', 'finished_at']) expect(row).not.toHaveProperty(name);
    expect(rows(await scene.ask(`${APP}/merge_requests`))[0]).not.toHaveProperty('head_pipeline');
  });

  it('is told that all is well when it cancels what waits to be played, and leaves it as it is', async () => {
    const { world } = scene;
    const { id } = world.startPipeline('team/app', { by: 'ann' });
    world.blockPipeline('team/app', id);
    const answer = await scene.ask(`${APP}/pipelines/${id}/cancel`, { method: 'POST' });

    expect(one(answer)).toMatchObject({ status: 'manual' });
  });

  it('ids only ever grow, whatever they belong to', () => {
    const { world } = scene;
    const comment = Number(world.comment('team/app', 1, 'bob', 'Hm'));
    const pipeline = world.startPipeline('team/app', { by: 'ann' }).id;
    const mergeRequest = world.openMergeRequest('team/app', { author: 'ann', title: 'Two' });
    expect(mergeRequest.number).toBe(2);
    expect([comment, pipeline, mergeRequest.id]).toEqual(
      [comment, pipeline, mergeRequest.id].sort((a, b) => a - b),
    );
    expect(new Set([comment, pipeline, mergeRequest.id]).size).toBe(3);
  });
});
