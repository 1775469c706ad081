import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { ALICE } from '../../support/bot-fixture.js';
import { aMergeRequestLook } from '../../support/some-looks.js';
import { ActingScene, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.startWithComments();
});

afterEach(() => scene.world.stop());

describe('a change of words that became no comment', () => {
  const change = (message: object, text: string, date: number) =>
    scene.world.handle({ edited_message: { ...message, text, edit_date: date } });

  it.each<[string, ForgeError, RegExp]>([
    ['that failed', new ForgeError('rate-limited', { detail: '429' }), /did not reach https/],
    ['that may have been lost', new ForgeError('unavailable', { detail: 'reset' }), /do not know whether/],
  ])('%s is answered once, and nothing is sent', async (_what, error, words) => {
    scene.forge.answer = () => Promise.reject(error);
    const message = scene.world.message(ALICE, 'Loks good', { reply_to_message: { message_id: NEWS } });
    await scene.world.handle({ message });

    const [said] = await change(message, 'Looks good', 1);

    expect(said?.text).toMatch(words);
    expect(await change(message, 'Looks very good', 2)).toEqual([]);
    expect(scene.forge.orders).toMatchObject([{ action: 'comment', text: 'Loks good' }]);
  });

  it('is answered where the forge was not even asked to take them', async () => {
    scene.see(aMergeRequestLook({ isArchived: true }));
    const message = scene.world.message(ALICE, '/comment group/app!12 Loks good');
    await scene.world.handle({ message });

    const [said] = await change(message, '/comment group/app!12 Looks good', 1);

    expect(said?.text).toMatch(/did not reach https/);
    expect(await change(message, '/comment group/app!12 Fine', 2)).toEqual([]);
  });

  it('is answered where nobody saw how it ended', async () => {
    const message = scene.world.message(ALICE, 'Loks good', { reply_to_message: { message_id: NEWS } });
    await scene.world.handle({ message });
    const { rows } = scene.world.stores.actions;
    rows.splice(0, rows.length, ...rows.map((row) => ({ ...row, result: 'unsure' as const, receipt: null })));

    const [said] = await change(message, 'Looks good', 1);

    expect(said?.text).toMatch(/do not know whether/);
    expect(await change(message, 'Looks very good', 2)).toEqual([]);
  });

  it('is nobody’s business where they asked for something else', async () => {
    scene.forge.answer = () => Promise.reject(new ForgeError('rate-limited', { detail: '429' }));
    const message = scene.world.message(ALICE, '/close group/app!12');
    const [question] = await scene.world.handle({ message });
    await scene.world.press(ALICE, question, 'Close');

    expect(await change(message, '/close group/app!13', 1)).toEqual([]);
  });
});
