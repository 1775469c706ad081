import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { WorldMessage } from '../../simulator/telegram/world-types.js';
import { DeskScene } from '../../support/desk-scene.js';

let scene: DeskScene;

beforeEach(async () => {
  scene = await DeskScene.start('gitlab');
  await scene.openDesk();
}, 60_000);

afterEach(() => scene.stop());

const LIMIT_MS = 60_000;
const TOO_LARGE = { path: /\/uploads$/, fault: { kind: 'status', status: 413 } } as const;

/** Rita sends a photo with these words under it. */
function sendPhoto(caption: string, replyTo?: WorldMessage): WorldMessage {
  const file = { kind: 'photo', name: 'a.jpg', content: Buffer.from('a basket'), caption } as const;
  const { rita, group, telegram } = scene;
  return telegram.world.sendFile(
    rita.id,
    group.id,
    file,
    replyTo === undefined ? {} : { replyTo: replyTo.id },
  );
}

/** What the audit log says of those who only report, too. */
function written(): Promise<readonly object[]> {
  return scene.sql(
    `SELECT deed ->> 'action' AS action, deed ->> 'personName' AS who, result, code FROM action ORDER BY id`,
  );
}

it(
  'a report whose file does not arrive makes no ticket, and is written down as undone',
  async () => {
    scene.side.server.faults.add(TOO_LARGE);

    const { id } = sendPhoto('/report The basket is empty');
    await scene.hears(/is larger than/, { after: id });

    expect(await written()).toEqual([
      { action: 'create-issue', who: 'Rita', result: 'refused', code: 'too-large' },
    ]);
    expect(await scene.sql(`SELECT 1 FROM ticket`)).toEqual([]);
  },
  LIMIT_MS,
);

it(
  'so are a changed report, and a reply to a ticket',
  async () => {
    const report = sendPhoto('/report The bsket is empty');
    const card = await scene.hears(/Ticket open/, { after: report.id });
    // That it is there already is forgotten after a while.
    await scene.sql(`DELETE FROM pending WHERE action = 'upload'`);
    scene.side.server.faults.add(TOO_LARGE);

    scene.telegram.world.edit(scene.rita.id, report, '/report The basket is empty');
    const changed = await scene.hears(/is larger than/, { after: card.id });
    sendPhoto('See here', card);
    await scene.hears(/is larger than/, { after: changed.id });

    expect(await written()).toEqual([
      { action: 'create-issue', who: 'Rita', result: 'done', code: null },
      { action: 'edit-issue', who: 'Rita', result: 'refused', code: 'too-large' },
      { action: 'comment', who: 'Rita', result: 'refused', code: 'too-large' },
    ]);
    expect((await scene.issue()).title).toBe('The bsket is empty');
    expect(await scene.said()).toEqual([]);
  },
  LIMIT_MS,
);
