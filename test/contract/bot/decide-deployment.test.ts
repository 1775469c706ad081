import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Deployment } from '../../../src/domain/subjects/deployment.js';
import { ALICE } from '../../support/bot-fixture.js';
import { APP, NEWS, ReadingScene } from './reading-scene.js';

describe.each(['gitlab', 'github'] as const)('a deployment that waits on %s', (kind) => {
  let scene: ReadingScene;

  beforeEach(async () => {
    scene = await ReadingScene.start(kind, kind === 'gitlab' ? 'maintainer' : 'admin');
  });

  afterEach(() => scene.close());

  async function readWaiting(): Promise<Deployment> {
    const { world } = scene.side;
    const { id } = world.startPipeline(APP, { by: 'bob' });
    world.holdDeployment(APP, id, { by: 'bob', environment: 'live' });
    expect(await scene.read()).toContain(
      kind === 'gitlab' ? 'deployment-waiting (approver)' : 'deployment-waiting',
    );
    return scene.ann.seen('deployment')[0]!;
  }

  it.each([
    [
      'approve',
      /Let it deploy: live/,
      { said: /may deploy/, stays: ['pending', 'running'], isFailure: false },
    ],
    ['reject', /Do not deploy: live/, { said: /does not deploy/, stays: ['failed'], isFailure: true }],
  ])('is read, and what a press on its news decides (%s) is read again', async (verb, label, then) => {
    const { ann, bot, side } = scene;
    scene.tell({ type: 'deployment-waiting', subject: await readWaiting() });
    const [question] = await bot.pressData(ALICE, `x:${verb}-deployment`, undefined, { messageId: NEWS });
    const yes = question?.buttons.find(({ text }) => label.test(text));
    side.server.log.clear();

    const [answer] = await bot.press(ALICE, question, yes?.text ?? '');
    expect(side.writes()).toHaveLength(1);
    const told = await scene.read();

    expect(answer?.text).toMatch(then.said);
    expect(bot.stores.actions.rows).toMatchObject([{ action: `${verb}-deployment`, result: 'done' }]);
    expect(then.stays).toContain(ann.seen('deployment')[0]?.status);
    expect(told.includes('deployment-failed')).toBe(then.isFailure);
  });
});
