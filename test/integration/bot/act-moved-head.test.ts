import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { ALICE, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest } from '../../support/builders.js';
import { anIssue } from '../../support/an-issue.js';
import { aMergeRequestLook, anIssueLook } from '../../support/some-looks.js';
import { ActingScene, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.tell(aMergeRequest());
  scene.see(movedTo('c'));
});

afterEach(() => scene.world.stop());

function movedTo(letter: string): ReturnType<typeof aMergeRequestLook> {
  return aMergeRequestLook({ mergeRequest: aMergeRequest({ headSha: letter.repeat(40) }) });
}

describe('a head that has moved since the news', () => {
  it('ends a question that was asked before', async () => {
    scene.see(aMergeRequestLook());
    const [question] = await scene.press('merge');
    scene.see(movedTo('c'));

    const [moved] = await scene.world.press(ALICE, question, 'Merge');

    expect(moved?.text).toBe('New commits came in since, so I did nothing. Look at MR !12 again first.');
    expect(scene.forge.orders).toEqual([]);
  });

  it('is shown on the message, and the next press is for that one', async () => {
    const [news] = await scene.press('approve');
    expect(scene.world.alert()).toContain('so I did nothing');
    expect(news?.payload.message_id).toBe(NEWS);
    expect(news?.text).toContain('New commits came in since: MR !12 is at cccccccc now.');
    expect(scene.forge.orders).toEqual([]);
    const [history] = await scene.world.say(ALICE, '/history');
    expect(history?.text).toContain('Approve · MR !12 in group/app · refused: new commits came in');

    await scene.press('approve');
    expect(scene.forge.orders).toEqual([{ action: 'approve', number: '12', headSha: 'c'.repeat(40) }]);
  });

  it('is acted on by no press where the message could not be made to show it', async () => {
    const description = 'Bad Request: message to edit not found';
    scene.world.telegram.fail('editMessageText', { status: 400, description });

    await scene.press('approve');
    await scene.press('approve');

    expect(scene.world.alert()).toContain('so I did nothing');
    expect(scene.forge.orders).toEqual([]);
  });

  it('does not count against later news of the same message', async () => {
    await scene.press('approve');
    scene.tell(aMergeRequest({ headSha: 'd'.repeat(40) }));

    await scene.press('approve');

    expect(scene.world.alert()).toContain('so I did nothing');
    expect(scene.forge.orders).toEqual([]);
  });

  it('is said by More, which was opened from it', async () => {
    const [panel] = await scene.press('more');

    expect(panel?.text.split('\n')[0]).toBe('New commits came in since: MR !12 is at cccccccc now.');
    await scene.world.press(ALICE, panel, 'Approve');
    expect(scene.forge.orders).toMatchObject([{ headSha: 'c'.repeat(40) }]);
  });
});

describe('what is gone since the news', () => {
  it.each(['approve', 'more', 'look'])('takes its buttons along (%s)', async (action) => {
    scene.forge.trouble = new ForgeError('not-found', { detail: '404' });

    const [news] = await scene.press(action);

    expect(news?.text).toContain('MR !12 is gone, or not yours to read any more.');
    expect(labels(news)).toEqual([]);
  });

  it('leaves them where others read along, who may see it still', async () => {
    scene.tell(aMergeRequest(), {}, GROUP.id);
    scene.forge.trouble = new ForgeError('not-found', { detail: '404' });

    expect(await scene.press('approve', ALICE, GROUP)).toEqual([]);
    expect(scene.world.alert()).toContain('it is gone, or not yours to read');
  });
});

describe('news that is brought up to date', () => {
  it('says no more of people than the chat is sent', async () => {
    scene.see(aMergeRequestLook());
    await scene.world.stores.preferences.change(String(ALICE.id), { privacy: 'neither' });
    scene.world.stores.cardRows.set(`${ALICE.id} merge-request:900`, '70');

    const shown = await scene.press('approve');

    expect(scene.world.alert()).toBe('✅ You approved MR !12.');
    expect(shown.map(({ text }) => text.split('\n').slice(0, 2))).toEqual([
      ['❌ Pipeline failed', 'group/app !12'],
      ['🟢 Open', 'group/app !12'],
    ]);
    expect(shown.map(({ text }) => text).join()).not.toMatch(/Alice|basket/i);
  });
});

describe('an issue that became confidential since a group was told of it', () => {
  beforeEach(() => {
    scene.tell(anIssue({ title: 'The basket leaks' }), {}, GROUP.id);
    scene.see(anIssueLook({ issue: anIssue({ title: 'By this header', isConfidential: true }) }));
  });

  it.each(['by a button', 'by its number'])('is not shown there (%s)', async (how) => {
    const shown = await (how === 'by a button'
      ? scene.press('more', ALICE, GROUP)
      : scene.world.say(ALICE, '/do group/app#5', { chat: GROUP }));

    expect([...shown.map(({ text }) => text), scene.world.alert()].join()).toContain(
      'Not here: issue #5 is confidential. Ask me about it in private.',
    );
    expect(JSON.stringify(shown)).not.toContain('By this header');
  });

  it('can be acted on there, and its message tells no more than it told', async () => {
    const [question] = await scene.press('close', ALICE, GROUP);
    const shown = await scene.world.press(ALICE, question, 'Close', GROUP);

    expect(scene.forge.orders).toMatchObject([{ action: 'close', number: '5' }]);
    expect(JSON.stringify(shown)).toContain('Alice closed it');
    expect(JSON.stringify(shown)).not.toContain('By this header');
  });
});
