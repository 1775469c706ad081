import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Telegram, TelegramError } from 'telegraf';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { TELEGRAM_LIMITS } from '../../simulator/telegram/pacing.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';

const ALICE = 1_001;

describe("Telegram's limits", () => {
  const clock = new ScriptedClock();
  let simulator: TelegramSimulator;
  let telegram: Telegram;

  beforeEach(async () => {
    simulator = await startTelegram({ clock: clock.now, limits: TELEGRAM_LIMITS });
    telegram = new Telegram(simulator.token, { apiRoot: simulator.url });
  });

  afterEach(() => simulator.close());

  async function refused(chatId: number, count: number): Promise<readonly unknown[]> {
    const waits: unknown[] = [];
    for (let sent = 0; sent < count; sent += 1) {
      const outcome = await telegram.sendMessage(chatId, `message ${sent}`).then(
        () => null,
        (error: unknown) => error,
      );
      if (outcome instanceof TelegramError) waits.push(outcome.response);
    }
    return waits;
  }

  it('let a chat have a short burst, then one a second', async () => {
    simulator.world.addPerson({ id: ALICE, name: 'Alice', hasStarted: true });

    const burst = await refused(ALICE, 4);
    clock.advance(1_000);
    const later = await refused(ALICE, 1);

    expect(burst).toEqual([
      {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 1',
        parameters: { retry_after: 1 },
      },
    ]);
    expect(later).toEqual([]);
    expect(simulator.world.pacing.violations).toMatchObject([{ chatId: ALICE, limit: 'chat' }]);
  });

  it('let a group have twenty a minute', async () => {
    simulator.world.addPerson({ id: ALICE, name: 'Alice', hasStarted: true });
    const group = simulator.world.addGroup({ title: 'Team', members: [ALICE] });
    for (let sent = 0; sent < 20; sent += 1) {
      await refused(group.id, 1);
      clock.advance(1_000);
    }

    const tooMany = await refused(group.id, 1);
    clock.advance(40_000);
    const later = await refused(group.id, 1);

    expect(tooMany).toMatchObject([{ parameters: { retry_after: 40 } }]);
    expect(later).toEqual([]);
    expect(simulator.world.pacing.violations).toMatchObject([{ limit: 'group' }]);
  });

  it('let a bot have thirty a second in all, edits included', async () => {
    const people = Array.from({ length: 31 }, (_, index) => 5_000 + index);
    for (const id of people) simulator.world.addPerson({ id, name: `P${id}`, hasStarted: true });

    for (const id of people.slice(0, 30)) expect(await refused(id, 1)).toEqual([]);

    expect(await refused(5_030, 1)).toHaveLength(1);
    expect(simulator.world.pacing.violations).toMatchObject([{ limit: 'overall' }]);
  });
});
