import { afterEach, expect, it } from '@jest/globals';
import { DeskScene, plain } from '../../support/desk-scene.js';

let scene: DeskScene;

afterEach(() => scene.stop());

const LIMIT_MS = 60_000;

it.each(['gitlab', 'github'] as const)(
  'a report that its reporter changes is changed on %s, with its card, until the staff rewrite it',
  async (kind) => {
    scene = await DeskScene.start(kind);
    const { rita, telegram } = scene;
    await scene.openDesk();
    const report = scene.say(rita, '/report The bsket is empty\nSince noon.');
    const card = await scene.hears(/Ticket open/, { after: report.id });

    telegram.world.edit(rita.id, report, '/report The basket is empty\nSince noon, @sam.\n/close');
    const done = await scene.hears(/Changed in #1, too/, { after: card.id });

    await scene.shows(card, /#1 The basket is empty/);
    const { title, description, body, state } = await scene.issue();
    expect(title).toBe('The basket is empty');
    expect(description ?? body).toBe('**Rita** (on Telegram):\n\nSince noon, @\u2060sam.\n\\/close');
    expect(state).toMatch(/^open/);

    const rewritten = kind === 'gitlab' ? { description: 'Triaged.' } : { body: 'Triaged.' };
    await scene.asStaff(kind === 'gitlab' ? 'PUT' : 'PATCH', '/issues/1', rewritten);
    telegram.world.edit(rita.id, report, '/report Something else');
    await scene.hears(/the project has changed its title or text meanwhile/, { after: done.id });

    const after = await scene.issue();
    expect([after.title, after.description ?? after.body]).toEqual(['The basket is empty', 'Triaged.']);
  },
  LIMIT_MS,
);

it.each(['gitlab', 'github'] as const)(
  'a title that the staff changed on %s stays, whatever the reporter changes',
  async (kind) => {
    scene = await DeskScene.start(kind);
    const { rita, telegram } = scene;
    await scene.openDesk();
    const report = scene.say(rita, '/report It is empty\nSince noon.');
    const card = await scene.hears(/Ticket open/, { after: report.id });
    await scene.asStaff(kind === 'gitlab' ? 'PUT' : 'PATCH', '/issues/1', { title: 'Cart: session is lost' });

    telegram.world.edit(rita.id, report, '/report It is empty\nSince this noon.');
    await scene.hears(/changed its title or text meanwhile. Reply/, { after: card.id });

    const { title, description, body } = await scene.issue();
    expect(title).toBe('Cart: session is lost');
    expect(description ?? body).toContain('Since noon.');
  },
  LIMIT_MS,
);

it(
  'a changed command that was no report of theirs, or an empty one, changes nothing',
  async () => {
    scene = await DeskScene.start('gitlab');
    const { rita, olga, telegram } = scene;
    await scene.openDesk();
    const report = scene.say(rita, '/report The basket is empty');
    await scene.hears(/Ticket open/, { after: report.id });
    const chat = scene.say(olga, 'Hello');

    telegram.world.edit(olga.id, chat, '/report Hello');
    telegram.world.edit(rita.id, report, '/report');
    await scene.hears(/its first line must be a short title/);

    expect((await scene.issue()).title).toBe('The basket is empty');
    expect(await scene.sql(`SELECT 1 FROM ticket`)).toHaveLength(1);
  },
  LIMIT_MS,
);

it.each([
  ['failed', /reply did not reach #1, so changing it/],
  ['unsure', /do not know whether your reply to #1/],
])(
  'a changed reply that had %s is answered once',
  async (result, words) => {
    scene = await DeskScene.start('gitlab');
    const { rita, telegram } = scene;
    await scene.openDesk();
    const card = await scene.report();
    const reply = scene.say(rita, 'It stil is', { replyTo: card.id });
    const sent = await scene.hears(/Sent to #1/, { after: reply.id });
    await scene.sql(
      `UPDATE action SET result = '${result}', receipt = NULL WHERE request_key LIKE 'message:%'`,
    );

    telegram.world.edit(rita.id, reply, 'It still is');
    await scene.hears(words, { after: sent.id });
    telegram.world.edit(rita.id, reply, 'It really still is');
    const next = scene.say(rita, 'It is full', { replyTo: card.id });
    await scene.hears(/Sent to #1/, { after: next.id });

    const said = telegram.world.botMessages(scene.group.id).filter((one) => words.test(plain(one)));
    expect(said).toHaveLength(1);
  },
  LIMIT_MS,
);
