import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { ALICE } from '../../support/bot-fixture.js';
import { APP, NEWS, ReadingScene } from './reading-scene.js';

describe.each(['gitlab', 'github'] as const)('a comment by reply on %s', (kind) => {
  let scene: ReadingScene;
  let number: number;

  beforeEach(async () => {
    scene = await ReadingScene.start(kind);
    number = scene.side.world.openMergeRequest(APP, { author: 'ann', title: 'Add a page' }).number;
    await scene.read();
  });

  afterEach(() => scene.close());

  async function bodies(): Promise<readonly string[]> {
    const { side, project } = scene;
    const on = { on: 'merge-request', number: String(number) } as const;
    const page = await side.adapter.actions.listComments(side.session('ann'), project, on, 1);
    return page.comments.map(({ body }) => body);
  }

  it('is not announced to its writer, nor is its change, while others’ words are', async () => {
    const { ann, bot, side } = scene;
    scene.tell({ subject: ann.seen('merge-request')[0]! });
    const message = bot.message(ALICE, 'Loks good', { reply_to_message: { message_id: NEWS } });
    await bot.handle({ message });
    const written = await scene.read();
    await bot.handle({ edited_message: { ...message, text: 'Looks good', edit_date: 1 } });
    const changed = await scene.read();
    side.world.comment(APP, number, 'bob', 'I agree');
    const answered = await scene.read();

    expect(bot.stores.actions.rows).toMatchObject([
      { action: 'comment', result: 'done' },
      { action: 'edit-comment', result: 'done' },
    ]);
    expect(ann.seen('comment').map(({ author }) => author.login)).toEqual(['ann', 'bob']);
    expect(await bodies()).toEqual(['Looks good', 'I agree']);
    expect([...written, ...changed].filter((told) => told.includes('comment'))).toEqual([]);
    expect(answered.filter((told) => told.includes('comment'))).toHaveLength(1);
  });
});

it('the words of a review of GitHub follow the message that they came from, and the verdict stays', async () => {
  const scene = await ReadingScene.start('github');
  const { ann, bot, side } = scene;
  side.world.openMergeRequest(APP, { author: 'bob', title: 'Add a page' });
  await scene.read();
  scene.tell({ subject: ann.seen('merge-request')[0]! });
  const [panel] = await bot.pressData(ALICE, 'x:more', undefined, { messageId: NEWS });
  await bot.press(ALICE, panel, 'Request changes');
  const question = bot.telegram.of('sendMessage').length;
  const message = bot.message(ALICE, 'Plese split it', { reply_to_message: { message_id: question } });
  await bot.handle({ message });
  scene.clock.advance(MINUTE);
  const [said] = await bot.handle({ edited_message: { ...message, text: 'Please split it', edit_date: 1 } });
  const look = await side.adapter.actions.lookAt(side.session('ann'), scene.project, {
    kind: 'merge-request',
    number: '1',
  });

  expect(said?.text).toContain('Changed in');
  expect(bot.stores.actions.rows).toMatchObject([
    { action: 'request-changes', result: 'done' },
    { action: 'edit-comment', result: 'done' },
  ]);
  expect(side.writes().map(({ method, body }) => [method, (body as { body: string }).body])).toEqual([
    ['POST', 'Plese split it'],
    ['PUT', 'Please split it'],
  ]);
  expect(look).toMatchObject({ myVerdict: 'changes-requested' });
  await scene.close();
});
