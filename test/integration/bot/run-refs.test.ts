import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, type Shown } from '../../support/bot-fixture.js';
import { aPipeline } from '../../support/builders.js';
import { ActingScene, labels } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.forge.branches = ['main', 'feature/page'];
});

afterEach(() => scene.world.stop());

const say = (text: string, more = {}): Promise<readonly Shown[]> => scene.world.say(ALICE, text, more);
const press = (shown: Shown | undefined, label: string): Promise<readonly Shown[]> =>
  scene.world.press(ALICE, shown, label);

/** Replies to the message that the bot sent last. */
function answer(text: string): Promise<readonly Shown[]> {
  return say(text, { reply_to_message: { message_id: lastSent() } });
}

function lastSent(): number {
  return scene.world.telegram.of('sendMessage').length;
}

describe('the choice of a branch or a tag', () => {
  it('takes a branch or tag that is typed in full', async () => {
    scene.forge.tags = ['v1.0', 'v1.0-rc'];
    await say('/run');

    expect((await answer('not a ref'))[0]?.text).toContain('cannot be the name of a branch or tag');
    const [card] = await say('v1.0', { reply_to_message: { message_id: lastSent() - 1 } });
    expect(card?.text).toMatch(/Branch or tag: v1\.0$/);
    expect((await press(card, 'Branch'))[0]?.text).toContain('On which branch of group/app?');
  });

  it('offers what is like that which was typed, or takes it as it is', async () => {
    scene.forge.tags = ['v1.0', 'page-1'];
    await say('/run');

    const [found] = await answer('page');
    expect(found?.text).toContain('Branches and tags of group/app like page:');
    expect(labels(found)).toEqual(['feature/page', '🏷 page-1', 'Take page as it is', 'Branches', 'Cancel']);
    expect((await press(found, 'page-1'))[0]?.text).toContain('Branch or tag: page-1');

    await say('/run');
    const [none] = await answer('hotfix/7');
    expect(none?.text).toContain('group/app has no branch or tag like hotfix/7.');
    expect((await press(none, 'as it is'))[0]?.text).toContain('Branch or tag: hotfix/7');
  });

  it('is asked for in reply to a pipeline on the branch of a fork', async () => {
    scene.tell(aPipeline({ ref: 'mallory:main', sourceBranch: 'main' }));

    expect((await scene.reply('/run'))[0]?.text).toContain('On which branch of group/app?');
  });

  it('leafs through hundreds of branches and tags', async () => {
    scene.forge.branches = ['main', ...Array.from({ length: 499 }, (_, n) => `topic-${n}`)];
    scene.forge.tags = Array.from({ length: 500 }, (_, n) => `v1.${n}`);

    let [shown] = await say('/run');
    expect(shown?.text).toContain('Page 1 of 63');
    expect(labels(shown)).toContain('More ›');
    [shown] = await press(shown, 'Tags');
    expect(shown?.text).toContain('On which tag of group/app?');
    [shown] = await press(shown, 'More');
    [shown] = await press(shown, 'v1.8');
    expect(shown?.text).toContain('Branch or tag: v1.8');
    [shown] = await press(shown, 'Branch');
    expect(shown?.text).toContain('Page 1 of 63');
    [shown] = await press(shown, 'More');
    expect(shown?.text).toContain('Page 2 of 63');
    [shown] = await press(shown, 'topic-14');
    expect(shown?.text).toContain('Branch or tag: topic-14');
  });
});
