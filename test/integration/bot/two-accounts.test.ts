import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, GITLAB, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest } from '../../support/builders.js';
import { aMergeRequestLook } from '../../support/some-looks.js';
import { ActingScene, APP, NEWS } from './acting-scene.js';

const OTHER_TOKEN = 'glpat-alice-secret-000000000009';

let scene: ActingScene;

/** `alice` was told; `al` was linked since, and sees this much. */
async function start(projects: readonly (typeof APP)[]): Promise<void> {
  scene = await ActingScene.start();
  scene.world.gitlab.allow(GITLAB, OTHER_TOKEN, { login: 'al', projects, facts: { canWrite: true } });
  scene.world.now = new Date(scene.world.now.getTime() + 1000);
  await scene.world.say(ALICE, `/token ${GITLAB.url} ${OTHER_TOKEN}`);
  scene.tell(aMergeRequest());
  scene.see(aMergeRequestLook());
}

afterEach(() => scene.world.stop());

const acted = () => scene.world.stores.actions.rows.map(({ login }) => login);

describe('whoever has two accounts on a forge', () => {
  beforeEach(() => start([]));

  it('acts on news with the one that was told of it, also in reply, and after a question', async () => {
    await scene.press('approve');
    await scene.reply('Looks good');
    const [question] = await scene.press('merge');
    await scene.world.press(ALICE, question, 'Merge');

    expect(acted()).toEqual(['alice', 'alice', 'alice']);
  });

  it('acts on what they name with one that sees it', async () => {
    const [question] = await scene.world.say(ALICE, '/close group/app!12');
    await scene.world.press(ALICE, question, 'Close');
    await scene.world.press(ALICE, (await scene.world.say(ALICE, '/issue group/app It leaks'))[0], 'Create');

    expect(acted()).toEqual(['alice', 'alice']);
  });

  it('makes something new in reply to news with the one that was told of it', async () => {
    const inReply = { reply_to_message: { message_id: NEWS } };
    const [card] = await scene.world.say(ALICE, '/issue It leaks', inReply);
    await scene.world.press(ALICE, card, 'Create');

    expect(acted()).toEqual(['alice']);
  });
});

describe('of two accounts that both see it', () => {
  beforeEach(() => start([APP]));

  it('the one linked last is taken where none was told of it', async () => {
    await scene.world.press(ALICE, (await scene.world.say(ALICE, '/close group/app!12'))[0], 'Close');

    expect(acted()).toEqual(['al']);
  });

  it('the one linked last is taken on what another’s account was told of', async () => {
    await scene.linkBob();
    const bobs = [...scene.world.stores.accountRows.values()].at(-1)?.id ?? '';
    scene.tell(aMergeRequest(), {}, GROUP.id, { accountId: bobs });
    const [question] = await scene.press('approve', ALICE, GROUP);
    await scene.world.press(ALICE, question, 'Approve', GROUP);

    expect(acted()).toEqual(['al']);
  });
});
