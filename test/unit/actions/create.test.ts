import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { create, type Creation, type CreationOutcome } from '../../../src/actions/create.js';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { anAccount, aProject, aTokenFacts, NOON } from '../../support/builders.js';
import { FakeActionStore } from '../../support/fake-action-store.js';
import { FakeForgeActions } from '../../support/fake-forge-actions.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

const MADE = { id: '34', url: 'https://gitlab.example.com/group/app/-/issues/34' };
const ISSUE: Creation['order'] = {
  action: 'create-issue',
  title: 'Secret leak',
  text: 'It drips.',
  labels: [],
  assignees: [],
  isConfidential: false,
};
const lost = new ForgeError('unavailable', { detail: 'reset' });

class Scene {
  readonly records = new FakeActionStore();
  readonly forge = new FakeForgeActions();
  readonly log = createMemoryLogger();

  constructor() {
    this.forge.answer = () => Promise.resolve(MADE);
  }

  create(requestKey = 'draft 1', canWrite: boolean | null = true, order = ISSUE): Promise<CreationOutcome> {
    const account = anAccount({ token: aTokenFacts({ canWrite }) });
    const { forge, secret } = account;
    const gate = { admit: () => Promise.resolve(), report: () => undefined };
    const session = { forge, secret, gate, signal: new AbortController().signal };
    const deps = { records: this.records, logger: this.log, clock: () => NOON };
    return create(
      deps,
      { actions: this.forge, session },
      {
        requestKey,
        person: { id: '42', name: 'Alice' },
        account,
        project: aProject(),
        order,
      },
    );
  }
}

describe('a new issue', () => {
  it('is made once, however often the same draft asks for it', async () => {
    const scene = new Scene();

    expect(await scene.create()).toEqual({ kind: 'done', receipt: MADE });
    expect(await scene.create()).toEqual({ kind: 'done', receipt: MADE });
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is written down without what somebody wrote', async () => {
    const scene = new Scene();

    await scene.create();

    expect(scene.records.rows).toMatchObject([{ action: 'create-issue', target: null, result: 'done' }]);
    expect(JSON.stringify(scene.records.rows)).not.toMatch(/Secret leak|drips/);
  });

  it('is never made again after a lost answer', async () => {
    const scene = new Scene();
    scene.forge.answer = () => Promise.reject(lost);

    expect(await scene.create()).toEqual({ kind: 'unsure' });
    expect(await scene.create()).toEqual({ kind: 'unsure' });
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is never made again where the process ended before the answer, and nobody waits to hear it', async () => {
    const scene = new Scene();
    scene.forge.answer = () => new Promise(() => undefined);
    void scene.create();
    await new Promise(setImmediate);

    expect(await scene.create()).toEqual({ kind: 'unsure' });
    expect(scene.records.rows).toMatchObject([{ result: 'unsure' }]);
    expect(scene.log.messages('warn')).toEqual([
      'something new was cut off, and nobody knows whether it was made',
    ]);
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is known as made once a process tells so that only lost the right to poll', async () => {
    const scene = new Scene();
    let arrive: (receipt: typeof MADE) => void = () => undefined;
    scene.forge.answer = () => new Promise((resolve) => (arrive = resolve));
    const first = scene.create();
    await new Promise(setImmediate);
    await scene.create();

    arrive(MADE);

    expect(await first).toEqual({ kind: 'done', receipt: MADE });
    expect(scene.records.rows).toMatchObject([{ result: 'done' }]);
  });

  it('may be tried again under another key after a refusal or a plain failure', async () => {
    const scene = new Scene();
    scene.forge.answer = () => Promise.reject(new ActionRefused('invalid', 'title is odd'));
    expect(await scene.create()).toEqual({ kind: 'refused', code: 'invalid', words: 'title is odd' });
    expect(await scene.create()).toEqual({ kind: 'spent' });

    scene.forge.answer = () => Promise.reject(new ForgeError('not-found', { detail: 'gone' }));
    expect(await scene.create('draft 1, again')).toMatchObject({ kind: 'failed' });

    scene.forge.answer = () => Promise.resolve(MADE);
    expect(await scene.create('draft 1, a third time')).toMatchObject({ kind: 'done' });
  });

  it('is not asked for with a token that only reads', async () => {
    const scene = new Scene();

    expect(await scene.create('draft 1', false)).toMatchObject({ kind: 'refused', code: 'scope' });
    expect(scene.forge.orders).toEqual([]);
    expect(scene.records.rows).toMatchObject([{ result: 'refused', code: 'scope' }]);
    expect(await scene.create('draft 1')).toMatchObject({ kind: 'done' });
  });

  it('is unsure, and fails loudly, after a defect', async () => {
    const scene = new Scene();
    scene.forge.answer = () => Promise.reject(new TypeError('bug'));

    await expect(scene.create()).rejects.toThrow('bug');
    expect(scene.records.rows).toMatchObject([{ result: 'unsure', code: 'defect' }]);
  });
});

describe('a pipeline that is run', () => {
  const run = (
    scene: Scene,
    variables: Record<string, string>,
    requestKey = 'draft 1',
  ): Promise<CreationOutcome> =>
    scene.create(requestKey, true, { action: 'run-pipeline', ref: 'main', workflowId: '7', variables });
  const traces = ({ records, log }: Scene): string => inspect([records.rows, log.entries], { depth: null });

  it('is written down without its variables', async () => {
    const scene = new Scene();

    await run(scene, { DEPLOY_TOKEN: 'hunter2' });

    expect(scene.records.rows).toMatchObject([{ action: 'run-pipeline', detail: { workflowId: '7' } }]);
    expect(traces(scene)).not.toMatch(/hunter2|DEPLOY_TOKEN/);
  });

  it.each<[string, string, string]>([
    ['hunter2', "Provided value 'hunter2' for input 'x'", "Provided value '…' for input 'x'"],
    ['a "b"', 'Odd: {"x":"a \\"b\\""}', 'Odd: {"x":"…"}'],
    ['on', "No 'on' is on the list: reason", "No '…' is … the list: reason"],
    ['hunter2 and more', "Provided value 'hunter2 and", "Provided value '…"],
    ['', 'Nothing is hidden', 'Nothing is hidden'],
  ])('hides the value %j in what the forge says of it', async (value, said, shown) => {
    const scene = new Scene();
    scene.forge.answer = () => Promise.reject(new ActionRefused('invalid', said));
    expect(await run(scene, { x: value })).toEqual({ kind: 'refused', code: 'invalid', words: shown });

    const failure = new ForgeError('forbidden', { detail: `answered: ${said}`, words: said, status: 403 });
    scene.forge.answer = () => Promise.reject(failure);
    expect(await run(scene, { x: value }, 'draft 2')).toMatchObject({
      kind: 'failed',
      error: { message: `answered: ${shown}`, words: shown, status: 403 },
    });
    if (value !== '') expect(traces(scene)).not.toContain(`'${value}'`);
  });
});
