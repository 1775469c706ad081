import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionRefused, type RefusalCode } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { MINUTE } from '../../../src/domain/time.js';
import { ALICE, BOB, GROUP, type Shown } from '../../support/bot-fixture.js';
import { aPipeline } from '../../support/builders.js';
import { ActingScene, CHAT, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;
let tokens: number;

beforeEach(async () => {
  scene = await ActingScene.start();
  tokens = scene.world.telegram.of('deleteMessage').length;
  scene.forge.branches = ['main', 'feature/page'];
  const url = 'https://gitlab.example.com/group/app/-/pipelines/900';
  scene.forge.answer = () => Promise.resolve({ id: '900', url });
});

afterEach(() => scene.world.stop());

const say = (text: string, more = {}): Promise<readonly Shown[]> => scene.world.say(ALICE, text, more);
const press = (shown: Shown | undefined, label: string): Promise<readonly Shown[]> =>
  scene.world.press(ALICE, shown, label);

/** Replies to the message that the bot sent last. */
function answer(text: string, more = {}): Promise<readonly Shown[]> {
  return say(text, { reply_to_message: { message_id: lastSent() }, ...more });
}

function lastSent(): number {
  return scene.world.telegram.of('sendMessage').length;
}

function later(ms: number): void {
  scene.world.now = new Date(scene.world.now.getTime() + ms);
}

/** Messages that went since the token's. */
function deletions(): number {
  return scene.world.telegram.of('deleteMessage').length - tokens;
}

const PLAIN = { action: 'run-pipeline', ref: 'main', workflowId: null, variables: {} };

describe('a run is started once', () => {
  it('when it is pressed twice', async () => {
    const [card] = await say('/run group/app main');

    await press(card, 'Run');
    expect(await press(card, 'Run')).toEqual([]);

    expect(scene.forge.orders).toHaveLength(1);
  });

  it('when the press is told to another process while it is on its way, and the last word is how it ended', async () => {
    let settle = (): void => undefined;
    scene.forge.answer = () =>
      new Promise((resolve) => {
        settle = () => resolve({ id: '900', url: null });
      });
    const [card] = await say('/run group/app main');
    const first = press(card, 'Run');
    while (scene.forge.orders.length === 0) await new Promise(setImmediate);

    expect((await press(card, 'Run'))[0]?.text).toContain('do not know whether');
    settle();

    expect((await first).at(-1)?.text).toContain('Started pipeline');
    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.results()).toEqual([['run-pipeline', 'done']]);
  });

  it('when the answer is lost', async () => {
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));
    const [card] = await say('/run group/app main');

    const [said] = await press(card, 'Run');
    await press(card, 'Run');

    expect(said?.text).toContain('do not know whether gitlab.example.com started the pipeline');
    expect(said?.buttons).toEqual([]);
    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.results()).toEqual([['run-pipeline', 'unsure']]);
  });

  it('when the process ended amid it, and says so however late it is asked', async () => {
    const [card] = await say('/run group/app main A=1');
    const [asked] = await press(card, 'Run');
    let end = (): void => undefined;
    scene.forge.answer = () =>
      new Promise((resolve) => {
        end = () => resolve({ id: '900', url: null });
      });
    const first = press(asked, 'Run');
    while (scene.forge.orders.length === 0) await new Promise(setImmediate);
    later(5 * MINUTE);

    expect((await press(asked, 'Run'))[0]?.text).toContain('do not know whether');
    expect(scene.forge.orders).toHaveLength(1);
    end();
    await first;
  });

  it('and not at all two minutes after it was asked', async () => {
    const [card] = await say('/run group/app main A=1');
    const [asked] = await press(card, 'Run');
    later(2 * MINUTE + 1);

    const [back] = await press(asked, 'Run');

    expect(back?.text).toContain('more than two minutes, so I did nothing');
    expect(labels(back)).toContain('▶️ Run');
    expect(scene.forge.orders).toEqual([]);
  });

  it('as it is shown, and not from an older message', async () => {
    const [card] = await say('/run group/app main');
    const old = lastSent();
    await answer('A=1');

    const data = card?.buttons[0]?.data ?? '';
    await scene.world.pressData(ALICE, data, undefined, { messageId: old });

    expect(scene.world.alert()).toContain('moved on');
    expect(scene.forge.orders).toEqual([]);
  });
});

