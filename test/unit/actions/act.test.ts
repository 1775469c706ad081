import { describe, expect, it } from '@jest/globals';
import { act, type Way } from '../../../src/actions/act.js';
import type { Attempt, Outcome } from '../../../src/actions/attempt.js';
import { actionNamed } from '../../../src/actions/index.js';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { aMergeRequest, anAccount, aPipeline, aProject, aTokenFacts, NOON } from '../../support/builders.js';
import { FakeActionStore } from '../../support/fake-action-store.js';
import { FakeForgeActions } from '../../support/fake-forge-actions.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { aMergeRequestLook, aPipelineLook } from '../../support/some-looks.js';

const HEAD = 'b'.repeat(40);
const OTHER_HEAD = 'c'.repeat(40);

class Scene {
  readonly records = new FakeActionStore();
  readonly forge = new FakeForgeActions();
  readonly log = createMemoryLogger();
  now = NOON;

  try(name: string, over: Partial<Attempt> = {}): Promise<Outcome> {
    const definition = actionNamed(name);
    if (definition === null) throw new Error(`no action ${name}`);
    const account = anAccount({ token: aTokenFacts({ canWrite: true }) });
    const { forge, secret } = account;
    const gate = { admit: () => Promise.resolve(), report: () => undefined };
    const way: Way = {
      actions: this.forge,
      session: { forge, secret, gate, signal: new AbortController().signal },
    };
    const attempt: Attempt = {
      requestKey: 'press 1',
      person: { id: '42', name: 'Alice' },
      account,
      project: aProject(),
      target: definition.targets.includes('pipeline')
        ? { kind: 'pipeline', id: '500' }
        : { kind: 'merge-request', number: '12' },
      definition,
      input: {},
      shownSha: HEAD,
      isConfirmed: false,
      isPublic: false,
      ...over,
    };
    return act({ records: this.records, logger: this.log, clock: () => this.now }, way, attempt);
  }
}

describe('an action', () => {
  it('is done with what the subject shows now, and written down with its end', async () => {
    const scene = new Scene();
    scene.forge.looks = [aMergeRequestLook(), aMergeRequestLook({ myVerdict: 'approved' })];

    const outcome = await scene.try('approve');

    expect(scene.forge.orders).toEqual([{ action: 'approve', number: '12', headSha: HEAD }]);
    expect(outcome).toMatchObject({ kind: 'done', look: { myVerdict: 'approved' } });
    expect(scene.records.rows).toMatchObject([
      { action: 'approve', personId: '42', login: 'alice', result: 'done', finishedAt: NOON },
    ]);
  });

  it('does nothing when the head moved since it was shown', async () => {
    const scene = new Scene();
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
    const scene = new Scene();
    scene.forge.looks =
      name === 'cancel'
        ? [aPipelineLook({ pipeline: aPipeline({ status: 'running' }) })]
        : [aMergeRequestLook()];

    expect((await scene.try(name)).kind).toBe('confirm');
    expect(scene.forge.orders).toEqual([]);
    expect((await scene.try(name, { isConfirmed: true })).kind).toBe('done');
  });

  it('asks before anything in front of others, and before it approves what was not shown', async () => {
    const scene = new Scene();
    scene.forge.looks = [aMergeRequestLook()];

    expect((await scene.try('approve', { isPublic: true })).kind).toBe('confirm');
    expect((await scene.try('approve', { shownSha: null })).kind).toBe('confirm');
  });

  it('is done once when the same press comes twice', async () => {
    const scene = new Scene();
    scene.forge.looks = [aPipelineLook()];
    await scene.try('retry');

    expect((await scene.try('retry')).kind).toBe('done');
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('tells the second of two people that the first is at it', async () => {
    const scene = new Scene();
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
    const scene = new Scene();
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
    const scene = new Scene();
    scene.forge.trouble = new ForgeError('not-found', { detail: 'gone', status: 404 });

    expect(await scene.try('approve')).toMatchObject({ kind: 'failed', error: { code: 'not-found' } });
    expect(scene.records.rows).toMatchObject([{ result: 'failed', code: 'not-found' }]);
    expect(scene.log.messages('warn')).toEqual(['an action failed']);
  });

  it('lets a token that was revoked between the look and the order end it', async () => {
    const scene = new Scene();
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
    const scene = new Scene();
    scene.forge.looks = [aMergeRequestLook(), aMergeRequestLook({ myVerdict: 'approved' })];
    scene.forge.answer = lost;

    expect((await scene.try('approve')).kind).toBe('done');
    expect(scene.records.rows).toMatchObject([{ result: 'done' }]);
  });

  it('is a failure where the subject shows that nothing happened', async () => {
    const scene = new Scene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = lost;

    expect(await scene.try('approve')).toMatchObject({ kind: 'failed', error: { code: 'unavailable' } });
  });

  it('leaves a request for changes unsure where the verdict does not show its text', async () => {
    const scene = new Scene();
    const mergeRequest = aMergeRequest({ reviewers: [anAccount().user] });
    const open = aMergeRequestLook({ objectsAsReviewer: true, mergeRequest });
    scene.forge.looks = [open, { ...open, myVerdict: 'changes-requested' }];
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));

    expect((await scene.try('request-changes', { input: { text: 'Not so' } })).kind).toBe('unsure');
  });

  it('leaves a comment unsure rather than sending it twice', async () => {
    const scene = new Scene();
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
    const scene = new Scene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = () => Promise.reject(error);
    await scene.try('merge', { isConfirmed: true }).catch(() => undefined);

    expect(await scene.try('merge', { isConfirmed: true })).toMatchObject(outcome);
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is told once more that nobody knows', async () => {
    const scene = new Scene();
    scene.forge.looks = [aMergeRequestLook()];
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));
    await scene.try('comment');

    expect((await scene.try('comment')).kind).toBe('unsure');
    expect(scene.forge.orders).toHaveLength(1);
  });
});

describe('a process that ended between the order and its answer', () => {
  async function interrupted(name: string): Promise<Scene> {
    const scene = new Scene();
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
