import { describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import type { ReactionRun } from '../../../src/domain/ports/reaction-store.js';
import { judgeLoop } from '../../../src/reactions/loop-guard.js';
import { ALICE, aMergeRequest, aPipeline, anEvent, BOB, NOON } from '../../support/builders.js';
import { aRun, codeOf, RunScene, TARGET } from '../../support/run-scene.js';
import { anIssueLook } from '../../support/some-looks.js';

describe('the calls of a run', () => {
  it('do a deed once, however often the run is tried again and whatever comes before it', async () => {
    const scene = new RunScene();
    await scene.attempt()('act', 'comment', TARGET, { text: 'Thanks' });
    const again = scene.attempt();
    await again('act', 'label', TARGET, { label: 'new' });
    await again('act', 'comment', TARGET, { text: 'Thanks' });

    expect(scene.forge.orders.map(({ action }) => action)).toEqual(['comment', 'label']);
  });

  it('say the same twice where the handler says it twice', async () => {
    const scene = new RunScene();
    const call = scene.attempt();
    await call('act', 'comment', TARGET, { text: 'ping' });
    await call('act', 'comment', TARGET, { text: 'ping' });

    expect(scene.forge.orders).toHaveLength(2);
  });

  it('try a deed again that failed before', async () => {
    const scene = new RunScene();
    scene.forge.answer = () =>
      Promise.reject(new ForgeError('rate-limited', { detail: '', retryAfterSeconds: 9 }));
    expect(await codeOf(scene.attempt()('act', 'label', TARGET, { label: 'a' }))).toBe('rate-limited');
    scene.forge.answer = () => Promise.resolve({ id: null, url: null });

    expect(await codeOf(scene.attempt()('act', 'label', TARGET, { label: 'a' }))).toBe('done');
    expect(scene.forge.orders).toHaveLength(2);
  });

  it('are refused with a code and a sentence, by the guard of all actions', async () => {
    const scene = new RunScene();
    scene.forge.looks = [anIssueLook({ role: 'none' })];

    const refused = scene.attempt()('act', 'comment', TARGET, { text: 'Thanks' });

    await expect(refused).rejects.toThrow('The role of this account in the project does not allow that.');
    expect(await codeOf(refused)).toBe('role');
    expect(scene.forge.orders).toEqual([]);
  });

  it.each([
    ['act', ['comment', { kind: 'issue', number: '../7' }, { text: 'x' }]],
    ['act', ['comment', undefined, { text: 'x' }]],
    ['act', ['delete', TARGET, {}]],
    ['act', ['comment', TARGET, { text: 5 }]],
    ['changedFiles', ['5', 0]],
    ['remember', ['', 1]],
    ['remember', ['k'.repeat(501), 1]],
    ['remember', ['k\0', 1]],
    ['remember', ['k', { text: 'a\0b' }]],
    ['remember', ['k', 'x'.repeat(70_000)]],
    ['reveal', []],
    ['constructor', []],
  ])('are refused when they make no sense: %s %j', async (method, args) => {
    const scene = new RunScene();

    expect(await codeOf(scene.attempt()(method, ...args))).toBe('invalid');
    expect(scene.forge.orders).toEqual([]);
  });

  it('end after twenty deeds of one event', async () => {
    const scene = new RunScene();
    const call = scene.attempt();
    const codes: string[] = [];
    for (let i = 0; i < 25; i += 1)
      codes.push(await codeOf(call('act', 'label', TARGET, { label: `l${i}` })));

    expect(codes.filter((code) => code === 'done')).toHaveLength(20);
    expect(codes.at(-1)).toBe('too-many-actions');
  });

  it('end after five hundred of any kind of one event', async () => {
    const scene = new RunScene();
    const call = scene.attempt();
    const codes: string[] = [];
    for (let i = 0; i < 501; i += 1) codes.push(await codeOf(call('remember', `k${i}`, i)));

    expect(codes.filter((code) => code === 'done')).toHaveLength(500);
    expect(codes.at(-1)).toBe('too-many-calls');
    expect(scene.memory.size).toBe(500);
  });

  it('that wait for their turn when the handler ends are not made any more', async () => {
    const scene = new RunScene();
    let goOn = (): void => undefined;
    scene.turn = new Promise((done) => (goOn = done));
    const call = scene.attempt();
    const codes = [call('act', 'label', TARGET, { label: 'late' }), call('labels')].map(codeOf);
    if (scene.ground !== null) scene.ground.isOver = true;
    goOn();

    expect(await Promise.all(codes)).toEqual(['stopped', 'stopped']);
    expect(scene.forge.orders).toEqual([]);
  });

  it('change nothing in a dry run, and log no word of what would be said', async () => {
    const scene = new RunScene();
    scene.isDryRun = true;
    const call = scene.attempt();
    await call('act', 'comment', TARGET, { text: 'A secret thought' });
    await call('remember', 'k', 1);

    expect(scene.forge.orders).toEqual([]);
    expect(scene.memory.size).toBe(0);
    expect(JSON.stringify(scene.log.entries)).toContain('a dry run would do');
    expect(JSON.stringify(scene.log.entries)).not.toContain('secret');
  });

  it.each<[string, readonly unknown[], string]>([
    [
      'a number that is no text',
      ['act', 'comment', { kind: 'issue', number: 5 }, { text: 'Hello' }],
      "'number' of comment cannot be used: Invalid input: expected string, received number",
    ],
    [
      'no number',
      ['act', 'close', { kind: 'issue' }, {}],
      "'number' of close cannot be used: Invalid input: expected string, received undefined",
    ],
    ['nothing to act on', ['act', 'close', undefined, {}], 'an argument of close cannot be used'],
    ['no text', ['act', 'comment', TARGET, { text: '' }], "'text' of comment cannot be used"],
    ['no title', ['createIssue', {}], "'title' of createIssue cannot be used"],
  ])('say what is wrong with %s', async (_what, [method = '', ...args], sentence) => {
    const call = new RunScene().attempt();

    await expect(call(String(method), ...args)).rejects.toThrow(sentence);
  });

  it('remember what was done once', async () => {
    const scene = new RunScene();
    const call = scene.attempt();

    expect(await call('recall', 'k')).toBeNull();
    await call('remember', 'k', null);
    expect(await scene.attempt()('recall', 'k')).toEqual({ value: null });
  });
});

describe('the guard against loops', () => {
  const labeled = (labels: string, over: Partial<ReactionRun> = {}): ReactionRun =>
    aRun({
      event: anEvent({
        type: 'merge-request-labeled',
        subject: aMergeRequest({ number: '5' }),
        actor: null,
        details: { labels },
      }),
      ...over,
    });

  async function judge(run: ReactionRun, scene = new RunScene(), acted = 0) {
    const store = {
      deedsOn: () =>
        Promise.resolve(scene.records.rows.map(({ action, requestKey }) => ({ action, requestKey }))),
      countActed: () => Promise.resolve(acted),
    };
    return judgeLoop(store, run, ALICE, NOON);
  }

  it('knows what the account did itself, also where the forge does not say who did it', async () => {
    const scene = new RunScene();
    await scene.attempt()('act', 'label', TARGET, { label: 'docs' });

    expect(await judge(aRun({ event: anEvent({ actor: ALICE }) }))).toBe('own');
    expect(await judge(labeled('docs'), scene)).toBe('own');
    expect(await judge(labeled('docs, urgent'), scene)).toBeNull();
    expect(await judge(labeled('urgent'), scene)).toBeNull();
    expect(await judge(labeled('docs'))).toBeNull();
  });

  it('counts what becomes of a pipeline as a doing of whoever started it', async () => {
    const failed = (actor: typeof ALICE): ReactionRun =>
      aRun({ event: anEvent({ type: 'pipeline-failed', subject: aPipeline({ actor }), actor: null }) });

    expect(await judge(failed(ALICE))).toBe('own');
    expect(await judge(failed(BOB))).toBeNull();
  });

  it('stops a handler that acted on one thing twenty times within an hour', async () => {
    expect(await judge(aRun(), new RunScene(), 19)).toBeNull();
    expect(await judge(aRun(), new RunScene(), 20)).toBe('loop');
  });
});
