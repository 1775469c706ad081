import { describe, expect, it } from '@jest/globals';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { ActScene, HEAD, OTHER_HEAD } from '../../support/act-scene.js';
import { aMergeRequest, NOON } from '../../support/builders.js';
import { aMergeRequestLook, aPipelineLook } from '../../support/some-looks.js';

describe('a branch that goes by a request of its own after the merge', () => {
  const input = { method: 'squash', deletesBranch: true } as const;
  const isConfirmed = true;
  const deletion = { action: 'delete-branch', number: '12', headSha: HEAD, branch: 'basket' };
  const aLook = (over: Parameters<typeof aMergeRequest>[0] = {}) =>
    aMergeRequestLook({ branchChoice: 'merge', mergeRequest: aMergeRequest(over) });

  it('is deleted once it is merged', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aLook()];

    expect(await scene.try('merge', { input, isConfirmed })).toMatchObject({ kind: 'done' });
    expect(scene.forge.orders).toMatchObject([{ action: 'merge' }, deletion]);
  });

  it.each([
    ['it is to stay', { ...input, deletesBranch: false }, aLook()],
    ['the merge takes it along', input, aMergeRequestLook({ branchChoice: 'merge-and-auto-merge' })],
    ['nobody may choose it', input, aMergeRequestLook({ branchChoice: 'none' })],
  ] as const)('is left alone where %s', async (_where, chosen, look) => {
    const scene = new ActScene();
    scene.forge.looks = [look];

    await scene.try('merge', { input: chosen, isConfirmed });

    expect(scene.forge.orders).toMatchObject([{ action: 'merge' }]);
  });

  it.each([
    ['refuses it', new ActionRefused('protected-branch'), 'protected-branch'],
    ['does not answer', new ForgeError('unavailable', { detail: 'reset' }), 'unavailable'],
    ['shows other commits on it', new ActionRefused('head-moved'), 'head-moved'],
  ])('takes nothing back from the merge where the forge %s', async (_what, error, code) => {
    const scene = new ActScene();
    scene.forge.looks = [aLook()];
    scene.forge.answer = ({ action }) =>
      action === 'merge' ? Promise.resolve({ id: null, url: null }) : Promise.reject(error);
    const kept = { kind: 'done', receipt: { keptBranch: { name: 'basket', code } } };

    expect(await scene.try('merge', { input, isConfirmed })).toMatchObject(kept);
    expect(await scene.try('merge', { input, isConfirmed })).toMatchObject(kept);
    expect(scene.forge.orders).toHaveLength(2);
    expect(scene.records.rows).toMatchObject([{ result: 'done' }]);
    expect(scene.log.messages('warn')).toEqual(['a branch stayed that was to go with its merge']);
  });

  it('is deleted where the answer to the merge was lost', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aLook(), aLook({ state: 'merged' })];
    scene.forge.answer = ({ action }) =>
      action === 'merge'
        ? Promise.reject(new ForgeError('unavailable', { detail: 'reset' }))
        : Promise.resolve({ id: null, url: null });

    expect((await scene.try('merge', { input, isConfirmed })).kind).toBe('done');
    expect(scene.forge.orders).toMatchObject([{ action: 'merge' }, deletion]);
  });

  it('is deleted by the same press that comes again after the process ended in between', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aLook(), aLook({ state: 'merged', headSha: OTHER_HEAD })];
    scene.forge.answer = ({ action }) =>
      action === 'merge' ? Promise.resolve({ id: null, url: null }) : Promise.reject(new Error('killed'));
    await expect(scene.try('merge', { input, isConfirmed })).rejects.toThrow('killed');
    expect(scene.records.rows).toMatchObject([{ finishedAt: null }]);
    scene.forge.answer = () => Promise.resolve({ id: null, url: null });

    expect((await scene.try('merge', { input, isConfirmed })).kind).toBe('done');

    // At the commit that was shown, whatever was merged in the end.
    expect(scene.forge.orders).toMatchObject([{ action: 'merge' }, deletion, deletion]);
    expect(scene.records.rows).toMatchObject([{ result: 'done' }]);
  });
});

describe('a process that ended between the order and its answer', () => {
  async function interrupted(name: string): Promise<ActScene> {
    const scene = new ActScene();
    scene.forge.looks = name === 'retry' ? [aPipelineLook()] : [aMergeRequestLook()];
    scene.forge.answer = () => Promise.reject(new Error('killed'));
    await scene.try(name, { isConfirmed: true }).catch(() => undefined);
    const [row] = scene.records.rows;
    if (row === undefined) throw new Error('nothing was begun');
    scene.records.rows[0] = { ...row, finishedAt: null, result: null };
    scene.forge.answer = () => Promise.resolve({ id: null, url: null });
    return scene;
  }

  it('finds done what the forge did', async () => {
    const scene = await interrupted('merge');
    scene.forge.looks = [aMergeRequestLook({ mergeRequest: aMergeRequest({ state: 'merged' }) })];

    expect((await scene.try('merge', { isConfirmed: true })).kind).toBe('done');
    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.records.rows).toMatchObject([{ result: 'done' }]);
  });

  it('sends no second order while the first may be on its way', async () => {
    const scene = await interrupted('merge');

    expect(await scene.try('merge', { isConfirmed: true })).toMatchObject({
      kind: 'unsure',
      look: { kind: 'merge-request' },
    });
    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.records.rows).toMatchObject([{ result: 'unsure' }]);
    expect(scene.log.messages('warn')).toEqual([
      'an action was cut off, and nobody knows whether it was done',
    ]);
  });

  it('says that it does not know, where the forge cannot be asked', async () => {
    const scene = await interrupted('merge');
    scene.forge.trouble = new ForgeError('unavailable', { detail: 'reset' });

    expect(await scene.try('merge', { isConfirmed: true })).toEqual({ kind: 'unsure', look: null });
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('says that it does not know, where nothing shows it', async () => {
    const scene = await interrupted('comment');

    expect((await scene.try('comment')).kind).toBe('unsure');
    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.records.rows).toMatchObject([{ result: 'unsure' }]);
  });

  it('stands in nobody else’s way for long', async () => {
    const scene = await interrupted('retry');
    const other = { requestKey: 'press 2', person: { id: '43', name: 'Bob' } };
    expect((await scene.try('retry', other)).kind).toBe('busy');

    scene.now = new Date(NOON.getTime() + 3 * 60_000);

    expect((await scene.try('retry', other)).kind).toBe('done');
  });
});
