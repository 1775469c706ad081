import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, ALICE_TOKEN } from '../../support/bot-fixture.js';
import { ActingScene, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.startWithComments();
});

afterEach(() => scene.world.stop());

const reply_to_message = { message_id: NEWS };

/** Formats that part of the text. */
function formatted(text: string, part: string, more: object = { type: 'code' }): object {
  return { ...more, offset: text.indexOf(part), length: part.length };
}

function sent(): readonly unknown[] {
  return scene.forge.orders.map((order) => ('text' in order ? order.text : null));
}

describe('words that Telegram shows formatted', () => {
  it('reach the forge as Markdown, also when they are changed', async () => {
    const text = 'Call run_all twice';
    const more = { reply_to_message, entities: [formatted(text, 'run_all')] };
    const message = scene.world.message(ALICE, text, more);
    await scene.world.handle({ message });
    const edited = { ...message, entities: [formatted(text, 'twice', { type: 'bold' })], edit_date: 1 };
    await scene.world.handle({ edited_message: edited });

    expect(sent()).toEqual(['Call `run_all` twice', 'Call run_all **twice**']);
  });

  it('do so behind a command, whether or not it names what they are on', async () => {
    const text = '/comment Call run_all';
    const entities = [
      { type: 'bot_command', offset: 0, length: '/comment'.length },
      formatted(text, 'run_all'),
    ];
    await scene.reply(text, { entities });
    await scene.world.say(ALICE, '/comment group/app!12 Call run_all', {
      entities: [formatted('/comment group/app!12 Call run_all', 'run_all')],
    });

    expect(sent()).toEqual(['Call `run_all`', 'Call `run_all`']);
  });

  it('are taken out of the chat, and sent nowhere, where the address of a link holds a token', async () => {
    const url = `https://gitlab.example.com/job.log?private_token=${ALICE_TOKEN}`;
    const [said] = await scene.reply('See the log', {
      entities: [formatted('See the log', 'the log', { type: 'text_link', url })],
    });

    expect(sent()).toEqual([]);
    expect(said?.text).toContain('token');
    expect(scene.world.telegram.of('deleteMessage')).not.toEqual([]);
  });

  it('do so in the text of an issue, whose title is plain', async () => {
    const text = '/issue group/app Fix run_all\nAs in\nnpm test\nand on';
    const entities = [
      formatted(text, 'run_all'),
      formatted(text, 'npm test', { type: 'pre', language: 'sh' }),
    ];
    await scene.world.say(ALICE, text, { entities });
    const more = 'And read_me';
    const at = { reply_to_message: { message_id: scene.world.telegram.of('sendMessage').length } };
    const [card] = await scene.world.say(ALICE, more, { ...at, entities: [formatted(more, 'read_me')] });
    await scene.world.press(ALICE, card, 'Create');

    expect(scene.forge.orders).toMatchObject([
      { title: 'Fix run_all', text: 'As in\n```sh\nnpm test\n```\n\nand on\n\nAnd `read_me`' },
    ]);
  });
});
