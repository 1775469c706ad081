import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorldMessage } from '../../simulator/telegram/world-types.js';
import { FilesScene, PICTURE } from './files-scene.js';

let scene: FilesScene;

beforeEach(async () => {
  scene = await FilesScene.start();
});

afterEach(() => scene.stop());

const IMAGE = String.raw`!\[[\w-]+\]\(/uploads/[0-9a-f]{32}/[\w.-]+\)`;

describe('a file in a group', () => {
  it('is fetched after whoever sent it said yes to it', async () => {
    const { world } = scene.telegram;
    const group = world.addGroup({ title: 'Team', members: [100] });
    const news = await scene.tell('gitlab', group.id);
    const file = { kind: 'document', name: 'screenshot.png', content: PICTURE, caption: 'See' } as const;
    world.sendFile(100, group.id, file, { replyTo: news });
    const question = await world.waitForMessage(group.id, /Send this to/);
    expect(question.text.replaceAll('\u2060', '')).toContain('See\n📎 screenshot.png, 5 kB');
    expect(scene.downloads()).toBe(0);

    world.press(100, question, '💬 Comment');
    await world.waitForMessage(group.id, /Sent to/);

    expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^See\n\n${IMAGE}$`))]);
  });
});

describe('an album in a group', () => {
  let group: ReturnType<typeof scene.telegram.world.addGroup>;
  let news = 0;

  /** In reply to news, and asked about. */
  async function sendAlbum(): Promise<WorldMessage> {
    const { world } = scene.telegram;
    group = world.addGroup({ title: 'Team', members: [100] });
    news = await scene.tell('gitlab', group.id);
    for (const name of ['a.png', 'b.png', 'c.png']) {
      const file = { kind: 'document', name, content: Buffer.from(name), albumId: '81' } as const;
      world.sendFile(100, group.id, name === 'a.png' ? { ...file, caption: 'Three' } : file, {
        replyTo: news,
      });
    }
    await scene.settle();
    return questions().at(-1) ?? Promise.reject(new Error('nothing was asked'));
  }

  function questions(): readonly WorldMessage[] {
    return scene.telegram.world.botMessages(group.id).filter(({ text }) => text.includes('Send this to'));
  }

  it('is asked about once with all of its files, and becomes one comment', async () => {
    const question = await sendAlbum();
    expect(questions()).toHaveLength(1);
    expect(question.text.replaceAll('\u2060', '')).toMatch(
      /Three\n📎 a\.png, 5 B\n📎 b\.png, 5 B\n📎 c\.png, 5 B$/,
    );
    expect(scene.downloads()).toBe(0);

    scene.telegram.world.press(100, question, '💬 Comment');
    await scene.telegram.world.waitForMessage(group.id, /Sent to/);

    const three = `${IMAGE}\n\n${IMAGE}\n\n${IMAGE}`;
    expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^Three\n\n${three}$`))]);
    const first = scene.telegram.world.messages(group.id).find(({ text }) => text === 'Three');
    scene.telegram.world.edit(100, first ?? question, 'All three');
    await scene.settle();
    expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^All three\n\n${three}$`))]);
    expect(scene.uploads()).toHaveLength(3);
  });

  it('has asked for its last file, too, which comes after the answer', async () => {
    const { world } = scene.telegram;
    const question = await sendAlbum();
    world.press(100, question, '💬 Comment');
    await world.waitForMessage(group.id, /Sent to/);
    world.sendFile(
      100,
      group.id,
      { kind: 'document', name: 'd.png', content: Buffer.from('d'), albumId: '81' },
      { replyTo: news },
    );
    await scene.settle();

    const four = Array<string>(4).fill(IMAGE).join('\n\n');
    expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^Three\n\n${four}$`))]);
    // The one that was asked is answered.
    expect(questions()).toEqual([]);
  });

  it.each(['in reply to news', 'by its number'])(
    'that says /comment is one question with all of its files: %s',
    async (how) => {
      const { world } = scene.telegram;
      group = world.addGroup({ title: 'Team', members: [100], bot: 'administrator' });
      news = await scene.tell('gitlab', group.id);
      const where = how === 'by its number' ? 'team/app#1 ' : '';
      for (const name of ['a.png', 'b.png', 'c.png']) {
        const file = { kind: 'document', name, content: Buffer.from(name), albumId: '84' } as const;
        const caption = name === 'a.png' ? { caption: `/comment ${where}Three` } : {};
        world.sendFile(100, group.id, { ...file, ...caption }, where === '' ? { replyTo: news } : {});
      }
      await scene.settle();
      const [question, ...others] = questions();

      expect(others).toEqual([]);
      expect(question?.text.replaceAll('\u2060', '')).toMatch(
        /Three\n📎 a\.png, 5 B\n📎 b\.png, 5 B\n📎 c\.png, 5 B$/,
      );
      if (question !== undefined) world.press(100, question, '💬 Comment');
      await world.waitForMessage(group.id, /Sent to/);
      const three = `${IMAGE}\n\n${IMAGE}\n\n${IMAGE}`;
      expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^Three\n\n${three}$`))]);
    },
  );

  it.each([
    ['is told that its first file alone was seen', 'member', false, true],
    ['has nothing to hear where the bot sees all', 'administrator', false, false],
    ['has nothing to hear in reply to the bot', 'member', true, false],
  ] as const)('%s', async (_what, bot, isReply, isTold) => {
    const { world } = scene.telegram;
    group = world.addGroup({ title: 'Team', members: [100], bot });
    news = await scene.tell('gitlab', group.id);
    const file = { kind: 'document', name: 'a.png', content: Buffer.from('a'), albumId: '85' } as const;
    const caption = isReply ? '/comment One' : '/comment team/app#1 One';
    world.sendFile(100, group.id, { ...file, caption }, isReply ? { replyTo: news } : {});
    const question = await world.waitForMessage(group.id, /Send this to/);

    expect(question.text.includes('I see only the first file')).toBe(isTold);
  });

  it('is in the draft of an issue also where Telegram does not show the rest of it on the card', async () => {
    const { world } = scene.telegram;
    group = world.addGroup({ title: 'Team', members: [100], bot: 'administrator' });
    const file = { kind: 'document', content: Buffer.from('a'), albumId: '86' } as const;
    world.sendFile(100, group.id, { ...file, name: 'a.png', caption: '/issue team/app It leaks' });
    const card = await world.waitForMessage(group.id, /not made yet/);
    const fault = { kind: 'status', status: 502 } as const;
    scene.telegram.server.faults.add({ path: /editMessageText$/, fault, times: 1 });
    world.sendFile(100, group.id, { ...file, name: 'b.png', content: Buffer.from('b') });
    await scene.settle();
    expect(world.botMessages(group.id).at(-1)?.id).toBe(card.id);

    world.press(100, card, '✅ Create');
    const asked = await world.waitForMessage(group.id, /Make this issue/);

    expect(asked.text.match(/📎/g)).toHaveLength(2);
  });

  it('is forgotten as a whole by No', async () => {
    scene.telegram.world.press(100, await sendAlbum(), 'No');
    await scene.telegram.world.waitForMessage(group.id, /nothing was done/);

    expect(await scene.comments()).toEqual([]);
    expect(scene.downloads()).toBe(0);
  });
});
