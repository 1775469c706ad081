import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { HOUR } from '../../../src/domain/time.js';
import { ALICE, ALICE_TOKEN, BOB, GITLAB, GROUP, type Shown } from '../../support/bot-fixture.js';
import { aMergeRequest } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';
import { ActingScene, APP, CHAT, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  const url = 'https://gitlab.example.com/group/app/-/issues/34';
  scene.forge.answer = () => Promise.resolve({ id: '34', url });
});

afterEach(() => scene.world.stop());

const say = (text: string, more = {}): Promise<readonly Shown[]> => scene.world.say(ALICE, text, more);
const press = (shown: Shown | undefined, label: string): Promise<readonly Shown[]> =>
  scene.world.press(ALICE, shown, label);

/** Replies to the message that the bot sent last. */
function answer(text: string): Promise<readonly Shown[]> {
  return replyTo(lastSent(), text);
}

function replyTo(messageId: number, text: string): Promise<readonly Shown[]> {
  return say(text, { reply_to_message: { message_id: messageId } });
}

function lastSent(): number {
  return scene.world.telegram.of('sendMessage').length;
}

const PLAIN = {
  action: 'create-issue',
  title: 'It leaks',
  text: '',
  labels: [],
  assignees: [],
  isConfidential: false,
};

describe('an issue in one line', () => {
  it('is shown as a draft, and made when its writer says so', async () => {
    const [card] = await say('/issue group/app It leaks\nHere.\nAnd there.');

    expect(card?.text).toContain('New issue in group/app, not made yet:\nIt leaks\nHere.\nAnd there.');
    expect(labels(card)).toEqual([
      '✅ Create',
      'Labels',
      'Assignee',
      '🔒 Confidential',
      'Title',
      'Text',
      'Cancel',
    ]);
    expect(scene.forge.orders).toEqual([]);
    const [made] = await press(card, 'Create');

    expect(made?.text).toBe('🆕 Made issue #34: It leaks');
    expect(scene.forge.orders).toEqual([{ ...PLAIN, text: 'Here.\nAnd there.' }]);
    expect((await say('/history'))[0]?.text).toContain('🆕 New issue · issue #34 in group/app');
  });

  it('needs no project where the chat watches one, or in reply to news', async () => {
    expect((await say('/issue It leaks'))[0]?.text).toContain('New issue in group/app');

    scene.tell(aMergeRequest(), {}, GROUP.id);
    const inReply = { ...CHAT, reply_to_message: { message_id: NEWS } };
    expect((await say('/issue It leaks', inReply))[0]?.text).toContain('New issue in group/app');
  });

  it('says how where no project is known, and what is wrong with a long title', async () => {
    expect((await say('/issue It leaks', CHAT))[0]?.text).toContain('Name the project');
    expect((await say(`/issue ${'x'.repeat(256)}`))[0]?.text).toContain('too long: at most 255');
  });

  it('is made once when pressed twice', async () => {
    const [card] = await say('/issue It leaks');

    await press(card, 'Create');
    expect(await press(card, 'Create')).toEqual([]);

    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is not made a second time when the answer is lost', async () => {
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));
    const [card] = await say('/issue It leaks');

    const [said] = await press(card, 'Create');
    await press(card, 'Create');

    expect(said?.text).toContain('do not know whether');
    expect(said?.buttons).toEqual([]);
    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.results()).toEqual([['create-issue', 'unsure']]);
  });

  it.each([
    [new ActionRefused('role'), 'You may not make issues in group/app'],
    [new ActionRefused('scope'), 'Your token for gitlab.example.com may only read'],
    [new ActionRefused('unsupported', 'disabled'), 'group/app has its issues turned off.'],
    [new ActionRefused('invalid', 'title is odd'), 'did not take the issue. title is odd'],
    [new ForgeError('not-found', { detail: 'gone' }), 'I cannot make an issue in group/app'],
  ])('that is refused keeps its draft: %s', async (error, words) => {
    scene.forge.answer = () => Promise.reject(error);
    const [card] = await say('/issue It leaks');

    const [refused] = await press(card, 'Create');
    expect(refused?.text).toContain(words);
    scene.forge.answer = () => Promise.resolve({ id: '35', url: null });
    const [made] = await press(refused, 'Create');

    expect(made?.text).toBe('🆕 Made issue #35: It leaks');
  });
});

