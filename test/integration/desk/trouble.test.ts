import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorldMessage } from '../../simulator/telegram/world-types.js';
import { DeskScene, PATH, plain } from '../../support/desk-scene.js';
import type { GitlabSide } from '../../support/forge-side.js';

let scene: DeskScene;
let card: WorldMessage;
let report: WorldMessage;
let reply: WorldMessage;

beforeEach(async () => {
  scene = await DeskScene.start('gitlab');
  await scene.openDesk();
  report = scene.say(scene.rita, '/report The basket is empty');
  card = await scene.hears(/Ticket open/, { after: report.id });
  reply = scene.say(scene.rita, 'In every browser', { replyTo: card.id });
  await scene.hears(/Sent to #1/);
}, 60_000);

afterEach(() => scene.stop());

const LIMIT_MS = 60_000;
const ISSUE = /\/issues\/1(?:\?|$)/;
const NOTES = /\/issues\/1\/(?:notes|discussions)/;

function edit(message: WorldMessage, text: string): void {
  scene.telegram.world.edit(scene.rita.id, message, text);
}

function sendPhoto(caption: string, replyTo?: number): void {
  const file = { kind: 'photo', name: 'a.jpg', content: Buffer.from(caption), caption } as const;
  const { rita, group, telegram } = scene;
  telegram.world.sendFile(rita.id, group.id, file, replyTo === undefined ? {} : { replyTo });
}

/** What the bot said after Rita's reply went well. */
function saidSince(): string {
  const said = scene.telegram.world.botMessages(scene.group.id).filter(({ id }) => id > reply.id + 1);
  return said.map(plain).join('\n');
}

describe('a forge that refuses the token of the desk’s owner', () => {
  it.each([
    ['a changed reply', () => edit(reply, 'In each browser'), /change did not reach #1/],
    ['a changed report', () => edit(report, '/report It is empty'), /change did not reach #1/],
    ['a photo on a ticket', () => sendPhoto('Look', card.id), /reply to #1 could not be sent/],
    ['a photo of a report', () => sendPhoto('/report Look'), /report could not be sent/],
  ])(
    'pauses the desk at %s, and asks the reporter for no token',
    async (_what, act, words) => {
      const refusal = { kind: 'status', status: 401, body: '{"error":"invalid_token"}' } as const;
      scene.side.server.faults.add({ path: /^\/api\/v4\/projects/, fault: refusal });

      act();

      await scene.hears(words);
      await scene.hears(/is paused/);
      expect(saidSince()).not.toMatch(/refuses the token\.|your token|Send me a new one/i);
    },
    LIMIT_MS,
  );
});

it(
  'an issue that is gone is said to be, whatever its reporter does',
  async () => {
    scene.side.server.faults.add({ path: ISSUE, fault: { kind: 'status', status: 404 } });
    scene.side.server.faults.add({ path: NOTES, fault: { kind: 'status', status: 404 } });

    const said = async (act: () => void): Promise<string> => {
      const before = scene.telegram.world.messages(scene.group.id).at(-1)?.id ?? 0;
      act();
      return plain(await scene.hears(/#1/, { after: before }));
    };
    const all = [
      await said(() => scene.say(scene.rita, 'Hello?', { replyTo: card.id })),
      await said(() => edit(reply, 'In each browser')),
      await said(() => edit(report, '/report It is empty')),
      await scene.press(scene.rita, card, 'Close'),
    ];

    for (const one of all) expect(one).toMatch(/I cannot find #.?1 any more: .* Send \/report/);
  },
  LIMIT_MS,
);

it(
  'a reply that the staff deleted cannot be changed, which is said without a word of tokens',
  async () => {
    scene.side.server.faults.add({ method: 'PUT', path: NOTES, fault: { kind: 'status', status: 404 } });

    edit(reply, 'In each browser');

    await scene.hears(/I could not change your reply to #1/);
    expect(saidSince()).not.toMatch(/token/);
  },
  LIMIT_MS,
);

it(
  'a project that takes nothing any more sends its reporters to the desk’s owner',
  async () => {
    (scene.side.world as GitlabSide['world']).configureProject(PATH, { isArchived: true });

    for (const act of [
      () => scene.say(scene.rita, 'Hello?', { replyTo: card.id }),
      () => scene.say(scene.rita, '/report Another'),
      () => edit(reply, 'In each browser'),
    ]) {
      const before = scene.telegram.world.messages(scene.group.id).at(-1)?.id ?? 0;
      act();
      await scene.hears(/takes nothing from here now.* Ask whoever opened this service desk\.$/, {
        after: before,
      });
    }
    expect(await scene.press(scene.rita, card, 'Close')).toMatch(/takes nothing/);
  },
  LIMIT_MS,
);

it(
  'a report that is not taken for who sends it offers no other way to send it',
  async () => {
    const { olga, rita, group } = scene;
    await scene.ask(olga, group.id, '/desk limit 1', /1 ticket/);

    const limited = await scene.ask(rita, group.id, '/report Another', /that is the limit/);
    await scene.ask(olga, group.id, '/desk block Rita', /no more/);
    const blocked = await scene.ask(rita, group.id, '/report Another', /takes nothing from you/);

    expect([limited, blocked].map(plain).join('\n')).not.toMatch(/step by step/);
  },
  LIMIT_MS,
);
