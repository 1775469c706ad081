import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/core/faults.js';
import { APP, FilesScene, PICTURE, STRANGER } from './files-scene.js';

let scene: FilesScene;

beforeEach(async () => {
  scene = await FilesScene.start();
});

afterEach(() => scene.stop());

const UPLOADS = /\/uploads$/;
const IMAGE = String.raw`!\[[\w-]+\]\(/uploads/[0-9a-f]{32}/[\w.-]+\)`;

/** What breaks, and how the audit log says that it ended. */
type Spoiled = readonly ['telegram' | 'gitlab', Fault, string];

const NOT_GOT = /could not get screenshot/;
const status = (code: number, headers = {}): Fault => ({ kind: 'status', status: code, headers });

const TROUBLES: readonly (readonly [string, RegExp, Spoiled, RegExp])[] = [
  ['getFile fails', /getFile$/, ['telegram', { kind: 'reset' }, 'failed: no-file'], NOT_GOT],
  ['Telegram says no', /getFile$/, ['telegram', status(502), 'failed: no-file'], NOT_GOT],
  ['the file breaks off', /^\/file\//, ['telegram', { kind: 'truncate' }, 'failed: no-file'], NOT_GOT],
  ['GitLab finds it too large', UPLOADS, ['gitlab', status(413), 'refused: too-large'], /larger than/],
  ['GitLab breaks off', UPLOADS, ['gitlab', { kind: 'truncate' }, 'failed: unavailable'], /GitLab/],
  [
    'GitLab asks for a pause',
    UPLOADS,
    ['gitlab', status(429, { 'retry-after': '240' }), 'failed: rate-limited'],
    /asks for a pause. Try again in 4 minutes/,
  ],
];

function endings(): readonly string[] {
  const { rows } = scene.bot.stores.actions;
  return rows.map(({ action, result, code }) => `${action} ${String(result)}: ${String(code)}`);
}

describe('files in the draft of an issue', () => {
  it('come with the command as a caption, and go to the forge when the issue is made', async () => {
    const card = await scene.sendFile({ caption: '/issue team/app It leaks\nSee the picture.' });

    expect(card.text).toContain('It leaks\nSee the picture.\n📎 screenshot.png, 5 kB');
    expect([scene.downloads(), scene.uploads()]).toEqual([0, []]);
    await scene.press(card, 'Create', /Made issue/);

    const [issue] = await scene.issues();
    expect(issue?.['description']).toMatch(new RegExp(`^See the picture\\.\n\n${IMAGE}$`));
    expect(scene.gitlab.world.uploads(APP)[0]?.content.equals(PICTURE)).toBe(true);
  });

  it('answer its questions, with or without words', async () => {
    await scene.say('/issue team/app');
    const title = scene.telegram.world.botMessages(100).at(-1)?.id ?? 0;
    const text = await scene.sendFile({ kind: 'photo', caption: 'It leaks' }, { replyTo: title });
    expect(text.text).toContain('text of “It leaks”');
    const card = await scene.sendFile({ kind: 'voice', content: Buffer.from('hm') }, { replyTo: text.id });

    expect(card.text).toMatch(/It leaks\n📎 photo-\d+\.jpg, 5 kB\n📎 voice-\d+\.ogg, 2 B/);
    await scene.press(card, 'Create', /Made issue/);
    expect(scene.uploads()).toEqual([
      expect.stringMatching(/^photo-\d+\.jpg$/),
      expect.stringMatching(/^voice-\d+\.ogg$/),
    ]);
  });

  it('can be added by a reply to the card, and taken out again', async () => {
    const first = await scene.sendFile({ caption: '/issue team/app It leaks' });
    const more = { name: 'job.log', content: Buffer.from('log'), caption: 'And a log.' };
    const card = await scene.sendFile(more, { replyTo: first.id });
    expect(card.text).toContain('And a log.\n📎 screenshot.png, 5 kB\n📎 job.log, 3 B');

    await scene.press(card, 'Files', /take it out/);
    await scene.press(card, 'screenshot.png', /not made yet/);
    expect(scene.shown(card.id).text).not.toContain('screenshot');
    await scene.press(card, 'Create', /Made issue/);

    expect(scene.uploads()).toEqual(['job.log']);
  });

  it('may be an album, which shows on one card', async () => {
    const album = { kind: 'photo', albumId: '77' } as const;
    const card = await scene.sendFile({ ...album, caption: '/issue team/app It leaks' });
    scene.drop({ ...album, content: Buffer.from('two') });
    scene.drop({ ...album, content: Buffer.from('three') });
    await scene.settle();

    expect(scene.shown(card.id).text.match(/📎/g)).toHaveLength(3);
    expect(scene.telegram.world.botMessages(100).at(-1)?.id).toBe(card.id);
    await scene.press(card, 'Create', /Made issue/);
    const [issue] = await scene.issues();
    expect(issue?.['description']).toMatch(new RegExp(`^${IMAGE}\n\n${IMAGE}\n\n${IMAGE}$`));
  });

  it('go nowhere with a draft that is dropped', async () => {
    const card = await scene.sendFile({ caption: '/issue team/app It leaks' });

    await scene.press(card, 'Cancel', /no issue was made/);

    expect([scene.downloads(), scene.uploads(), await scene.issues()]).toEqual([0, [], []]);
  });

  it.each(TROUBLES)(
    'keep the draft when %s, and nothing is made',
    async (_, path, [where, fault, end], says) => {
      const card = await scene.sendFile({ caption: '/issue team/app It leaks' });
      scene[where].server.faults.add({ path, fault });

      const refused = await scene.press(card, 'Create', says);
      expect([await scene.issues(), endings()]).toEqual([[], [`create-issue ${end}`]]);
      expect(
        scene
          .shown(refused.id)
          .buttons.flat()
          .map(({ text }) => text),
      ).toContain('✅ Create');
      scene[where].server.faults.clear();
      await scene.press(card, 'Create', /Made issue/);

      expect(await scene.issues()).toHaveLength(1);
      expect(scene.visible()).not.toContain(scene.telegram.token.split(':')[1]);
    },
  );

  it('make no issue when the token ends between the upload and the issue, and are not sent again', async () => {
    const card = await scene.sendFile({ caption: '/issue team/app It leaks' });
    const path = /\/issues$/;
    const body = '{"error":"invalid_token","error_description":"Token was revoked."}';
    const fault: Fault = { kind: 'status', status: 401, body, contentType: 'application/json' };
    scene.gitlab.server.faults.add({ method: 'POST', path, fault, times: 1 });

    await scene.press(card, 'Create', /token/i);
    expect(await scene.issues()).toEqual([]);
    await scene.press(card, 'Create', /Made issue/);

    expect([scene.uploads().length, scene.downloads()]).toEqual([1, 1]);
  });

  it('are refused where Telegram gives them to no bot, and where its server keeps them', async () => {
    const large = Buffer.alloc(20 * 1024 * 1024 + 1);
    const card = await scene.sendFile({ content: large, caption: '/issue team/app It leaks' });
    await scene.press(card, 'Create', /too large: Telegram gives bots files of up to 20 MB/);

    const other = await scene.sendFile({ caption: '/issue team/app It leaks' });
    scene.telegram.world.keepFilesToItself();
    await scene.press(other, 'Create', /keeps files on its own disk/);

    expect([scene.downloads(), await scene.issues()]).toEqual([0, []]);
  });

  it('are no use on GitHub, where the text is used all the same', async () => {
    const path = `${scene.github.url}/${APP}`;
    const card = await scene.sendFile({ caption: `/issue ${path} It leaks` });

    expect(card.text).toContain('GitHub takes no files over its API');
    expect(card.text).not.toContain('📎');
    await scene.press(card, 'Create', /Made issue/);
    expect(scene.downloads()).toBe(0);
  });
});

describe('a file in reply to news', () => {
  it('becomes a comment with its caption, and stays when the caption changes', async () => {
    const news = await scene.tell('gitlab');
    const message = scene.drop({ caption: 'Loks bad' }, { replyTo: news });
    await scene.settle();
    expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^Loks bad\n\n${IMAGE}$`))]);

    scene.telegram.world.edit(100, message, 'Looks bad');
    await scene.settle();

    expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^Looks bad\n\n${IMAGE}$`))]);
    expect([scene.uploads(), scene.downloads()]).toEqual([['screenshot.png'], 1]);
  });

  it('needs no words, and comes by /comment as well', async () => {
    const news = await scene.tell('gitlab');
    await scene.sendFile({}, { replyTo: news });
    await scene.sendFile({ caption: '/comment team/app#1 See' });

    expect(await scene.comments()).toEqual([
      expect.stringMatching(new RegExp(`^${IMAGE}$`)),
      expect.stringMatching(new RegExp(`^See\n\n${IMAGE}$`)),
    ]);
  });

  it.each([
    ['in reply to the news', 'See'],
    ['by itself', 'team/app#1 See'],
  ])('is one comment as an album with /comment %s', async (where, argument) => {
    const news = await scene.tell('gitlab');
    const how = where === 'by itself' ? {} : { replyTo: news };
    for (const caption of [`/comment ${argument}`, '']) scene.drop({ albumId: '82', caption }, how);
    await scene.settle();

    expect(await scene.comments()).toEqual([
      expect.stringMatching(new RegExp(`^See\n\n${IMAGE}\n\n${IMAGE}$`)),
    ]);
  });

  it('is one comment as an album, of which every file stays when the caption changes', async () => {
    const news = await scene.tell('gitlab');
    const [first] = ['one', 'two', 'three'].map((text, index) =>
      scene.drop(
        { albumId: '78', content: Buffer.from(text), ...(index === 0 ? { caption: 'Three' } : {}) },
        { replyTo: news },
      ),
    );
    await scene.settle();
    const three = `${IMAGE}\n\n${IMAGE}\n\n${IMAGE}`;
    expect(await scene.comments()).toEqual([expect.stringMatching(new RegExp(`^Three\n\n${three}$`))]);

    if (first !== undefined) scene.telegram.world.edit(100, first, 'Look at these');
    await scene.settle();

    expect(await scene.comments()).toEqual([
      expect.stringMatching(new RegExp(`^Look at these\n\n${three}$`)),
    ]);
    expect(scene.uploads()).toHaveLength(3);
  });

  it('are one answer as an album to what should change, also those that come late', async () => {
    const news = await scene.tellReview();
    scene.telegram.world.pressStale(100, { chatId: 100, id: news }, 'x:request-changes');
    const question = await scene.telegram.world.waitForMessage(100, /should change/);
    const [first] = ['Please look', ''].map((caption) =>
      scene.drop({ albumId: '83', caption }, { replyTo: question.id }),
    );
    await scene.settle();
    scene.drop({ albumId: '83' }, { replyTo: question.id });
    await scene.settle();

    const three = `${IMAGE}\n\n${IMAGE}\n\n${IMAGE}`;
    const on = '/merge_requests/1';
    expect(await scene.comments(on)).toEqual([
      expect.stringMatching(new RegExp(`^Please look\n\n${three}$`)),
    ]);
    expect(scene.bot.stores.actions.rows.filter(({ action }) => action !== 'edit-comment')).toHaveLength(1);
    if (first !== undefined) scene.telegram.world.edit(100, first, 'Please look again');
    await scene.settle();
    expect(await scene.comments(on)).toEqual([expect.stringMatching(/^Please look again\n\n/)]);
  });

  it.each(TROUBLES)('is no comment when %s', async (_, path, [where, fault, end], says) => {
    const news = await scene.tell('gitlab');
    scene[where].server.faults.add({ path, fault });

    const said = await scene.sendFile({ caption: 'See' }, { replyTo: news });

    expect(said.text).toMatch(says);
    expect([await scene.comments(), endings()]).toEqual([[], [`comment ${end}`]]);
    expect((await scene.say('/history')).text).toMatch(/issue #1 in team\/app · (failed|refused): ./);
    expect(scene.visible()).not.toContain(scene.telegram.token.split(':')[1]);
  });

  it('is told to be of no use on GitHub, once an album, and its caption is sent', async () => {
    const news = await scene.tell('github');
    scene.drop({ albumId: '79', caption: 'See' }, { replyTo: news });
    scene.drop({ albumId: '79' }, { replyTo: news });
    await scene.settle();

    const said = scene.telegram.world.botMessages(100).slice(-2);
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringContaining('GitHub takes no files over its API'),
      expect.stringContaining('Sent to'),
    ]);
    expect(scene.downloads()).toBe(0);
  });
});

describe('a file that nobody asked for', () => {
  it('is asked about once, and is not fetched', async () => {
    const said = await scene.sendFile({ albumId: '80', caption: 'See' });
    scene.drop({ albumId: '80' });
    await scene.settle();

    expect(said.text).toContain('do not know where this file belongs');
    expect(scene.telegram.world.botMessages(100).at(-1)?.id).toBe(said.id);
    expect(scene.telegram.server.log.matching('POST', /getFile$/)).toEqual([]);
  });

  it('is not fetched from a stranger, whatever its caption says', async () => {
    scene.drop({ caption: '/issue team/app It leaks' }, {}, STRANGER);
    await scene.settle();

    expect(scene.telegram.world.botMessages(STRANGER).at(-1)?.text).toMatch(/private/);
    expect(scene.telegram.server.log.matching('POST', /getFile$/)).toEqual([]);
    expect(scene.downloads()).toBe(0);
  });
});
