import { type Delivered, runOutbox } from '../live/outbox.js';
import type { BenchOptions } from '../options.js';
import { countWork } from '../work-under-way.js';
import { number, renderTable, type Row } from '../table.js';

/** Two for each chat go out at once, so that only the machine is measured. */
const FREE = { chats: 500, groups: 0, perChat: 8, perGroup: 0 };
const LIMITED = { chats: 180, groups: 10, perChat: 3, perGroup: 5 };

/** Messages a second, without Telegram's limits and under them. */
export async function measureOutbox({ databaseUrl }: BenchOptions): Promise<string> {
  const { statements } = countWork();
  const free = await runOutbox({ ...FREE, hasTelegramLimits: false, databaseUrl, statements });
  const limited = await runOutbox({ ...LIMITED, hasTelegramLimits: true, databaseUrl, statements });
  const database = databaseUrl === null ? 'embedded database' : 'PostgreSQL server';
  return renderTable(`Outbox, ${database}`, [
    ...rowsOf('limits lifted', free, 'over 500'),
    ...bareRows(free),
    ...rowsOf("under Telegram's limits, to the last", limited),
    {
      what: "messages a second, under Telegram's limits, sustained",
      value: steadyRate(limited),
      budget: '30',
    },
    { what: "answers of 429 under Telegram's limits", value: number(limited.violations), budget: '0' },
  ]);
}

function steadyRate({ steady }: Delivered): string {
  return steady === null ? 'none' : number(steady.sent / steady.seconds);
}

/** The simulator shares the machine, so that its share of the time has to be known. */
function bareRows({ barePerSecond, sent, seconds }: Delivered): readonly Row[] {
  const ratio = barePerSecond === null || sent === 0 ? null : barePerSecond / (sent / seconds);
  return [
    { what: 'the same messages by a bare HTTP client, a second', value: number(barePerSecond) },
    { what: 'bare : Forgewatch', value: `${number(ratio)} : 1` },
  ];
}

function rowsOf(when: string, run: Delivered, budget?: string): readonly Row[] {
  const perMessage = run.sent === 0 ? null : run.statements / run.sent;
  const outcomes = [run.outcomes, ...run.complaints].join('; ');
  return [
    {
      what: `messages a second, ${when}`,
      value: number(run.sent / run.seconds),
      ...(budget === undefined ? {} : { budget }),
    },
    { what: `deliveries of ${run.owed} owed, ${when}`, value: outcomes },
    { what: `database statements a message, ${when}`, value: number(perMessage) },
    { what: `processor, ${when}`, value: `${number(run.cpuPercent, 0)} % of one core` },
  ];
}
