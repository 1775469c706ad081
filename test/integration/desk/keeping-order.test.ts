import { afterEach, describe, expect, it } from '@jest/globals';
import { DeskScene, OWNER, PATH, plain, STAFF } from '../../support/desk-scene.js';
import { waitUntil } from '../../support/wait-until.js';

let scene: DeskScene;

afterEach(() => scene.stop());

const LIMIT_MS = 120_000;

describe('who may do what', () => {
  it(
    'is decided by the desk: its owner needs to maintain the project, and a stranger does nothing but report',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { rita, olga, group } = scene;
      scene.side.setRole(PATH, OWNER, 'developer');
      await scene.ask(olga, group.id, `/desk on ${PATH}`, /needs a maintainer/);
      await scene.ask(rita, group.id, '/report It is broken', /only members|Only members/i);

      scene.side.setRole(PATH, OWNER, 'maintainer');
      await scene.openDesk();
      await scene.ask(rita, group.id, `/watch ${PATH}`, /only members|Only members/i);
      await scene.ask(rita, group.id, '/desk off', /only members|Only members/i);
      await scene.ask(rita, rita.id, '/report It is broken', /./);

      expect((await scene.sql(`SELECT 1 FROM ticket`)).length).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'lets one person open so many tickets in a day, and none who is blocked',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { rita, olga, group } = scene;
      await scene.openDesk();
      await scene.ask(olga, group.id, '/desk limit 1', /open 1 ticket in a day/);

      const card = await scene.report('/report One');
      await scene.ask(rita, group.id, '/report Two', /that is the limit/);
      const { id } = scene.say(olga, '/desk block', { replyTo: card.id });
      await scene.hears(/Rita can report and reply here no more/, { after: id });
      scene.say(rita, 'Hello?', { replyTo: card.id });
      await scene.hears(/takes nothing from you/, { after: id });
      expect(await scene.press(rita, card, 'Close')).toContain('takes nothing from you');
      await scene.ask(olga, group.id, '/desk status', /Blocked: Rita/);

      const later = await scene.ask(
        olga,
        group.id,
        '/desk unblock rita',
        /Rita can report and reply here again/,
      );
      scene.say(rita, 'Hello again', { replyTo: card.id });
      await scene.hears(/Sent to #1/, { after: later.id });
      expect(await scene.said()).toEqual(['**Rita** (on Telegram):\n\nHello again']);
    },
    LIMIT_MS,
  );
});

