import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { MINUTE } from '../../../src/domain/time.js';
import { ALICE, ALICE_TOKEN, GITLAB, type Shown } from '../../support/bot-fixture.js';
import { aMergeRequest, aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';
import { aMergeRequestLook, aPipelineLook } from '../../support/some-looks.js';
import { ActingScene, APP, CHAT, labels } from './acting-scene.js';

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

describe('a pipeline in one line', () => {
  it('is shown as a draft, and started by one press where nothing is set', async () => {
    const [card] = await say('/run group/app main');

    expect(card?.text).toBe('New pipeline in group/app, not started yet:\nBranch or tag: main');
    expect(labels(card)).toEqual(['▶️ Run', 'Variables', 'Branch', 'Cancel']);
    expect(scene.forge.orders).toEqual([]);
    const woken = scene.world.feedsChanged;
    const [started] = await press(card, 'Run');

    expect(started?.text).toBe('▶️ Started pipeline #900 on main in group/app.');
    expect(started?.buttons).toEqual([]);
    expect(scene.forge.orders).toEqual([PLAIN]);
    expect(scene.world.feedsChanged).toBe(woken + 1);
    expect((await say('/history'))[0]?.text).toContain('▶️ Run a pipeline · pipeline #900 in group/app');
  });

  it('asks once more where variables are set, and shows their values in private', async () => {
    const [card] = await say('/run app feature/page TARGET=live NOTE="two words"');
    expect(card?.text).toContain('TARGET = live\nNOTE = two words\nI forget these values in 15 minutes');

    const [asked] = await press(card, 'Run');
    expect(asked?.text).toMatch(/^Run this pipeline\?\n[^]*feature\/page\nTARGET = live\nNOTE = two words$/);
    expect(scene.forge.orders).toEqual([]);
    await press(asked, 'Run');

    expect(scene.forge.orders).toEqual([
      { ...PLAIN, ref: 'feature/page', variables: { TARGET: 'live', NOTE: 'two words' } },
    ]);
  });

  it('takes project and ref from the pipeline that it replies to', async () => {
    scene.tell(aPipeline({ ref: 'feature/page' }));
    const [card] = await scene.reply('/run A=1');
    expect(card?.text).toContain('Branch or tag: feature/page\nA = 1');

    expect((await scene.reply('/run main'))[0]?.text).toContain('Branch or tag: main');
  });

  it.each([
    ['a merge request', aMergeRequest()],
    ['a pipeline of one', aPipeline({ ref: '!12', mergeRequestNumber: '12' })],
  ])('in reply to %s is one of that, from its own head', async (_what, subject) => {
    scene.tell(subject);
    scene.see(aMergeRequestLook({ ownPipelines: 'here' }));

    expect((await scene.reply('/run'))[0]?.text).toBe('▶️ A new pipeline of MR !12 starts.');
    expect(scene.forge.orders).toEqual([{ action: 'new-pipeline', number: '12' }]);
    expect((await scene.reply('/run main'))[0]?.text).toContain('Branch or tag: main');

    scene.see(aMergeRequestLook({ ownPipelines: 'none' }));
    expect((await scene.reply('/run'))[0]?.text).toBe(
      'group/app has no jobs for MR !12 itself. Its branch is built by /run group/app basket.',
    );
    expect((await say('/history'))[0]?.text).toContain('▶️ Run pipeline · MR !12 in group/app');
  });

  it('says how where it is not understood', async () => {
    expect((await say('/run', CHAT))[0]?.text).toContain('Name the project, too: /run group/app branch');
    expect((await say('/run group/app main and more'))[0]?.text).toContain('Name the project, too');
    const many = Array.from({ length: 41 }, (_, index) => `V${index}=1`).join(' ');
    expect((await say(`/run group/app main ${many}`))[0]?.text).toContain('at most 40 variables');
    expect((await say('/run nobody/knows main'))[0]?.text).toContain('nobody/knows');
  });
});

describe('a pipeline that was looked at', () => {
  it('is run anew on its branch from its panel', async () => {
    const pipeline = aPipeline({ status: 'success', ref: 'feature/page' });
    scene.tell(pipeline);
    scene.see(aPipelineLook({ pipeline }));
    const [panel] = await scene.press('more');
    expect(labels(panel)).toEqual(['▶️ New run on this branch']);

    const [card] = await press(panel, 'New run');
    expect(card?.text).toContain('Branch or tag: feature/page');
    await press(card, 'Run');

    expect(scene.forge.orders).toEqual([{ ...PLAIN, ref: 'feature/page' }]);
  });

  it.each([
    [{ role: 'read' }, {}],
    [{}, { ref: '!7', mergeRequestNumber: '7' }],
    [{}, { ref: 'mallory:main', sourceBranch: 'main' }],
  ] as const)('is not offered for %j and %j', async (look, over) => {
    const pipeline = aPipeline({ status: 'success', ...over });
    scene.tell(pipeline);
    scene.see(aPipelineLook({ pipeline, ...look }));

    expect(labels((await scene.press('more'))[0])).toEqual([]);
  });
});

describe('a pipeline step by step', () => {
  it('asks for the branch, the default branch first', async () => {
    const [branches] = await say('/run');
    expect(branches?.text).toBe(
      'On which branch of group/app?\nTo find a branch or tag, reply with its name, or with a part of it.',
    );
    expect(labels(branches)).toEqual(['main', 'feature/page', 'Tags', 'Cancel']);
    const [card] = await press(branches, 'feature/page');
    await press(card, 'Run');

    expect(scene.forge.orders).toEqual([{ ...PLAIN, ref: 'feature/page' }]);
  });

  it('asks for the project where the chat watches several', async () => {
    const projects = [APP, project('8', 'group/other')];
    scene.world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', projects, facts: { canWrite: true } });
    await say('/watch group/other');

    const [places] = await say('/run A=1');
    expect(places?.text).toBe('In which project?');
    const [branches] = await press(places, 'group/other');
    const [card] = await press(branches, 'main');

    expect(card?.text).toContain('New pipeline in group/other');
    expect(card?.text).toContain('A = 1');
  });

  it('adds variables by replies, and takes them out by a press', async () => {
    const [card] = await say('/run group/app main');
    const [list] = await press(card, 'Variables');
    expect(list?.text).toBe('Reply to this message with NAME=value to add a variable.');
    const [added] = await answer('TARGET=live\nCOUNT=3');
    expect(added?.text).toContain('TARGET = live\nCOUNT = 3');

    expect((await answer('just words'))[0]?.text).toBe('Write it as NAME=value.');
    const shown = (await answerTo(added, 'LAST=1'))[0];
    const [again] = await press(shown, 'Variables');
    expect(again?.text).toContain('Press one to take it out.');
    expect(labels(again)).toEqual(['✕ TARGET', '✕ COUNT', '✕ LAST', '‹ Draft']);
    const [fewer] = await press(again, '✕ COUNT');
    const [back] = await press(fewer, 'Draft');
    const [asked] = await press(back, 'Run');
    await press(asked, 'Run');

    expect(scene.forge.orders).toEqual([{ ...PLAIN, variables: { TARGET: 'live', LAST: '1' } }]);
  });

  it.each(['cancel', '/cancel'])('ends with the word %s', async (word) => {
    const [card] = await say('/run group/app main A=1');

    expect((await answer(word))[0]?.text).toBe('All right, no pipeline was started.');
    expect(await press(card, 'Run')).toEqual([]);
    expect(draftRows()).toEqual([]);
  });

  it('ends with its button', async () => {
    const [card] = await say('/run group/app main');

    expect((await press(card, 'Cancel'))[0]?.text).toBe('All right, no pipeline was started.');
    expect(await press(card, 'Run')).toEqual([]);
    expect(scene.forge.orders).toEqual([]);
  });
});

/** Replies to a message by what it shows. */
function answerTo(shown: Shown | undefined, text: string): Promise<readonly Shown[]> {
  const sent = scene.world.telegram.of('sendMessage');
  const id = 1 + sent.findLastIndex((payload) => String(payload.text).includes(shown?.text ?? 'nothing'));
  return say(text, { reply_to_message: { message_id: id } });
}

function draftRows(): readonly unknown[] {
  return [...scene.world.stores.pendingRows.values()].filter(({ action }) => action === 'run-draft');
}

describe('what a value is kept for', () => {
  it('a secret is shown nowhere, and its message leaves the private chat', async () => {
    const [card] = await say('/run group/app main DEPLOY_TOKEN=hunter2');

    expect(card?.text).toContain('DEPLOY_TOKEN = •••');
    expect(deletions()).toBe(1);
    const [more] = await answer('API_KEY=hunter3');
    expect(more?.text).toContain('API_KEY = •••');
    expect(deletions()).toBe(2);
    await answer('PLAIN=1');
    expect(deletions()).toBe(2);
  });

  it('says so where Telegram does not delete it', async () => {
    scene.world.telegram.fail('deleteMessage', { status: 400, description: 'Bad Request: too old' });

    const [card] = await say('/run group/app main DEPLOY_TOKEN=hunter2');

    expect(card?.text).toContain('I could not delete your message.');
  });

  it('a token that answers the question for it is a value, and no account', async () => {
    const accounts = scene.world.stores.accountRows.size;
    await say('/run group/app main');
    const asked = scene.world.gitlab.requests.length;

    const [card] = await answer('WHERE=glpat-0123456789abcdefghij');

    expect(card?.text).toMatch(/^That is a token: I took it as the value[^]*WHERE = •••/);
    expect(deletions()).toBe(1);
    const [bare] = await answer('glpat-0123456789abcdefghij');
    expect(bare?.text).toContain('I did nothing with it. For a variable, write NAME=value.');
    expect(deletions()).toBe(2);
    expect(scene.world.stores.accountRows.size).toBe(accounts);
    expect(scene.world.gitlab.requests).toHaveLength(asked);
    const [sure] = await press(card, 'Run');
    await press(sure, 'Run');
    expect(scene.forge.orders).toEqual([{ ...PLAIN, variables: { WHERE: 'glpat-0123456789abcdefghij' } }]);
    expect(scene.world.logText()).not.toContain('glpat-0123456789abcdefghij');
  });

  it('says so where the message with the token stays', async () => {
    await say('/run group/app main');
    scene.world.telegram.fail('deleteMessage', { status: 400, description: 'Bad Request: too old' });

    expect((await answer('WHERE=glpat-0123456789abcdefghij'))[0]?.text).toContain(
      'linked nothing, but could not delete your message',
    );
  });

  it('it is sealed in the draft, and nowhere else', async () => {
    scene.forge.answer = () =>
      Promise.reject(new ActionRefused('invalid', "Provided value 'hunter2' is odd"));
    const [card] = await say('/run group/app main PLAIN=hunter2');
    const [asked] = await press(card, 'Run');
    const [refused] = await press(asked, 'Run');
    expect(refused?.text).toContain("did not take that. Provided value '…' is odd");

    const rows = [...scene.world.stores.pendingRows.values()];
    expect(JSON.stringify(rows)).not.toContain('hunter2');
    expect(JSON.stringify(scene.world.stores.actions.rows)).not.toMatch(/hunter2|PLAIN/);
    expect(scene.world.logText()).not.toContain('hunter2');
    expect(rows.find(({ action }) => action === 'run-draft')?.secret?.reveal()).toContain('hunter2');
    scene.forge.answer = () => Promise.resolve({ id: '901', url: null });
    const [again] = await press(refused, 'Run');
    await press(again, 'Run');
    expect(draftRows()).toEqual([]);
  });

  it('it is forgotten after fifteen minutes, and a draft without any after a day', async () => {
    const [withValue] = await say('/run group/app main A=1');
    later(15 * MINUTE);
    expect(await press(withValue, 'Run')).toEqual([]);
    expect(scene.world.alert()).toContain('expired');

    const [without] = await say('/run group/app main');
    later(20 * 60 * MINUTE);
    expect((await press(without, 'Run'))[0]?.text).toContain('Started');
  });
});
