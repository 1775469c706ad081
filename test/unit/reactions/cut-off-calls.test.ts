import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { anIssue } from '../../support/an-issue.js';
import { ALICE, BOB, NOON } from '../../support/builders.js';
import { codeOf, lost, RunScene, TARGET } from '../../support/run-scene.js';
import { anIssueLook } from '../../support/some-looks.js';

describe('the calls of a run whose answer never came', () => {
  it('look for a comment whose answer never came, and repeat it only where it is not there', async () => {
    const scene = new RunScene();
    scene.forge.answer = () => Promise.reject(lost);
    scene.forge.comments = {
      comments: [{ id: '1', author: ALICE, body: 'Thanks', url: '', createdAt: '' }],
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

  it('say again what was cut off, unless it is there', async () => {
    const scene = new RunScene();
    await scene.cutOff('act', 'comment', TARGET, { text: 'Thanks' });

    expect(await codeOf(scene.attempt()('act', 'comment', TARGET, { text: 'Thanks' }))).toBe('done');
    expect(scene.forge.orders).toHaveLength(2);
  });

  it('wait for a request that may be under way still', async () => {
    const scene = new RunScene();
    await scene.cutOff('act', 'label', TARGET, { label: 'a' });
    await scene.cutOff('createIssue', { title: 'New' });
    scene.now = new Date(NOON.getTime() + 3.5 * MINUTE);

    expect(await codeOf(scene.attempt()('createIssue', { title: 'New' }))).toBe('busy');
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
