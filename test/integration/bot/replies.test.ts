import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { ALICE, BOB, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest, aPipeline } from '../../support/builders.js';
import { aCommitNote } from '../../support/some-code.js';
import { ActingScene, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.startWithComments();
});

afterEach(() => scene.world.stop());

function lastSent(): number {
  return scene.world.telegram.of('sendMessage').length;
}

describe('a reply to news', () => {
  it('becomes a comment on what it told', async () => {
    const [done] = await scene.reply('Looks good');

    expect(done?.text).toBe('💬 Sent to MR !12.');
    expect(scene.forge.orders).toEqual([
      { action: 'comment', on: 'merge-request', number: '12', text: 'Looks good', threadId: null },
    ]);
  });

  it('is understood under a look at the merge request, too', async () => {
    await scene.world.pressData(ALICE, 'x:look', undefined, { messageId: NEWS });
    const look = { reply_to_message: { message_id: lastSent() } };

    const [done] = await scene.world.say(ALICE, 'Nice', look);

    expect(done?.text).toBe('💬 Sent to MR !12.');
  });

  it('is sent once when Telegram delivers it twice', async () => {
    const message = scene.world.message(ALICE, 'Looks good', { reply_to_message: { message_id: NEWS } });

    await scene.world.handle({ message });
    await scene.world.handle({ message });

    expect(scene.forge.orders).toHaveLength(1);
  });

  it('says so where nothing can be said, and keeps quiet about nothing', async () => {
    scene.tell(aPipeline({ status: 'failed' }));
    expect((await scene.reply('Why?'))[0]?.text).toContain('cannot become a comment');

    scene.tell(aCommitNote());
    expect((await scene.reply('Why?'))[0]?.text).toContain('cannot become a comment');

    scene.tell(aMergeRequest());
    expect((await scene.reply('', { photo: [] }))[0]?.text).toBe(
      'I can send text and files, and this is neither. Reply once more.',
    );
    expect(scene.forge.orders).toEqual([]);
  });

  it('is unsure rather than sent twice when the answer is lost', async () => {
    scene.forge.answer = () => Promise.reject(new ForgeError('unavailable', { detail: 'reset' }));

    const [said] = await scene.reply('Looks good');

    expect(said?.text).toContain('do not know whether');
    expect(scene.forge.orders).toHaveLength(1);
  });
});

describe('a comment that was changed in the chat', () => {
  it('is changed on the forge, each time it is changed', async () => {
    const message = scene.world.message(ALICE, 'Loks good', { reply_to_message: { message_id: NEWS } });
    await scene.world.handle({ message });
    const edited = { ...message, text: 'Looks good', edit_date: 1 };
    const woken = scene.world.feedsChanged;

    const [said] = await scene.world.handle({ edited_message: edited });
    expect(scene.world.feedsChanged).toBe(woken + 1);
    expect(scene.world.stores.wakes.at(-1)).toContain('account-1 pipelines');
    await scene.world.handle({ edited_message: edited });
    await scene.world.handle({ edited_message: { ...edited, edit_date: 2 } });

    expect(said?.text).toBe('💬 Changed in MR !12, too.');
    expect(scene.forge.orders.slice(1)).toEqual([
      { action: 'edit-comment', on: 'merge-request', number: '12', commentId: '501', text: 'Looks good' },
      { action: 'edit-comment', on: 'merge-request', number: '12', commentId: '501', text: 'Looks good' },
    ]);
  });

  it('is changed without the command that it came with', async () => {
    const message = scene.world.message(ALICE, '/comment Loks good', {
      reply_to_message: { message_id: NEWS },
    });
    await scene.world.handle({ message });
    const edited = { ...message, text: '/comment Looks good', edit_date: 1 };

    const [said] = await scene.world.handle({ edited_message: edited });

    expect(said?.text).toBe('💬 Changed in MR !12, too.');
    expect(scene.forge.orders.slice(1)).toMatchObject([{ action: 'edit-comment', text: 'Looks good' }]);
  });

  describe('and names what it is on', () => {
    let message: object;

    beforeEach(async () => {
      message = scene.world.message(ALICE, '/comment group/app!12 Loks good');
      await scene.world.handle({ message });
    });

    it('is changed without that name', async () => {
      const text = '/comment group/app!12 Looks good';
      const [said] = await scene.world.handle({ edited_message: { ...message, text, edit_date: 1 } });

      expect(said?.text).toBe('💬 Changed in MR !12, too.');
      expect(scene.forge.orders).toMatchObject([
        { action: 'comment', text: 'Loks good' },
        { action: 'edit-comment', commentId: '501', text: 'Looks good' },
      ]);
    });

    it.each(['/comment', '/comment group/app!12', '/merge group/app!12'])(
      'is left as it is where %s is all that remains',
      async (text) => {
        const said = await scene.world.handle({ edited_message: { ...message, text, edit_date: 1 } });

        expect(said).toEqual([]);
        expect(scene.forge.orders).toHaveLength(1);
      },
    );
  });

  it('is nobody’s business where it was no comment', async () => {
    const message = scene.world.message(ALICE, 'Hello', { edit_date: 1 });

    expect(await scene.world.handle({ edited_message: message })).toEqual([]);
    expect(scene.forge.orders).toEqual([]);
  });
});

