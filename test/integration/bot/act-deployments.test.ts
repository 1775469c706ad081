import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDeployment } from '../../support/a-deployment.js';
import { ALICE, GROUP } from '../../support/bot-fixture.js';
import { aPipeline } from '../../support/builders.js';
import { aPipelineLook } from '../../support/some-looks.js';
import { ActingScene, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
});

afterEach(() => scene.world.stop());

describe('a press under news of a deployment that waits', () => {
  const [live, other] = [
    { id: '31', environment: 'live', mayDecide: true },
    { id: '32', environment: 'staging', mayDecide: true },
  ];
  const running = aPipeline({ status: 'running' });
  const waiting = aPipelineLook({
    pipeline: aPipeline({ status: 'waiting' }),
    waitingDeployments: [other, live],
  });
  const news = { environment: 'live', status: 'waiting', pipelineId: '555' } as const;

  beforeEach(() => {
    scene.tell(aDeployment({ ...news, id: '31' }));
    scene.see(waiting);
  });

  it.each([
    ['approve', 'approved', 'Let the pipeline for live deploy?', '✅ Let it deploy: live'],
    ['reject', 'rejected', 'Keep the pipeline for live from deploying?', '⛔ Do not deploy: live'],
  ])('asks, and %ss that one and no other', async (verb, verdict, asked, label) => {
    const [question] = await scene.press(`${verb}-deployment`);
    expect(question?.text).toBe(asked);
    expect(labels(question)).toEqual([label, 'No']);
    expect(scene.forge.orders).toEqual([]);

    await scene.world.press(ALICE, question, label);

    expect(scene.forge.targets.at(-1)).toEqual({ kind: 'pipeline', id: '555' });
    expect(scene.forge.orders).toEqual([
      { action: 'decide-deployment', pipelineId: waiting.pipeline.id, deploymentId: '31', verdict },
    ]);
  });

  it('is one answer to its question: what is pressed beside it decides on nothing, and does not say so', async () => {
    scene.tell(waiting.pipeline);
    const [question] = await scene.press('approve-deployment');
    const [done] = await scene.world.press(ALICE, question, 'staging');
    const beside = await scene.world.press(ALICE, question, 'live');

    expect(done?.text).toBe('✅ pipeline #500 may deploy.');
    expect(beside).toEqual([]);
    expect(scene.world.alert()).toBe('You have answered this question already.');
    expect(scene.forge.orders).toMatchObject([{ deploymentId: '32' }]);
  });

  it('finds GitHub’s by its environment, whatever the ids', async () => {
    scene.tell(aDeployment({ ...news, id: '32' }), {}, ALICE.id, { forgeKind: 'github' });

    const [question] = await scene.press('approve-deployment');

    expect(labels(question)).toEqual(['✅ Let it deploy: live', 'No']);
  });

  it('that was decided meanwhile does nothing, says so, and takes the buttons away', async () => {
    scene.see(aPipelineLook({ pipeline: running, waitingDeployments: [other] }));

    const [shown] = await scene.press('approve-deployment');

    expect(scene.world.alert()).toBe(
      'That deployment does not wait any more: the pipeline for live is running. Perhaps somebody else decided.',
    );
    expect(shown?.payload.message_id).toBe(NEWS);
    expect(shown?.text).toContain('It does not wait any more.');
    expect(labels(shown)).toEqual(['⋯ More']);
    expect(scene.forge.orders).toEqual([]);
  });

  it('that was decided while the question stood does nothing, also in a group', async () => {
    scene.tell(aDeployment({ ...news, id: '31' }), {}, GROUP.id);
    const [question] = await scene.press('approve-deployment', ALICE, GROUP);
    scene.see(aPipelineLook({ pipeline: running, waitingDeployments: [other] }));

    const [answer, shown] = await scene.world.press(ALICE, question, 'Let it deploy', GROUP);

    expect(answer?.text).toContain('does not wait any more');
    expect(labels(shown)).toEqual(['⋯ More']);
    expect(scene.forge.orders).toEqual([]);
  });

  it('is refused to whoever may decide on others alone', async () => {
    scene.see({ ...waiting, waitingDeployments: [other, { ...live, mayDecide: false }] });

    await scene.press('approve-deployment');

    expect(scene.world.alert()).toBe(
      'Your role in group/app does not allow that. Ask one of its maintainers.',
    );
  });

  it('leads to all that can be done to its pipeline, still with that deployment alone', async () => {
    const [panel] = await scene.press('more');
    expect(labels(panel)).toEqual(['✅ Let it deploy', '⛔ Do not deploy']);

    const [question] = await scene.world.press(ALICE, panel, 'Let it deploy');

    expect(labels(question)).toEqual(['✅ Let it deploy: live', 'No']);
  });

  it('means nothing where its pipeline is not known', async () => {
    scene.tell(aDeployment({ status: 'waiting' }));

    await scene.press('approve-deployment');

    expect(scene.world.alert()).toContain('too old for its buttons');
    expect(scene.forge.targets).toEqual([]);
  });
});