describe('a report step by step', () => {
  it(
    'asks for a title and a text, takes a file along, is sent by a button, and follows its changed messages',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { rita, group, telegram } = scene;
      await scene.openDesk();

      const title = await scene.ask(rita, group.id, '/report', /your report in one short line/);
      const answer = scene.say(rita, 'The bsket is empty', { replyTo: title.id });
      const text = await scene.hears(/the details of/, { after: answer.id });
      const file = {
        kind: 'photo',
        name: 'basket.jpg',
        content: Buffer.from('a basket'),
        caption: 'See this',
      } as const;
      const details = telegram.world.sendFile(rita.id, group.id, file, { replyTo: text.id });
      const draft = await scene.hears(/not sent yet/, { after: text.id });
      telegram.world.edit(rita.id, answer, 'The basket is empty');
      await scene.shows(draft, /The basket is empty\nSee this/);
      expect(draft.buttons.flat().map((button) => button.text)).toEqual([
        '✅ Send',
        'Title',
        'Text',
        '📎 Files',
        'Cancel',
      ]);
      await scene.press(rita, draft, '✅ Send');
      const card = await scene.hears(/Ticket open/);

      const { title: sent, description } = await scene.issue();
      expect(sent).toBe('The basket is empty');
      expect(description).toMatch(/^\*\*Rita\*\* \(on Telegram\):\n\nSee this\n\n!\[.*\]\(\/uploads\//);

      telegram.world.edit(rita.id, details, 'See that');
      await scene.hears(/Changed in #1, too/, { after: card.id });
      const changed = await scene.issue();
      expect(changed.title).toBe('The basket is empty');
      expect(changed.description).toMatch(/:\n\nSee that\n\n!\[.*\]\(\/uploads\//);
    },
    LIMIT_MS,
  );
});

describe('/tickets', () => {
  it(
    'lists what whoever asks has reported, page by page',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { rita, olga, group } = scene;
      await scene.openDesk();
      await scene.ask(olga, group.id, '/desk limit 20', /20 tickets in a day/);
      for (let count = 1; count <= 9; count += 1)
        await scene.ask(rita, group.id, `/report No ${count}`, /🎫 Ticket/);

      const list = await scene.ask(rita, group.id, '/tickets', /Your tickets/);
      expect(plain(list)).toMatch(/#9 No 9[\s\S]*#2 No 2 /);
      await scene.press(rita, list, list.buttons.flat()[0]?.text ?? '');
      await scene.shows(list, /#1 No 1 /);

      await scene.ask(olga, group.id, '/tickets', /You have no tickets here/);
    },
    LIMIT_MS,
  );
});

describe('a desk whose owner', () => {
  it(
    'loses the token rests, says so on both sides, and goes on with a new one',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { rita, olga, group, side } = scene;
      await scene.openDesk();
      const card = await scene.report();

      side.world.revokeToken(scene.ownerToken);
      await scene.hears(/service desk for acme\/shop is paused/);
      await scene.hears(/service desk for acme\/shop is paused/, { chatId: olga.id });
      await scene.ask(rita, group.id, '/report Another one', /This service desk is paused/);
      side.world.commentIssue(PATH, 1, STAFF, 'Said meanwhile.');

      await scene.link();
      await scene.hears(/is at work again/);
      await scene.hears(/Said meanwhile\./);
      const { id } = scene.say(rita, 'Good', { replyTo: card.id });
      await scene.hears(/Sent to #1/, { after: id });
    },
    LIMIT_MS,
  );

  it(
    'sends a token that may only read rests, and goes on with one that may write',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { rita, olga, group } = scene;
      await scene.openDesk();

      await scene.link({ scopes: ['read_api'] });
      await scene.hears(/service desk for acme\/shop is paused/);
      await scene.hears(/service desk for acme\/shop is paused/, { chatId: olga.id });
      await scene.ask(rita, group.id, '/report Another one', /This service desk is paused/);

      await scene.link();
      await scene.hears(/is at work again/);
      await scene.report();
    },
    LIMIT_MS,
  );

  it(
    'loses the project rests, and goes on when it is back',
    async () => {
      scene = await DeskScene.start('github');
      await scene.openDesk();

      scene.side.setRole(PATH, OWNER, 'none');
      await scene.hears(/paused: the token of olga cannot read the project/);
      scene.side.setRole(PATH, OWNER, 'maintain');

      await scene.hears(/is at work again/);
    },
    LIMIT_MS,
  );

  it(
    'takes the account away rests until it is linked again',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { olga, rita, group } = scene;
      await scene.openDesk();

      const list = await scene.ask(olga, olga.id, '/accounts', /olga/);
      await scene.press(olga, list, list.buttons.flat()[0]?.text ?? '');
      const question = await scene.hears(/./, { chatId: olga.id, after: list.id - 1 });
      await scene.press(olga, question, question.buttons.flat()[0]?.text ?? '');
      await scene.hears(/paused: its owner took the account away/);
      await scene.ask(rita, group.id, '/report x', /This service desk is paused/);

      await scene.link();
      await scene.hears(/is at work again/);
      await scene.report('/report It goes on');
      scene.side.world.commentIssue(PATH, 1, STAFF, 'Welcome back.');
      await scene.hears(/Welcome back\./);
    },
    LIMIT_MS,
  );
});

it(
  'a desk that allows it takes reports in private, and answers there',
  async () => {
    scene = await DeskScene.start('github');
    const { rita, side, telegram } = scene;
    await scene.openDesk('private');

    const { id } = telegram.world.send(rita.id, rita.id, '/report Quietly broken');
    const card = await scene.hears(/Ticket open/, { chatId: rita.id, after: id });
    side.world.commentIssue(PATH, 1, STAFF, 'Thank you.');
    await scene.hears(/Thank you\./, { chatId: rita.id });
    telegram.world.send(rita.id, rita.id, 'You are welcome', { replyTo: card.id });
    await scene.hears(/Sent to #1/, { chatId: rita.id });

    expect(telegram.world.botMessages(scene.group.id).some(({ text }) => text.includes('Quietly'))).toBe(
      false,
    );
    await waitUntil(async () => (await scene.said()).length === 2, 'the reply', 10_000);
  },
  LIMIT_MS,
);

describe('in a group with topics', () => {
  it(
    'a ticket has a topic of its own, where nothing has to be replied to, and files go along',
    async () => {
      scene = await DeskScene.start('gitlab', { isForum: true, bot: 'administrator' });
      const { rita, olga, group, side, telegram } = scene;
      await scene.openDesk();

      const file = { kind: 'photo', name: 'a.jpg', content: Buffer.from('a basket') } as const;
      const report = { ...file, caption: '/report The basket is empty' };
      const { id } = telegram.world.sendFile(rita.id, group.id, report);
      await scene.hears(/has a topic of its own/, { after: id });
      expect((await scene.issue()).description).toMatch(/!\[.*\]\(\/uploads\//);
      const card = await scene.hears(/Ticket open/, { after: id });
      const topicId = card.topicId ?? 0;
      expect(group.topics.get(topicId)?.name).toBe('#1 The basket is empty');

      side.world.commentIssue(PATH, 1, STAFF, 'Which browser?');
      const comment = await scene.hears(/Which browser\?/);
      expect(comment.topicId).toBe(topicId);
      const said = scene.say(rita, 'All of them', { topicId });
      await scene.hears(/Sent to #1/, { after: said.id });
      const talk = scene.say(olga, 'Let me see', { topicId });
      scene.say(rita, 'Thanks, Olga', { topicId, replyTo: talk.id });
      telegram.world.edit(rita.id, said, 'All that I have');
      await scene.hears(/Changed in #1, too/, { after: said.id });

      const sent = telegram.world.sendFile(rita.id, group.id, { ...file, caption: 'So' }, { topicId });
      await scene.hears(/Sent to #1/, { after: sent.id });

      expect(await scene.said()).toEqual([
        'Which browser?',
        '**Rita** (on Telegram):\n\nAll that I have',
        expect.stringMatching(/\*\*Rita\*\* \(on Telegram\):\n\nSo\n\n!\[.*\]\(\/uploads\//),
      ]);
    },
    LIMIT_MS,
  );

  it(
    'a ticket stays in the chat where the bot may make no topics',
    async () => {
      scene = await DeskScene.start('gitlab', {
        isForum: true,
        bot: 'administrator',
        botManagesTopics: false,
      });
      await scene.openDesk();

      const card = await scene.report();

      expect(card.topicId).toBeNull();
      expect(scene.log.messages()).toContain('a ticket gets no topic of its own');
    },
    LIMIT_MS,
  );
});