describe('a reply in a group', () => {
  beforeEach(() => scene.tell(aMergeRequest(), {}, GROUP.id));

  it('is sent after whoever wrote it says so', async () => {
    await scene.linkBob();

    const [question] = await scene.reply('Looks good', { chat: GROUP }, BOB);
    expect(question?.text).toContain('Send this to MR !12?');
    expect(question?.text).toContain('Looks good');
    expect(scene.forge.orders).toEqual([]);
    await scene.world.press(BOB, question, 'Comment', GROUP);

    expect(scene.forge.orders).toMatchObject([{ action: 'comment', text: 'Looks good' }]);
  });

  it.each([
    ['a comment', 'Comment', 'comment'],
    ['the words of a verdict', 'Request changes', 'request-changes'],
  ])('is sent as it reads when its writer says so: %s', async (_what, label, action) => {
    const isAnswer = action === 'request-changes';
    if (isAnswer) {
      const [panel] = await scene.press('more', ALICE, GROUP);
      await scene.world.press(ALICE, panel, label, GROUP);
    }
    const message = scene.world.message(ALICE, 'Loks good', {
      chat: GROUP,
      reply_to_message: { message_id: isAnswer ? lastSent() : NEWS },
    });
    const [question] = await scene.world.handle({ message });

    const [first] = await scene.world.handle({ edited_message: { ...message, text: 'Lookz', edit_date: 1 } });
    const edited = { ...message, text: 'Looks good', edit_date: 2 };
    const [anew, ...others] = await scene.world.handle({ edited_message: edited });
    await scene.world.press(ALICE, question, label, GROUP);

    expect([first?.text, anew?.text]).toEqual([
      question?.text.replace('Loks good', 'Lookz'),
      question?.text.replace('Loks good', 'Looks good'),
    ]);
    expect(anew?.payload).toHaveProperty('message_id');
    expect(others).toEqual([]);
    expect(scene.forge.orders).toMatchObject([{ action, text: 'Looks good' }]);
  });

  it('asks nothing anew when it is edited after "no"', async () => {
    const message = scene.world.message(ALICE, 'Loks good', {
      chat: GROUP,
      reply_to_message: { message_id: NEWS },
    });
    const [question] = await scene.world.handle({ message });
    await scene.world.press(ALICE, question, 'No', GROUP);

    const edited = { ...message, text: 'Looks good', edit_date: 1 };
    expect(await scene.world.handle({ edited_message: edited })).toEqual([]);
  });

  it('changes the comment that it became when it is edited', async () => {
    const message = scene.world.message(ALICE, 'Loks good', {
      chat: GROUP,
      reply_to_message: { message_id: NEWS },
    });
    const [question] = await scene.world.handle({ message });
    await scene.world.press(ALICE, question, 'Comment', GROUP);

    const edited = { ...message, text: 'Looks good', edit_date: 1 };
    const [said] = await scene.world.handle({ edited_message: edited });

    expect(said?.text).toBe('💬 Changed in MR !12, too.');
    expect(scene.forge.orders).toMatchObject([
      { action: 'comment', text: 'Loks good' },
      { action: 'edit-comment', commentId: '501', text: 'Looks good' },
    ]);
  });

  it('follows two changes within one second, and each once where Telegram delivers it again', async () => {
    const message = scene.world.message(ALICE, 'Loks good', { reply_to_message: { message_id: NEWS } });
    await scene.world.handle({ message });
    const first = { edited_message: { ...message, text: 'Lookz good', edit_date: 1 } };
    const second = { edited_message: { ...message, text: 'Looks good', edit_date: 1 } };

    for (const update of [first, first, second, second]) await scene.world.handle(update);

    expect(scene.forge.orders).toMatchObject([
      { action: 'comment', text: 'Loks good' },
      { action: 'edit-comment', text: 'Lookz good' },
      { action: 'edit-comment', text: 'Looks good' },
    ]);
  });

  it('is sent once where Telegram delivers it again after the answer', async () => {
    const message = scene.world.message(ALICE, 'Fine', {
      chat: GROUP,
      reply_to_message: { message_id: NEWS },
    });
    const [question] = await scene.world.handle({ message });
    await scene.world.press(ALICE, question, 'Comment', GROUP);

    const [said] = await scene.world.handle({ message });

    expect(said?.text).toBe('💬 Sent to MR !12.');
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is asked about where it answers a question of ours, too', async () => {
    const [panel] = await scene.press('more', ALICE, GROUP);
    await scene.world.press(ALICE, panel, 'Request changes', GROUP);
    const asked = { chat: GROUP, reply_to_message: { message_id: lastSent() } };

    const [question] = await scene.world.say(ALICE, 'Please add a test', asked);

    expect(question?.text).toContain('Request these changes in MR !12?');
    expect(question?.text).toContain('Please add a test');
    expect(scene.forge.orders).toEqual([]);
    await scene.world.press(ALICE, question, 'Request changes', GROUP);
    expect(scene.forge.orders).toMatchObject([{ action: 'request-changes', text: 'Please add a test' }]);
  });

  it('stays talk among people where its writer has no account, who is invited in private once', async () => {
    const [invitation] = await scene.reply('Nice one', { chat: GROUP }, BOB);

    expect(invitation?.payload.chat_id).toBe(BOB.id);
    expect(invitation?.text).toContain('link your own account');
    expect(await scene.reply('So true', { chat: GROUP }, BOB)).toEqual([]);
  });

  it('stays talk among people where it answers none of our news', async () => {
    const answers = await scene.world.say(ALICE, 'yes', {
      chat: GROUP,
      reply_to_message: { message_id: 5 },
    });

    expect(answers).toEqual([]);
  });
});

describe('a reply to a question of ours', () => {
  it.each(['cancel', 'Отмена', '/cancel'])('that says %s ends it', async (text) => {
    const [panel] = await scene.press('more');
    const [question] = await scene.world.press(ALICE, panel, 'Request changes');
    const answer = { reply_to_message: { message_id: scene.world.telegram.of('sendMessage').length } };
    expect(question?.payload.reply_markup).toMatchObject({ force_reply: true });

    const [dropped] = await scene.world.say(ALICE, text, answer);

    expect(dropped?.text).toBe('All right, nothing was done to MR !12.');
    expect(scene.forge.orders).toEqual([]);
  });
});