describe('a draft', () => {
  it('changes its title and text by replies', async () => {
    const [card] = await say('/issue It leaks');

    await press(card, 'Title');
    await answer('It drips');
    await press(card, 'Text');
    const [changed] = await answer('Drop by drop.');

    expect(changed?.text).toContain('It drips\nDrop by drop.');
  });

  it('follows the messages that gave it title and text, as far as they stand in it still', async () => {
    const reply = async (text: string): Promise<{ message: object; card: Shown | undefined }> => {
      const message = scene.world.message(ALICE, text, { reply_to_message: { message_id: lastSent() } });
      return { message, card: (await scene.world.handle({ message }))[0] };
    };
    const edit = ({ message }: { message: object }, text: string): Promise<readonly Shown[]> =>
      scene.world.handle({ edited_message: { ...message, text, edit_date: 1 } });
    await press((await say('/issue It leaks'))[0], 'Title');
    const older = await reply('It drops');
    await press(older.card, 'Title');
    const title = await reply('It drisp');
    const more = await reply('Drop by dorp.');

    await edit(more, 'Drop by drop.');
    expect(await edit(older, 'It pours')).toEqual([]);
    const [changed] = await edit(title, 'It drips\nall day');
    expect(changed?.text).toContain('It drips all day\nDrop by drop.');
    await press(changed, 'Create');
    expect(await edit(title, 'Too late')).toEqual([]);

    expect(scene.forge.orders).toEqual([{ ...PLAIN, title: 'It drips all day', text: 'Drop by drop.' }]);
  });

  it('is shown as it is now where an older card of it is pressed, and not made', async () => {
    const [card] = await say('/issue It leaks');
    await press(card, 'Title');
    await answer('It drips');

    const [shown] = await press(card, 'Create');

    expect(shown?.text).toContain('not made yet:\nIt drips');
    expect(scene.forge.orders).toEqual([]);
    await press(shown, 'Create');
    expect(scene.forge.orders).toMatchObject([{ title: 'It drips' }]);
  });

  it('is dropped by its button', async () => {
    const [card] = await say('/issue It leaks');

    expect((await press(card, 'Cancel'))[0]?.text).toBe('All right, no issue was made.');
    expect(await press(card, 'Create')).toEqual([]);
    expect(scene.forge.orders).toEqual([]);
  });
});

describe('an issue step by step', () => {
  beforeEach(async () => {
    const projects = [APP, project('8', 'group/other')];
    await scene.world.link(ALICE, ALICE_TOKEN, 'alice', projects);
    scene.world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', projects, facts: { canWrite: true } });
    await scene.world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);
    await say('/watch group/other');
  });

  it('asks for project, title and text, over hours', async () => {
    const [places] = await say('/issue');
    expect(places?.text).toBe('In which project?');
    expect((await press(places, 'group/other'))[0]?.text).toContain('title of the new issue in group/other');
    scene.world.now = new Date(scene.world.now.getTime() + 20 * HOUR);
    expect((await answer('It leaks'))[0]?.text).toContain('text of “It leaks”');
    scene.world.now = new Date(scene.world.now.getTime() + 20 * HOUR);
    const [card] = await answer('skip');
    await press(card, 'Create');

    expect(scene.forge.orders).toEqual([PLAIN]);
  });

  it.each(['cancel', '/cancel', 'Stop'])('ends with the word %s', async (word) => {
    await press((await say('/issue'))[0], 'group/other');
    const question = lastSent();

    expect((await replyTo(question, word))[0]?.text).toBe('All right, no issue was made.');
    expect((await replyTo(question, 'It leaks'))[0]?.text).toContain('expired');
  });

  it('takes nothing but text for an answer', async () => {
    await press((await say('/issue'))[0], 'group/other');

    expect((await answer(''))[0]?.text).toBe(
      'I can send text and files, and this is neither. Reply once more.',
    );
  });
});

describe('in a group', () => {
  it('a draft belongs to whoever began it', async () => {
    await scene.linkBob();
    const [card] = await scene.world.say(BOB, '/issue group/app It leaks', CHAT);

    await scene.world.press(ALICE, card, 'Create', GROUP);
    expect(scene.forge.orders).toEqual([]);
    const [question] = await scene.world.press(BOB, card, 'Create', GROUP);
    await scene.world.press(ALICE, question, 'Create', GROUP);
    expect(scene.forge.orders).toEqual([]);
    await scene.world.press(BOB, question, 'Create', GROUP);

    expect(scene.forge.orders).toEqual([PLAIN]);
    expect(scene.world.stores.actions.rows).toMatchObject([{ login: 'bob' }]);
  });

  it('is asked about once more, and not made after two minutes, or where it has changed since', async () => {
    const [card] = await say('/issue group/app It leaks', CHAT);
    const shown = lastSent();
    const [question] = await scene.world.press(ALICE, card, 'Create', GROUP);
    expect(question?.text).toBe('Make this issue in group/app?\nIt leaks');
    expect(labels(question)).toEqual(['✅ Create', '‹ Draft']);

    scene.world.now = new Date(scene.world.now.getTime() + 121_000);
    const [late] = await scene.world.press(ALICE, question, 'Create', GROUP);
    expect(late?.text).toContain('more than two minutes');
    const [second] = await scene.world.press(ALICE, late, 'Create', GROUP);
    await say('Here.', { ...CHAT, reply_to_message: { message_id: shown } });
    const [changed] = await scene.world.press(ALICE, second, 'Create', GROUP);

    expect(changed?.text).toContain('not made yet:\nIt leaks\nHere.');
    expect(scene.forge.orders).toEqual([]);
  });

  it('somebody without an account is told so', async () => {
    const [said] = await scene.world.say(BOB, '/issue group/app It leaks', CHAT);

    expect(said?.text).toMatch(/account|token/i);
    scene.tell(aMergeRequest(), {}, GROUP.id);
    const inReply = { ...CHAT, reply_to_message: { message_id: NEWS } };
    expect((await scene.world.say(BOB, '/issue It leaks', inReply))[0]?.text).toContain(
      'link your own account',
    );
  });
});
