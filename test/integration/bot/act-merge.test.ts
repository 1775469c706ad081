import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { MINUTE } from '../../../src/domain/time.js';
import { ALICE } from '../../support/bot-fixture.js';
import { aMergeRequest } from '../../support/builders.js';
import { aMergeRequestLook } from '../../support/some-looks.js';
import { ActingScene, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.tell(aMergeRequest());
});

afterEach(() => scene.world.stop());

it('a merge that a rule keeps from being made is not asked about, and says where to look', async () => {
  scene.see(aMergeRequestLook({ gate: 'blocked' }));

  await scene.press('merge');

  expect(scene.world.alert()).toBe(
    'A rule of group/app keeps MR !12 from being merged now. Open it on gitlab.example.com to see which.',
  );
  expect(scene.forge.orders).toEqual([]);
});

it('a merge that would pass the trains of its project by is not made, and says how it gets on one', async () => {
  scene.see(aMergeRequestLook({ mergesByTrain: true, canAutoMerge: true }));

  await scene.press('merge');
  expect(scene.world.alert()).toContain('“Merge when ready” under ⋯ More puts MR !12 on the train.');
  const [panel] = await scene.press('more');
  const [question] = await scene.world.press(ALICE, panel, 'Merge when ready');
  await scene.world.press(ALICE, question, 'Merge when ready');

  expect(scene.forge.orders).toMatchObject([{ action: 'merge', byTrain: true, whenReady: false }]);
});

it('a reason that is longer than the answer to a press is said in the chat', async () => {
  const words = `${'Rule of the house. '.repeat(12)}The end.`;
  scene.see(aMergeRequestLook());
  scene.forge.answer = () => Promise.reject(new ActionRefused('invalid', words));

  const [said] = await scene.press('approve');

  expect(scene.world.alert()).toBe('');
  expect(said?.text).toMatch(/^gitlab\.example\.com did not take that\..*The end\.$/);
});

describe('the question before a merge', () => {
  it('shows the head, and merges that one', async () => {
    scene.see(aMergeRequestLook({ mergeMethods: ['merge', 'squash'] }));

    const [question] = await scene.press('merge');
    expect(question?.text).toBe(
      'Merge MR !12?\nAdd the basket\nbasket → main at bbbbbbbb\nIts branch is deleted with it.',
    );
    expect(labels(question)).toEqual(['🔀 Merge', '🔀 Squash and merge', 'No']);
    expect(scene.forge.orders).toEqual([]);

    const [done] = await scene.world.press(ALICE, question, 'Squash');
    expect(done?.text).toBe('🔀 You merged MR !12.');
    expect(scene.forge.orders).toMatchObject([
      { action: 'merge', method: 'squash', headSha: 'b'.repeat(40), deletesBranch: true, whenReady: false },
    ]);
  });

  it.each([
    ['the branch is protected', new ActionRefused('protected-branch')],
    ['the forge did not answer', new ForgeError('unavailable', { detail: 'reset' })],
    ['new commits came in', new ActionRefused('head-moved')],
  ] as const)('says afterwards that the branch is still there: %s', async (why, error) => {
    scene.see(aMergeRequestLook({ branchChoice: 'merge' }));
    scene.forge.answer = ({ action }) =>
      action === 'merge' ? Promise.resolve({ id: null, url: null }) : Promise.reject(error);
    const [question] = await scene.press('merge');

    const [done] = await scene.world.press(ALICE, question, 'Merge');

    expect(done?.text).toBe(`🔀 You merged MR !12. The branch basket could not be deleted: ${why}.`);
    const [history] = await scene.world.say(ALICE, '/history');
    expect(history?.text).toContain(`Merge · MR !12 in group/app · the branch basket stayed: ${why}`);
  });

  it.each(['merge', 'auto-merge'])('ends where it goes into another branch since (%s)', async (action) => {
    const gate = action === 'merge' ? 'open' : 'checks-pending';
    const plan = { gate, canAutoMerge: action === 'auto-merge' } as const;
    scene.see(aMergeRequestLook(plan));
    const [question] = await scene.press(action);
    scene.see(aMergeRequestLook({ ...plan, mergeRequest: aMergeRequest({ targetBranch: 'production' }) }));

    const [answer] = await scene.world.press(ALICE, question, 'Merge');

    expect(answer?.text).toBe(
      'MR !12 goes into production by now, and not where it was shown to go, so I did nothing. Look at it again first.',
    );
    expect(scene.forge.orders).toEqual([]);
  });

  it('is answered under its own message only', async () => {
    scene.see(aMergeRequestLook());
    const [question] = await scene.press('merge');
    const data = question?.buttons[0]?.data ?? '';

    await scene.world.pressData(ALICE, data, undefined, { messageId: NEWS });
    expect(scene.world.alert()).toContain('expired');
    expect(scene.forge.orders).toEqual([]);

    await scene.world.pressData(ALICE, data);
    expect(scene.results()).toEqual([['merge', 'done']]);
  });

  it('says what became of a yes to whoever presses No after it', async () => {
    scene.see(aMergeRequestLook());
    const [question] = await scene.press('merge');
    await scene.world.press(ALICE, question, 'Merge');

    const [after] = await scene.world.press(ALICE, question, 'No');

    expect(after?.text).toBe('🔀 You merged MR !12.');
    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.results()).toEqual([['merge', 'done']]);
  });

  it('is said to have expired also after a restart, where the press is too old for Telegram', async () => {
    scene.see(aMergeRequestLook());
    const [question] = await scene.press('merge');
    scene.world.now = new Date(scene.world.now.getTime() + 3 * MINUTE);
    const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    scene.world.telegram.fail('answerCallbackQuery', { status: 400, description });

    const [said] = await scene.world.press(ALICE, question, 'Merge');

    expect(said?.text).toBe('This question has expired. Please send the command again.');
    expect(scene.forge.orders).toEqual([]);
  });

  it('lets whoever merges choose whether the branch goes with it, where that can be chosen', async () => {
    scene.see(aMergeRequestLook({ deletesBranch: false, branchChoice: 'merge' }));

    const [kept] = await scene.press('merge');
    expect(kept?.text).not.toContain('Its branch is deleted');
    expect(labels(kept)).toEqual(['🔀 Merge', '🗑 Delete the branch, too', 'No']);
    const [gone] = await scene.world.press(ALICE, kept, 'Delete the branch');
    expect(gone?.text).toContain('Its branch is deleted with it.');
    expect(labels(gone)).toEqual(['🔀 Merge', 'Keep the branch', 'No']);
    await scene.world.press(ALICE, kept, 'Merge');
    expect(scene.world.alert()).toContain('expired');
    await scene.world.press(ALICE, gone, 'Merge');

    expect(scene.forge.orders).toMatchObject([
      { action: 'merge', deletesBranch: true },
      { action: 'delete-branch', branch: 'basket', headSha: 'b'.repeat(40) },
    ]);
  });

  it('names the ways of an automatic merge, and what becomes of the branch', async () => {
    const look = { gate: 'checks-pending', mergeMethods: ['merge', 'squash'], deletesBranch: true } as const;
    scene.see(aMergeRequestLook({ ...look, branchChoice: 'merge', canAutoMerge: true }));

    const [question] = await scene.press('auto-merge');

    expect(question?.text).toContain('Its branch is deleted with it.');
    expect(labels(question)).toEqual(['🔀 Merge when ready', '🔀 Squash and merge when ready', 'No']);
  });
});
