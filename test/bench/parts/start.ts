import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { makePlace, openBenchStorage, type Place, SECRET_KEY } from '../bench-storage.js';
import { residentMiB } from '../live/process-load.js';
import { type SpawnedDaemon, spawnDaemon } from '../live/spawned-daemon.js';
import type { BenchOptions } from '../options.js';
import { createQuietLogger } from '../quiet-logger.js';
import { number, renderTable, type Row } from '../table.js';
import { linkTeam } from '../team/link-team.js';
import { startTeam, type TeamWorld } from '../team/team-world.js';

const SIZE = { people: 5, projects: 1 };
const STARTS = 2;
const IDLE_SECONDS = 20;
const clock = (): Date => new Date();

interface Start {
  readonly secondsToRequest: readonly number[];
  readonly residentMiB: number;
}

/** The built daemon, restarted with accounts that are due: how soon it polls, and what it holds when it is quiet. */
export async function measureStart(options: BenchOptions): Promise<string> {
  const kind = options.forges.at(-1) ?? 'github';
  const team = await startTeam(kind, SIZE, clock);
  const rows: Row[] = [];
  rows.push(...rowsOf('embedded', await restart(team, null), { start: 3, memory: 350 }));
  if (options.databaseUrl !== null) {
    rows.push(...rowsOf('server', await restart(team, options.databaseUrl), { start: 1, memory: 150 }));
  }
  await team.close();
  const title = `Start and memory, ${SIZE.people} linked accounts with ${SIZE.projects} projects each`;
  return renderTable(title, rows);
}

async function restart(team: TeamWorld, databaseUrl: string | null): Promise<Start> {
  const place = await makePlace(databaseUrl);
  try {
    await settle(team, place);
    const secondsToRequest: number[] = [];
    for (let index = 0; index < STARTS; index += 1) {
      await makeDue(place);
      const { daemon, seconds } = await startUntilRequest(team, place);
      secondsToRequest.push(seconds);
      if (index < STARTS - 1) {
        await daemon.stop();
        continue;
      }
      await delay(IDLE_SECONDS * 1_000);
      const resident = await residentMiB(daemon.pid);
      await daemon.stop();
      return { secondsToRequest, residentMiB: resident };
    }
    throw new Error('It was never started.');
  } finally {
    await place.remove();
  }
}

async function settle(team: TeamWorld, place: Place): Promise<void> {
  const { storage } = await openBenchStorage(place, { logger: createQuietLogger(), clock });
  await linkTeam(team, storage.people, clock);
  await storage.close();
}

async function makeDue(place: Place): Promise<void> {
  const { storage, sql } = await openBenchStorage(place, { logger: createQuietLogger(), clock });
  await sql(`UPDATE feed SET next_poll_at = now()`);
  await sql(`UPDATE account SET next_due_at = now(), leased_until = NULL`);
  await storage.close();
}

async function startUntilRequest(
  { server, telegram, forge }: TeamWorld,
  place: Place,
): Promise<{ readonly daemon: SpawnedDaemon; readonly seconds: number }> {
  const asked = new Promise<number>((resolve) => {
    const stop = server.onReply(() => {
      stop();
      resolve(performance.now());
    });
  });
  const begun = performance.now();
  const daemon = spawnDaemon(place.dataDir, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    GITLAB_URLS: forge.kind === 'gitlab' ? forge.url : 'https://gitlab.com',
    GITHUB_URLS: forge.kind === 'github' ? forge.url : 'https://github.com',
    DATABASE_URL: place.databaseUrl ?? '',
    DATA_DIR: place.dataDir,
    SECRET_KEY,
    ALLOWED_USERS: '1',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
  });
  const at = await Promise.race([asked, delay(30_000, null)]);
  if (at !== null) return { daemon, seconds: (at - begun) / 1_000 };
  await daemon.stop();
  throw new Error(`The daemon asked for nothing. It said: ${daemon.output()}`);
}

function rowsOf(name: string, start: Start, budget: { start: number; memory: number }): readonly Row[] {
  const seconds = start.secondsToRequest.map((value) => number(value, 2)).join(', ');
  return [
    {
      what: `${name}: spawn to first request to the forge, ${STARTS} starts`,
      value: `${seconds} s`,
      budget: `under ${budget.start} s`,
    },
    {
      what: `${name}: memory, idle for ${IDLE_SECONDS} s`,
      value: `${number(start.residentMiB, 0)} MiB`,
      budget: `under ${budget.memory} MiB`,
    },
  ];
}
