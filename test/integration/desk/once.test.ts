import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Update } from 'telegraf/types';
import { DeskScene } from '../../support/desk-scene.js';

let scene: DeskScene;

beforeEach(async () => {
  scene = await DeskScene.start('gitlab');
  await scene.openDesk();
}, 60_000);

afterEach(() => scene.stop());

const LIMIT_MS = 120_000;
const ISSUES = /\/api\/v4\/projects\/\d+\/issues$/;
const NOTES = /\/issues\/1\/notes$/;

function writes(path: RegExp): number {
  return scene.side.writes().filter(({ method, url }) => method === 'POST' && path.test(url)).length;
}

/** What Telegram delivers, and delivers again when the daemon was killed before it confirmed. */
function message(text: string, more: object = {}): Update {
  const { id, name } = scene.rita;
  const chat = { id: scene.group.id, type: 'supergroup', title: 'Support' };
  const from = { id, is_bot: false, first_name: name };
  return {
    update_id: 1,
    message: { message_id: 90_001, date: 0, chat, from, text, ...more },
  } as unknown as Update;
}

async function tickets(): Promise<number> {
  return (await scene.sql(`SELECT id FROM ticket`)).length;
}

describe('a report that comes twice', () => {
  it(
    'makes one issue, one ticket and one card',
    async () => {
      const report = message('/report The basket is empty');

      await scene.daemon.bot.handleUpdate(report);
      await scene.daemon.bot.handleUpdate(report);

      expect([writes(ISSUES), await tickets()]).toEqual([1, 1]);
      await scene.hears(/Ticket open/);
      expect(await scene.sql(`SELECT 1 FROM outbox WHERE payload ->> 'kind' = 'ticket'`)).toHaveLength(1);
    },
    LIMIT_MS,
  );

  it(
    'keeps the ticket of an issue that a killed daemon made and did not keep',
    async () => {
      await scene.daemon.bot.handleUpdate(message('/report The basket is empty'));
      await scene.sql(`DELETE FROM ticket`);

      await scene.daemon.bot.handleUpdate(message('/report The basket is empty'));

      expect([writes(ISSUES), await tickets()]).toEqual([1, 1]);
    },
    LIMIT_MS,
  );

  it(
    'says that it is not known, and makes nothing, where the daemon was killed before the answer',
    async () => {
      await scene.daemon.bot.handleUpdate(message('/report The basket is empty'));
      await scene.sql(`DELETE FROM ticket`);
      await scene.sql(`UPDATE action SET finished_at = NULL, result = NULL, receipt = NULL`);

      await scene.daemon.bot.handleUpdate(message('/report The basket is empty'));

      await scene.hears(/do not know whether your report arrived/);
      expect([writes(ISSUES), await tickets()]).toEqual([1, 0]);
    },
    LIMIT_MS,
  );
});

it(
  'a reply that comes twice makes one comment',
  async () => {
    const card = await scene.report();
    const bot = { id: 700_000_001, is_bot: true, first_name: 'Forgewatch' };
    const reply = message('It still is', { reply_to_message: { message_id: card.id, from: bot } });

    await scene.daemon.bot.handleUpdate(reply);
    await scene.daemon.bot.handleUpdate(reply);

    expect(writes(NOTES)).toBe(1);
    expect(await scene.said()).toEqual(['**Rita** (on Telegram):\n\nIt still is']);
  },
  LIMIT_MS,
);
