import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, BOB, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest, aPipeline } from '../../support/builders.js';
import { aMergeRequestLook, aPipelineLook } from '../../support/some-looks.js';
import { ActingScene, NEWS } from './acting-scene.js';

const OLD = 'This message is too old for its buttons. Use /mrs or /pipelines.';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.tell(aMergeRequest());
  scene.see(aMergeRequestLook());
});

afterEach(async () => {
  expect(scene.forge.orders).toEqual([]);
  expect(scene.results().filter(([, result]) => result !== 'refused')).toEqual([]);
  await scene.world.stop();
});

describe('a press with data that we did not put there', () => {
  it.each(['x:explode', 'x:edit-comment', 'x:create-issue', 'x:run-pipeline', 'x:constructor'])(
    'of an action that nobody is offered is refused: %s',
    async (data) => {
      const shown = await scene.world.pressData(ALICE, data, undefined, { messageId: NEWS });

      expect(shown).toEqual([]);
      expect(scene.world.alert()).not.toBe('');
      expect(scene.forge.targets).toEqual([]);
    },
  );

  it.each(['x:', 'x:__proto__', 'x:Merge', 'x:merge:12', 'x:merge 12', `x:${'m'.repeat(62)}`])(
    'of no form of ours is refused: %s',
    async (data) => {
      await scene.world.pressData(ALICE, data, undefined, { messageId: NEWS });

      expect(scene.world.alert()).not.toBe('');
      expect(scene.forge.targets).toEqual([]);
    },
  );

  it.each(['merge', 'retry', 'comment', 'label', 'assign', 'ask-review', 'resolve-thread', 'close'])(
    'of an action that suits another kind of subject is refused, and asks nothing: %s',
    async (action) => {
      const isOfPipeline = action === 'retry';
      scene.tell(isOfPipeline ? aMergeRequest() : aPipeline({ status: 'failed' }));
      scene.see(isOfPipeline ? aMergeRequestLook() : aPipelineLook());

      const shown = await scene.press(action);

      expect(shown).toEqual([]);
      expect(scene.world.alert()).toMatch(
        /^gitlab\.example\.com cannot do that to (MR|pipeline) \S+ from here\./,
      );
      expect(scene.forge.targets).toEqual([]);
    },
  );

  it('of an action that does not suit the subject as it stands is refused', async () => {
    scene.tell(aPipeline({ status: 'failed' }));
    scene.see(aPipelineLook());

    await scene.press('play');

    expect(scene.world.alert()).toMatch(/^Nothing in pipeline \S+ waits for that: it is failed\.$/);
  });
});

describe('a press with a button of a question, under another message', () => {
  it.each([
    ['of all that can be done', '/do group/app!12', 'Comment'],
    ['of whom to ask for a review', '/do group/app!12', 'Ask for a review'],
    ['before approving', '/look group/app!12', 'Comment'],
    ['whether to forget everything', '/forget', 'Delete everything'],
  ])('%s is refused, and does as its own', async (_what, command, label) => {
    scene.see(aMergeRequestLook());
    const [question] = await scene.world.say(ALICE, command);
    const data = question?.buttons.find(({ text }) => text.includes(label))?.data ?? '';
    const own = scene.world.telegram.of('sendMessage').length;

    await scene.world.pressData(ALICE, data, undefined, { messageId: own + 1 });
    const refused = scene.world.alert();
    await scene.world.pressData(ALICE, data, undefined, { messageId: own });

    expect(data).toMatch(/^v1:/);
    expect(refused).toContain('has expired');
    expect(scene.world.alert()).not.toContain('has expired');
  });
});

describe('a press with data of another message', () => {
  it('of the same chat, which tells nothing, is refused', async () => {
    await scene.world.pressData(ALICE, 'x:merge', undefined, { messageId: NEWS + 1 });

    expect(scene.world.alert()).toBe(OLD);
    expect(scene.forge.targets).toEqual([]);
  });

  it('of the same chat, which tells of something else, is about that and nothing else', async () => {
    scene.tell(aPipeline({ status: 'failed' }));

    await scene.press('merge');

    expect(scene.world.alert()).toContain('cannot do that to pipeline');
    expect(scene.forge.targets).toEqual([]);
  });

  it('of another chat is refused, also under the same number', async () => {
    await scene.linkBob();
    await scene.world.pressData(BOB, 'x:merge', undefined, { messageId: NEWS });
    expect(scene.world.alert()).toBe(OLD);

    await scene.press('merge', ALICE, GROUP);
    expect(scene.world.alert()).toBe(OLD);
    expect(scene.forge.targets).toEqual([]);
  });

  it('whose news was forgotten since is refused', async () => {
    scene.world.stores.toldRows.clear();

    for (const action of ['merge', 'approve', 'look', 'more']) {
      await scene.press(action);
      expect(scene.world.alert()).toBe(OLD);
    }
    expect(scene.forge.targets).toEqual([]);
  });
});
