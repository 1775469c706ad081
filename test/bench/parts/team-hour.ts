import type { ForgeKind } from '../../../src/domain/forge.js';
import type { BenchOptions } from '../options.js';
import { summarise } from '../statistics.js';
import { number, renderTable, type Row, spread } from '../table.js';
import type { Happening, HappeningKind } from '../team/happenings.js';
import { runTeamHour, type TeamHour } from '../team/team-hour.js';
import { countWork } from '../work-under-way.js';

const PIPELINES: ReadonlySet<HappeningKind> = new Set(['failed', 'passed']);
const MAX_RATES = 8;

/** A simulated team, watched by the daemon and by a naive poller in the same run. */
export async function measureTeam(options: BenchOptions): Promise<string> {
  const work = countWork();
  const tables: string[] = [];
  for (const kind of options.forges) {
    const hour = await runTeamHour(kind, options, work);
    tables.push(renderTable(titleOf(kind, options), rowsOf(kind, options, hour)));
  }
  return tables.join('\n');
}

function titleOf(kind: ForgeKind, { people, projects, active, minutes, happenings }: BenchOptions): string {
  const name = kind === 'gitlab' ? 'GitLab' : 'GitHub';
  const share = `${number(active * 100, 0)} % of them active`;
  return `${name}: ${people} people, ${projects} projects, ${share}, ${happenings} happenings an hour, ${minutes} simulated minutes`;
}

function rowsOf(kind: ForgeKind, options: BenchOptions, hour: TeamHour): readonly Row[] {
  return [...requestRows(kind, options, hour), ...lagRows(hour), ...costRows(options, hour)];
}

function requestRows(kind: ForgeKind, { people, minutes }: BenchOptions, hour: TeamHour): readonly Row[] {
  const perMinute = hour.requests / minutes;
  const charged = (hour.requests - (kind === 'github' ? hour.notModified : 0)) / minutes;
  const naive = hour.naiveRounds === 0 ? null : hour.naiveRequests / hour.naiveRounds;
  const ratio = naive === null ? null : naive / perMinute;
  return [
    { what: 'requests a minute', value: number(perMinute), budget: 'at most 300 for 50 people' },
    { what: 'of these charged', value: number(charged) },
    { what: 'requests a minute and person', value: number(perMinute / people, 2) },
    { what: 'naive poller, requests a minute', value: number(naive) },
    { what: 'naive : Forgewatch', value: ratio === null ? 'none' : `${number(ratio)} : 1` },
    {
      what: 'naive : Forgewatch, charged',
      value: naive === null ? 'none' : `${number(naive / charged)} : 1`,
    },
    { what: 'requests a minute by kind', value: rates(hour.operations, minutes) },
    { what: 'answers of 4xx and 5xx', value: countsOf(hour.failed) },
  ];
}

function countsOf(counts: ReadonlyMap<string, number>): string {
  return counts.size === 0 ? 'none' : [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
}

function lagRows({ told, happenings, naiveLags, drainMinutes, waiting }: TeamHour): readonly Row[] {
  const lag = (choose: (one: Happening) => boolean): string => spread(summarise(told.lags(choose)), 's', 0);
  const worst = summarise(told.lags(() => true)).max;
  const missing = told.missing();
  const lost = missing.length === 0 ? '0' : `${missing.length} (${missing.map(nameOf).join(', ')})`;
  return [
    { what: 'lag in busy projects, p50 / p95 / p99', value: lag((one) => one.isHot), budget: 'p95 20 s' },
    { what: 'lag in quiet projects, p50 / p95 / p99', value: lag((one) => !one.isHot), budget: 'p95 65 s' },
    { what: 'lag of pipelines alone', value: lag((one) => PIPELINES.has(one.kind)) },
    { what: 'lag of everything else', value: lag((one) => !PIPELINES.has(one.kind)) },
    { what: 'greatest lag', value: `${number(worst, 0)} s` },
    { what: 'naive poller, lag p50 / p95 / p99', value: spread(summarise(naiveLags), 's', 0) },
    { what: 'messages owed', value: number(happenings.all.length) },
    { what: 'missing', value: lost, budget: '0' },
    { what: 'repeated', value: number(told.repeats()), budget: '0' },
    { what: 'told, but owed to nobody', value: unexpected(told.unexpected), budget: '0' },
    { what: 'left in the outbox', value: number(waiting), budget: '0' },
    { what: 'Telegram calls', value: number(told.calls) },
    { what: 'simulated minutes until all was told', value: number(drainMinutes) },
  ];
}

function costRows({ minutes }: BenchOptions, hour: TeamHour): readonly Row[] {
  const perPoll = hour.polls === 0 ? null : hour.statements / hour.polls;
  return [
    { what: 'polls a minute', value: number(hour.polls / minutes) },
    { what: 'polls a minute by feed', value: rates(hour.pollsByKind, minutes) },
    { what: 'reads that ended badly', value: hour.troubles },
    { what: 'database statements a poll', value: number(perPoll) },
    { what: 'database statements a simulated minute', value: number(hour.statements / minutes, 0) },
    { what: 'first reads of all feeds', value: `${number(hour.warmUpMinutes)} simulated minutes` },
    { what: 'real time', value: `${number(hour.wallSeconds)} s` },
    { what: 'warnings', value: hour.complaints.length === 0 ? 'none' : hour.complaints.join(', ') },
  ];
}

/** The most frequent first; what is rare is left out. */
function rates(counts: ReadonlyMap<string, number>, minutes: number): string {
  const frequent = [...counts]
    .sort((one, other) => other[1] - one[1])
    .filter(([, count]) => count / minutes >= 0.5)
    .slice(0, MAX_RATES);
  return frequent.map(([name, count]) => `${name} ${number(count / minutes)}`).join(', ');
}

function nameOf({ marker, kind, isHot }: Happening): string {
  return `${marker} ${kind}${isHot ? '' : ' in a quiet project'}`;
}

function unexpected(lines: readonly string[]): string {
  return lines.length === 0 ? '0' : `${lines.length}, such as ${JSON.stringify(lines[0])}`;
}
