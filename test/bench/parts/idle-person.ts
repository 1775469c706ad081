import type { ForgeKind } from '../../../src/domain/forge.js';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { BenchOptions } from '../options.js';
import { number, renderTable, type Row } from '../table.js';
import { linkTeam } from '../team/link-team.js';
import { RequestCounter } from '../team/request-counter.js';
import { startScriptedDaemon } from '../team/scripted-daemon.js';
import { startTeam } from '../team/team-world.js';
import { countWork, type WorkUnderWay } from '../work-under-way.js';

const PROJECTS = 20;
const HOURS = 3;
/** Where nothing happens, a coarse step misses nothing. */
const STEP_MS = 2 * SECOND;

interface Count {
  readonly requests: number;
  readonly charged: number;
  /** Feeds that were read for the first time. */
  readonly firstReads: number;
}

/** One person with many projects in which nothing happens. */
export async function measureIdle(options: BenchOptions): Promise<string> {
  const work = countWork();
  const rows: Row[] = [];
  for (const kind of options.forges) rows.push(...rowsOf(kind, await watchNothing(kind, options, work)));
  const projects = `${PROJECTS} projects at level ${options.level}${options.outside ? ', a member of none' : ''}`;
  return renderTable(`One person, ${projects}, nothing happens`, rows);
}

/** Requests of each simulated minute. */
async function watchNothing(
  kind: ForgeKind,
  { databaseUrl, level, outside }: BenchOptions,
  work: WorkUnderWay,
): Promise<readonly Count[]> {
  const clock = new ScriptedClock();
  const team = await startTeam(kind, { people: 1, projects: PROJECTS, areOutside: outside }, clock.now);
  const { forge, telegram } = team;
  // Nothing has happened for long, not even that the person came.
  clock.advance(HOUR);
  const daemon = await startScriptedDaemon({ clock, forge, telegram, databaseUrl, work });
  await linkTeam(team, daemon.storage.people, clock.now, level);
  const counter = new RequestCounter(team.server);
  const minutes: Count[] = [];
  let read = 0;
  for (let elapsed = 0; elapsed < HOURS * HOUR; elapsed += STEP_MS) {
    await daemon.step(STEP_MS);
    if ((elapsed + STEP_MS) % MINUTE !== 0) continue;
    const free = kind === 'github' ? counter.daemonNotModified + counter.daemonGit : 0;
    const readSoFar = daemon.tally.outcomes.get('baseline') ?? 0;
    minutes.push({ requests: counter.daemon, charged: counter.daemon - free, firstReads: readSoFar - read });
    read = readSoFar;
    counter.clear();
  }
  await daemon.close();
  await team.close();
  return minutes;
}

function rowsOf(kind: ForgeKind, minutes: readonly Count[]): readonly Row[] {
  const mean = (from: number, to: number): number => sum(minutes.slice(from, to)).requests / (to - from);
  const most = Math.max(...minutes.slice(2).map(({ requests }) => requests));
  const name = kind === 'gitlab' ? 'GitLab' : 'GitHub';
  const charged = (from: number): string => number(sum(minutes.slice(from, from + 60)).charged);
  const budget = kind === 'gitlab' ? { budget: 'at most 6' } : {};
  const settled = minutes.findLastIndex(({ firstReads }) => firstReads > 0) + 1;
  return [
    {
      what: `${name}: requests of the first ${settled} minutes, in which each feed was read once`,
      value: number(sum(minutes.slice(0, settled)).requests),
    },
    {
      what: `${name}: requests a minute, the hour after`,
      value: number(mean(settled, settled + 60), 2),
      ...budget,
    },
    {
      what: `${name}: requests a minute, from then on`,
      value: number(mean(settled + 60, minutes.length), 2),
      ...budget,
    },
    { what: `${name}: most in one minute after the second`, value: number(most) },
    {
      what: `${name}: charged requests in the hour after the first minute`,
      value: charged(1),
      ...(kind === 'github' ? { budget: '0' } : {}),
    },
    { what: `${name}: charged requests in the hour after each feed was read once`, value: charged(settled) },
  ];
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, { requests, charged, firstReads }) => ({
      requests: total.requests + requests,
      charged: total.charged + charged,
      firstReads: total.firstReads + firstReads,
    }),
    { requests: 0, charged: 0, firstReads: 0 },
  );
}
