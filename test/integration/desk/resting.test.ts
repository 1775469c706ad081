import { afterEach, describe, expect, it } from '@jest/globals';
import { DeskScene, PATH, plain, STAFF } from '../../support/desk-scene.js';
import { waitUntil } from '../../support/wait-until.js';

let scene: DeskScene;

afterEach(() => scene.stop());

const LIMIT_MS = 60_000;

describe('a desk rests', () => {
  it(
    'while its owner is not in the chat, and tells afterwards what happened meanwhile',
    async () => {
      scene = await DeskScene.start('gitlab');
      const { rita, olga, group, side, telegram } = scene;
      await scene.openDesk();
      const card = await scene.report();

      telegram.world.setPresence(group.id, olga.id, false);
      await scene.hears(/paused: its owner olga is not in the chat/);
      await scene.hears(/paused: its owner olga is not in the chat/, { chatId: olga.id });
      await scene.ask(rita, group.id, '/report Another one', /This service desk is paused/);
      const reply = scene.say(rita, 'Hello?', { replyTo: card.id });
      await scene.hears(/This service desk is paused/, { after: reply.id });
      side.world.commentIssue(PATH, 1, STAFF, 'Said meanwhile.');
      await scene.asStaff('PUT', '/issues/1', { add_labels: 'bug' });
      await waitUntil(
        async () =>
          (
            await scene.sql(
              `SELECT 1 FROM held_comment, snapshot WHERE kind = 'issue' AND snapshot.body -> 'labels' ? 'bug'`,
            )
          ).length > 0,
        'the comment and the label',
        20_000,
      );
      expect(telegram.world.botMessages(group.id).map(plain).join('\n')).not.toMatch(/meanwhile|bug/);

      telegram.world.setPresence(group.id, olga.id, true);
      await scene.hears(/is at work again/);
      await scene.hears(/Said meanwhile\./);
      await scene.hears(/Labelled bug/);
    },
    LIMIT_MS,
  );

  it(
    'while the bot is out of the chat: its owner hears of it in private, and the chat when the bot is back',
    async () => {
      scene = await DeskScene.start('github');
      const { rita, olga, group, side, telegram } = scene;
      await scene.openDesk('private');
      await scene.report();

      telegram.world.kickBot(group.id, olga.id);
      await scene.hears(/paused: I was removed from its chat/, { chatId: olga.id });
      await scene.ask(rita, rita.id, '/report In private', /This service desk is paused/);
      side.world.commentIssue(PATH, 1, STAFF, 'Said meanwhile.');
      await waitUntil(
        async () => (await scene.sql(`SELECT 1 FROM held_comment`)).length > 0,
        'the comment',
        20_000,
      );

      telegram.world.addBot(group.id, olga.id);
      await scene.hears(/is at work again/);
      await scene.hears(/Said meanwhile\./);
    },
    LIMIT_MS,
  );

  it(
    'on, when the bot comes back into a chat that its owner has left',
    async () => {
      scene = await DeskScene.start('github');
      const { rita, olga, group, telegram } = scene;
      await scene.openDesk();

      telegram.world.kickBot(group.id, olga.id);
      await scene.hears(/I was removed from its chat/, { chatId: olga.id });
      telegram.world.setPresence(group.id, olga.id, false);
      telegram.world.addBot(group.id, rita.id);

      await scene.hears(/its owner olga is not in the chat/);
      await scene.ask(rita, group.id, '/report x', /This service desk is paused/);
    },
    LIMIT_MS,
  );
});

it.each(['gitlab', 'github'] as const)(
  'a comment that the staff change is told anew on %s',
  async (kind) => {
    scene = await DeskScene.start(kind);
    const { side } = scene;
    await scene.openDesk();
    await scene.report();
    side.world.commentIssue(PATH, 1, STAFF, 'Which brwser?');
    await scene.hears(/sam commented\nWhich brwser\?/i);
    const notes = kind === 'gitlab' ? 'notes' : 'comments';
    const [comment] = (await scene.asStaff('GET', `/issues/1/${notes}`, {})) as readonly { id: number }[];

    const [method, place] = kind === 'gitlab' ? ['PUT', '/issues/1/notes'] : ['PATCH', '/issues/comments'];
    await scene.asStaff(method, `${place}/${comment?.id}`, { body: 'Which browser?' });

    await scene.hears(/sam changed a comment\nWhich browser\?/i);
  },
  LIMIT_MS,
);
