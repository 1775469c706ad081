import { performance } from 'node:perf_hooks';
import type { ForgeKind } from '../../../src/domain/forge.js';
import { MINUTE, SECOND } from '../../../src/domain/time.js';
import { seededRandom } from '../../support/happenings.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { BenchOptions } from '../options.js';
import type { WorkUnderWay } from '../work-under-way.js';
import { Happenings } from './happenings.js';
import { linkTeam } from './link-team.js';
import { NaivePoller } from './naive-poller.js';
import { RequestCounter } from './request-counter.js';
import { type ScriptedDaemon, startScriptedDaemon } from './scripted-daemon.js';
import { startTeam, type TeamWorld } from './team-world.js';
import { ToldMessages } from './told-messages.js';

export interface TeamHour {
  readonly requests: number;
  readonly notModified: number;
  readonly failed: ReadonlyMap<string, number>;
  readonly polls: number;
  readonly pollsByKind: ReadonlyMap<string, number>;
  readonly operations: ReadonlyMap<string, number>;
  readonly troubles: string;
  readonly complaints: readonly string[];
  readonly statements: number;
  readonly wallSeconds: number;
  readonly warmUpMinutes: number;
  readonly drainMinutes: number;
  readonly naiveRequests: number;
  readonly naiveRounds: number;
  readonly naiveLags: readonly number[];
  readonly happenings: Happenings;
  readonly told: ToldMessages;
  readonly waiting: number;
}

/** The naive poller joins when the stream of happenings is under way. */
const NAIVE_FROM_MINUTE = 10;
const MAX_WARM_UP_MINUTES = 30;
/** A feed that sleeps is looked at every half hour. */
const MAX_DRAIN_MINUTES = 36;

export async function runTeamHour(
  kind: ForgeKind,
  options: BenchOptions,
  work: WorkUnderWay,
): Promise<TeamHour> {
  const clock = new ScriptedClock();
  const team = await startTeam(kind, options, clock.now);
  const { forge, telegram } = team;
  const { databaseUrl } = options;
  const daemon = await startScriptedDaemon({ clock, forge, telegram, databaseUrl, work });
  try {
    await linkTeam(team, daemon.storage.people, clock.now);
    const requests = new RequestCounter(team.server);
    const warmUpMinutes = await warmUp(daemon);
    return { ...(await liveThrough({ team, daemon, clock, work, requests, options })), warmUpMinutes };
  } finally {
    await daemon.close();
    await team.close();
  }
}

interface Stage {
  readonly team: TeamWorld;
  readonly daemon: ScriptedDaemon;
  readonly clock: ScriptedClock;
  readonly work: WorkUnderWay;
  readonly requests: RequestCounter;
  readonly options: BenchOptions;
}

async function liveThrough(stage: Stage): Promise<Omit<TeamHour, 'warmUpMinutes'>> {
  const { team, daemon, clock, work, requests, options } = stage;
  const happenings = new Happenings(team, options.active, seededRandom(options.seed));
  const told = new ToldMessages(team.telegram.world, happenings.all);
  const naive = new NaivePoller(team, happenings.all);
  requests.clear();
  daemon.tally.clear();
  const statementsBefore = work.statements.total;
  const begun = performance.now();
  const naiveMs = await hour(stage, happenings, naive);
  const wallSeconds = (performance.now() - begun - naiveMs) / 1_000;
  const measured = {
    requests: requests.daemon,
    notModified: requests.daemonNotModified,
    failed: new Map(requests.failed),
    naiveRequests: requests.naive,
    polls: daemon.tally.polls,
    pollsByKind: new Map(daemon.tally.kinds),
    operations: new Map(requests.operations),
    troubles: daemon.tally.troubles,
    statements: work.statements.total - statementsBefore,
  };
  const drainMinutes = await drain(stage, happenings, told);
  return {
    ...measured,
    wallSeconds,
    drainMinutes,
    complaints: daemon.logger.complaints(),
    naiveRounds: naive.rounds,
    naiveLags: naive.lags,
    happenings,
    told,
    waiting: (await daemon.storage.outbox.depth(clock.now())).waiting,
  };
}

/** Returns the real milliseconds that the naive poller took. */
async function hour(stage: Stage, happenings: Happenings, naive: NaivePoller): Promise<number> {
  const { daemon, clock, options } = stage;
  const first = Math.min(NAIVE_FROM_MINUTE, Math.max(0, options.minutes - options.naiveMinutes));
  const perSecond = options.happenings / 3_600;
  let naiveMs = 0;
  for (let second = 0; second < options.minutes * 60; second += 1) {
    happenings.step(clock.now().getTime(), perSecond);
    await daemon.step();
    const minute = second / 60;
    if (!Number.isInteger(minute) || minute < first || minute >= first + options.naiveMinutes) continue;
    const begun = performance.now();
    await naive.round(clock.now().getTime());
    naiveMs += performance.now() - begun;
  }
  return naiveMs;
}

/** Until every feed has been read once: what happens before that is history. */
async function warmUp({ step, sql }: ScriptedDaemon): Promise<number> {
  for (let minute = 0; minute < MAX_WARM_UP_MINUTES; minute += 1) {
    const [row] = await sql<{ count: string }>(`SELECT count(*) FROM feed WHERE baseline_at IS NULL`);
    if (row?.count === '0') return minute;
    for (let second = 0; second < 60; second += 1) await step();
  }
  throw new Error(`After ${MAX_WARM_UP_MINUTES} simulated minutes some feeds have not been read yet.`);
}

/** Nothing new begins; what is owed may still come. */
async function drain({ daemon, clock }: Stage, happenings: Happenings, told: ToldMessages): Promise<number> {
  const begun = clock.now().getTime();
  const until = begun + MAX_DRAIN_MINUTES * MINUTE;
  while (clock.now().getTime() < until && (happenings.open > 0 || told.missing().length > 0)) {
    happenings.step(clock.now().getTime(), 0);
    await daemon.step();
  }
  // A repetition would come soon after.
  for (let second = 0; second < 60; second += 1) await daemon.step(SECOND);
  return (clock.now().getTime() - begun) / MINUTE;
}