describe('a run that is refused keeps its draft', () => {
  it.each<[string, Error, string]>([
    [
      'role',
      new ActionRefused('role'),
      'You may not run pipelines in group/app. Ask one of its maintainers.',
    ],
    ['scope', new ActionRefused('scope'), 'Your token for gitlab.example.com may only read'],
    [
      'protected-branch',
      new ActionRefused('protected-branch'),
      'You may not run pipelines on main: it is protected. Choose another branch, or ask a maintainer.',
    ],
    ['no-ref', new ActionRefused('no-ref'), 'group/app has no such branch or tag. Check its name.'],
    ['no-pipeline', new ActionRefused('no-pipeline'), 'Nothing would run there'],
    ['no-variables', new ActionRefused('no-variables'), 'not with variables of your own'],
    [
      'unsupported',
      new ActionRefused('unsupported'),
      'group/app has its pipelines turned off. A maintainer can turn them on.',
    ],
    [
      'invalid',
      new ActionRefused('invalid', 'base is odd'),
      'gitlab.example.com did not take that. base is odd',
    ],
    ['gone', new ForgeError('not-found', { detail: 'gone' }), 'I cannot see group/app with your token'],
    [
      'too fast',
      new ForgeError('rate-limited', { detail: 'slow', retryAfterSeconds: 30 }),
      'Try again in 30 seconds.',
    ],
  ])('%s', async (_why, error, words) => {
    scene.forge.answer = () => Promise.reject(error);
    const [card] = await say('/run group/app main');
    const [refused] = await press(card, 'Run');
    expect(refused?.text).toContain(words);

    scene.forge.answer = () => Promise.resolve({ id: '901', url: null });
    expect((await press(refused, 'Run'))[0]?.text).toBe('▶️ Started pipeline #901 on main in group/app.');
  });

  it('knows a word for every refusal', async () => {
    const codes: readonly RefusalCode[] = ['own-work', 'state', 'too-old', 'not-mergeable'];
    for (const code of codes) {
      scene.forge.answer = () => Promise.reject(new ActionRefused(code));
      const [card] = await say('/run group/app main');
      expect((await press(card, 'Run'))[0]?.text).not.toMatch(/run\.refused|act\.refused|undefined/);
    }
  });
});

describe('what changes meanwhile', () => {
  it('a watch that ends does no harm: it is the own account that runs it', async () => {
    const [card] = await say('/run group/app main');
    await say('/unwatch group/app');

    await scene.world.pressData(ALICE, card?.buttons[0]?.data ?? '', undefined, {
      messageId: lastSent() - 1,
    });

    expect(scene.forge.orders).toHaveLength(1);
  });

  it('an account that is removed starts nothing', async () => {
    const [card] = await say('/run group/app main');
    scene.world.stores.accountRows.clear();

    expect((await press(card, 'Run'))[0]?.text).toContain('link your own account');
    expect(scene.forge.orders).toEqual([]);
  });

  it('a forge that does not tell its branches leaves the draft as it was', async () => {
    const [card] = await say('/run group/app main');
    scene.forge.listBranches = () => Promise.reject(new ForgeError('unavailable', { detail: 'down' }));

    expect((await press(card, 'Branch'))[0]?.text).toContain('does not answer right now');
    const data = card?.buttons[0]?.data ?? '';
    await scene.world.pressData(ALICE, data, undefined, { messageId: lastSent() - 1 });
    expect(scene.forge.orders).toEqual([PLAIN]);
  });
});

describe('in a group', () => {
  it('is asked once more, shows no values, and belongs to whoever began it', async () => {
    await scene.linkBob();
    tokens += 1;
    const [card] = await scene.world.say(BOB, '/run group/app main TARGET=live', CHAT);
    expect(card?.text).toContain('TARGET = •••');
    const [list] = await scene.world.press(BOB, card, 'Variables', GROUP);
    expect(list?.text).toContain('Everybody here can read what you reply');
    const [back] = await scene.world.press(BOB, list, 'Draft', GROUP);

    await scene.world.press(ALICE, back, 'Run', GROUP);
    expect(scene.world.alert()).toContain('for somebody else');
    const [asked] = await scene.world.press(BOB, back, 'Run', GROUP);
    expect(scene.forge.orders).toEqual([]);
    await scene.world.press(ALICE, asked, 'Run', GROUP);
    expect(scene.forge.orders).toEqual([]);
    await scene.world.press(BOB, asked, 'Run', GROUP);

    expect(scene.forge.orders).toMatchObject([{ variables: { TARGET: 'live' } }]);
    expect(scene.world.stores.actions.rows).toMatchObject([{ login: 'bob' }]);
    expect(deletions()).toBe(0);
  });

  it('asks once more also where nothing is set', async () => {
    await scene.linkBob();
    const [card] = await scene.world.say(BOB, '/run group/app main', CHAT);

    expect((await scene.world.press(BOB, card, 'Run', GROUP))[0]?.text).toContain('Run this pipeline?');
    expect(scene.forge.orders).toEqual([]);
  });

  it('somebody without an account is told so', async () => {
    scene.tell(aPipeline(), {}, GROUP.id);
    const inReply = { ...CHAT, reply_to_message: { message_id: NEWS } };

    const [said] = await scene.world.say(BOB, '/run', inReply);

    expect(said?.text).toContain('link your own account');
  });
});
