import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../../src/actions/attempt.js';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { ActScene, HEAD, OTHER_HEAD } from '../../support/act-scene.js';
import { aMergeRequest, anAccount, aPipeline, NOON } from '../../support/builders.js';
import { aMergeRequestLook, aPipelineLook } from '../../support/some-looks.js';

describe('an action', () => {
  it('is done with what the subject shows now, and written down with its end', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook(), aMergeRequestLook({ myVerdict: 'approved' })];

    const outcome = await scene.try('approve');

    expect(scene.forge.orders).toEqual([{ action: 'approve', number: '12', headSha: HEAD }]);
    expect(outcome).toMatchObject({ kind: 'done', look: { myVerdict: 'approved' } });
    expect(scene.records.rows).toMatchObject([
      { action: 'approve', personId: '42', login: 'alice', result: 'done', finishedAt: NOON },
    ]);
  });

  it('does nothing when the head moved since it was shown', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook({ mergeRequest: aMergeRequest({ headSha: OTHER_HEAD }) })];

    expect(await scene.try('approve')).toMatchObject({ kind: 'refused', code: 'head-moved' });
    expect(await scene.try('merge', { isConfirmed: true })).toMatchObject({ code: 'head-moved' });
    expect(scene.forge.orders).toEqual([]);
    expect(scene.records.rows.map(({ result, code }) => [result, code])).toEqual([
      ['refused', 'head-moved'],
      ['refused', 'head-moved'],
    ]);
    scene.forge.looks = [aMergeRequestLook()];
    expect(await scene.try('approve')).toMatchObject({ kind: 'done' });
  });

  it.each(['merge', 'cancel', 'close'])('asks before it would %s', async (name) => {
    const scene = new ActScene();
    scene.forge.looks =
      name === 'cancel'
        ? [aPipelineLook({ pipeline: aPipeline({ status: 'running' }) })]
        : [aMergeRequestLook()];

    expect((await scene.try(name)).kind).toBe('confirm');
    expect(scene.forge.orders).toEqual([]);
    expect((await scene.try(name, { isConfirmed: true })).kind).toBe('done');
  });

  it('asks before anything in front of others, and before it approves what was not shown', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];

    expect((await scene.try('approve', { isPublic: true })).kind).toBe('confirm');
    expect((await scene.try('approve', { shownSha: null })).kind).toBe('confirm');
  });

  it('is done once when the same press comes twice', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aPipelineLook()];
    await scene.try('retry');

    expect((await scene.try('retry')).kind).toBe('done');
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('tells the second of two people that the first is at it', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    let second: Outcome | null = null;
    scene.forge.answer = async () => {
      second = await scene.try('merge', {
        requestKey: 'press 2',
        person: { id: '43', name: 'Bob' },
        isConfirmed: true,
      });
      return { id: null, url: null };
    };

    await scene.try('merge', { isConfirmed: true });

    expect(second).toMatchObject({ kind: 'busy', record: { personName: 'Alice' } });
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('passes on why the forge will not, with its words', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = () => Promise.reject(new ActionRefused('needs-approval', 'At least 1 review'));

    expect(await scene.try('merge', { isConfirmed: true })).toMatchObject({
      kind: 'refused',
      code: 'needs-approval',
      words: 'At least 1 review',
    });
    expect(scene.records.rows).toMatchObject([{ result: 'refused', code: 'needs-approval' }]);
  });

  it('stays undone, which is written down, when the subject cannot be read', async () => {
    const scene = new ActScene();
    scene.forge.trouble = new ForgeError('not-found', { detail: 'gone', status: 404 });

    expect(await scene.try('approve')).toMatchObject({ kind: 'failed', error: { code: 'not-found' } });
    expect(scene.records.rows).toMatchObject([{ result: 'failed', code: 'not-found' }]);
    expect(scene.log.messages('warn')).toEqual(['an action failed']);
  });

  it('lets a token that was revoked between the look and the order end it', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = () =>
      Promise.reject(new ForgeError('token-refused', { detail: '401', status: 401 }));

    expect(await scene.try('approve')).toMatchObject({ kind: 'failed', error: { code: 'token-refused' } });
    expect(scene.records.rows).toMatchObject([{ result: 'failed', code: 'token-refused' }]);
  });
});

describe('an answer that never came', () => {
  const lost = (): Promise<never> => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));

  it('is found done where the subject shows it', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook(), aMergeRequestLook({ myVerdict: 'approved' })];
    scene.forge.answer = lost;

    expect((await scene.try('approve')).kind).toBe('done');
    expect(scene.records.rows).toMatchObject([{ result: 'done' }]);
  });

  it('is a failure where the subject shows that nothing happened', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = lost;

    expect(await scene.try('approve')).toMatchObject({ kind: 'failed', error: { code: 'unavailable' } });
  });

  it.each([
    ['it only did not come in time', { isSlow: true }],
    ['a gateway gave up waiting for it', { status: 504 }],
  ])('leaves it unsure where %s, and the subject shows nothing yet', async (_why, more) => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'slow', ...more }));

    expect((await scene.try('merge', { isConfirmed: true })).kind).toBe('unsure');
    expect(scene.records.rows).toMatchObject([{ result: 'unsure' }]);
  });

  it('leaves a request for changes unsure where the verdict does not show its text', async () => {
    const scene = new ActScene();
    const mergeRequest = aMergeRequest({ reviewers: [anAccount().user] });
    const open = aMergeRequestLook({ objectsAsReviewer: true, mergeRequest });
    scene.forge.looks = [open, { ...open, myVerdict: 'changes-requested' }];
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));

    expect((await scene.try('request-changes', { input: { text: 'Not so' } })).kind).toBe('unsure');
  });

  it('leaves a comment unsure rather than sending it twice', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = lost;

    expect((await scene.try('comment', { input: { text: 'Nice' } })).kind).toBe('unsure');
    expect(scene.records.rows).toMatchObject([{ result: 'unsure' }]);
    expect(scene.forge.orders).toHaveLength(1);
  });
});

describe('a request that comes again after its end', () => {
  it.each([
    ['a refusal', new ActionRefused('not-mergeable'), { kind: 'refused', code: 'not-mergeable' }],
    [
      'a failure',
      new ForgeError('forbidden', { detail: '403' }),
      { kind: 'failed', error: { code: 'forbidden' } },
    ],
    ['a defect', new TypeError('oops'), { kind: 'failed', error: { code: 'unavailable' } }],
  ])('is told of %s as it was, and not that somebody is at it', async (_what, error, outcome) => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = () => Promise.reject(error);
    await scene.try('merge', { isConfirmed: true }).catch(() => undefined);

    expect(await scene.try('merge', { isConfirmed: true })).toMatchObject(outcome);
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is told once more that nobody knows', async () => {
    const scene = new ActScene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));
    await scene.try('comment');

    expect((await scene.try('comment')).kind).toBe('unsure');
    expect(scene.forge.orders).toHaveLength(1);
  });
});
