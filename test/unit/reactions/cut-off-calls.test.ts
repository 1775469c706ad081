import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { anIssue } from '../../support/an-issue.js';
import { ALICE, at, BOB, NOON } from '../../support/builders.js';
import { codeOf, lost, RunScene, TARGET } from '../../support/run-scene.js';
import { anIssueLook } from '../../support/some-looks.js';
import { waitUntil } from '../../support/wait-until.js';

/** By the account, so many minutes after noon. */
function said(body: string, minutes = 0) {
  return { id: '1', author: ALICE, body, url: '', createdAt: at(minutes * 60) };
}

describe('the calls of a run whose answer never came', () => {
  it('look for a comment whose answer never came, and repeat it only where it is not there', async () => {
    const scene = new RunScene();
    scene.forge.answer = () => Promise.reject(lost);
    scene.forge.comments = {
      comments: [said('Thanks')],
      hasMore: false,
    };

    expect(await codeOf(scene.attempt()('act', 'comment', TARGET, { text: 'Thanks' }))).toBe('done');
    expect(scene.forge.orders).toHaveLength(1);
    scene.forge.answer = () => Promise.resolve({ id: '2', url: null });
    await scene.attempt()('act', 'comment', TARGET, { text: 'Thanks' });
    expect(scene.forge.orders).toHaveLength(1);
    await scene.attempt()('act', 'comment', TARGET, { text: 'Something else' });
    expect(scene.forge.orders).toHaveLength(2);
  });

  it.each([
    ['label', { label: 'a' }, anIssue({ labels: ['a'] })],
    ['close', {}, anIssue({ state: 'closed' })],
    ['assign', { person: BOB }, anIssue({ assignees: [BOB] })],
  ])(
    'do %s again after it was cut off, unless the subject shows that it was done',
    async (action, input, issue) => {
      const undone = new RunScene();
      await undone.cutOff('act', action, TARGET, input);
      expect(await codeOf(undone.attempt()('act', action, TARGET, input))).toBe('done');
      await undone.attempt()('act', action, TARGET, input);
      expect(undone.forge.orders).toHaveLength(2);

      const done = new RunScene();
      await done.cutOff('act', action, TARGET, input);
      done.forge.looks = [anIssueLook({ issue })];
      expect(await codeOf(done.attempt()('act', action, TARGET, input))).toBe('done');
      expect(done.forge.orders).toHaveLength(1);
    },
  );

  it.each([
    ['nothing', [], 2],
    ['what it says', [said('Thanks')], 1],
    ['what an earlier event had it say', [said('Thanks', -60)], 2],
    ['what somebody else says', [{ ...said('Thanks'), author: BOB }], 2],
  ])('say again what was cut off where %s stands there', async (_what, comments, requests) => {
    const scene = new RunScene();
    await scene.cutOff('act', 'comment', TARGET, { text: 'Thanks' });
    scene.forge.comments = { comments, hasMore: false };

    expect(await codeOf(scene.attempt()('act', 'comment', TARGET, { text: 'Thanks' }))).toBe('done');
    expect(scene.forge.orders).toHaveLength(requests);
  });

  it('say the second of two equal comments that was cut off, where only the first stands there', async () => {
    const scene = new RunScene();
    const first = scene.attempt();
    await first('act', 'comment', TARGET, { text: 'ping' });
    scene.forge.answer = () => new Promise(() => undefined);
    void first('act', 'comment', TARGET, { text: 'ping' });
    await waitUntil(() => scene.forge.orders.length === 2, 'the request', 5_000);
    scene.forge.answer = () => Promise.resolve({ id: null, url: null });
    scene.now = new Date(NOON.getTime() + 3 * MINUTE);
    scene.forge.comments = { comments: [said('ping')], hasMore: false };
    const again = scene.attempt();
    await again('act', 'comment', TARGET, { text: 'ping' });
    await again('act', 'comment', TARGET, { text: 'ping' });

    expect(scene.forge.orders).toHaveLength(3);
  });

  it('wait for a request that may be under way still', async () => {
    const scene = new RunScene();
    await scene.cutOff('act', 'label', TARGET, { label: 'a' });
    await scene.cutOff('createIssue', { title: 'New' });
    scene.now = new Date(NOON.getTime() + 3.5 * MINUTE);

    await expect(scene.attempt()('createIssue', { title: 'New' })).rejects.toMatchObject({
      failure: { code: 'busy', retryAfterSeconds: 91 },
    });
    expect(await codeOf(scene.attempt()('act', 'label', TARGET, { label: 'a' }))).toBe('done');
    scene.now = new Date(NOON.getTime() + 6 * MINUTE);
    expect(await codeOf(scene.attempt()('createIssue', { title: 'New' }))).toBe('unsure');
    expect(scene.forge.orders.map(({ action }) => action)).toEqual(['label', 'create-issue', 'label']);
  });

  it('look once the forge is back whether a deed was done whose answer was lost', async () => {
    const scene = new RunScene();
    scene.forge.answer = () => {
      scene.forge.trouble = lost;
      return Promise.reject(lost);
    };
    const call = (): Promise<string> => codeOf(scene.attempt()('act', 'label', TARGET, { label: 'a' }));
    expect(await call()).toBe('unavailable');
    expect(await call()).toBe('unavailable');
    scene.forge.trouble = null;
    scene.forge.answer = () => Promise.resolve({ id: null, url: null });

    expect(await call()).toBe('done');
    expect(scene.forge.orders).toHaveLength(2);
  });

  it('ask a forge that keeps losing answers once for each attempt', async () => {
    const scene = new RunScene();
    scene.forge.answer = () => Promise.reject(lost);

    expect(await codeOf(scene.attempt()('act', 'comment', TARGET, { text: 'Thanks' }))).toBe('unavailable');
    expect(scene.forge.orders).toHaveLength(1);
  });
});
