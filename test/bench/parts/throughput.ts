import { type Phase, PERIOD_SECONDS } from '../live/polling-messages.js';
import { runThroughput, type Throughput } from '../live/throughput.js';
import type { BenchOptions } from '../options.js';
import { summarise } from '../statistics.js';
import { number, renderTable, type Row } from '../table.js';

/** How much one process gets done in real time, with its own budgets lifted. */
export async function measureThroughput(options: BenchOptions): Promise<string> {
  const kind = options.forges.at(-1) ?? 'github';
  const throughput = await runThroughput(kind, options);
  const name = kind === 'gitlab' ? 'GitLab' : 'GitHub';
  const database = options.databaseUrl === null ? 'embedded database' : 'PostgreSQL server';
  const title = `One process, ${options.accounts} accounts with ${options.feeds} ${name} feeds each, ${database}`;
  return renderTable(title, rowsOf(options, throughput));
}

function rowsOf(options: BenchOptions, throughput: Throughput): readonly Row[] {
  const { saturated, paced, barePerSecond, linkSeconds, residentBeforeMiB, baselineSeconds, complaints } =
    throughput;
  const due = (options.accounts * options.feeds * 60) / PERIOD_SECONDS;
  const perSecond = saturated.requests / saturated.seconds;
  const late = summarise(paced.lateness);
  const tooLate = paced.lateness.filter((seconds) => seconds > PERIOD_SECONDS / 10).length;
  return [
    {
      what: 'feeds a minute, everything always due',
      value: number(perMinute(saturated), 0),
      budget: '10,000',
    },
    ...loadRows('everything always due', saturated),
    { what: 'requests a second, everything always due', value: number(perSecond, 0) },
    { what: 'the same requests by a bare HTTP client, a second', value: number(barePerSecond, 0) },
    { what: 'bare : Forgewatch', value: `${number(barePerSecond / perSecond)} : 1` },
    {
      what: `feeds a minute when ${number(due)} are due`,
      value: number(perMinute(paced), 0),
      budget: number(due),
    },
    {
      what: 'lateness p50 / p95 / greatest',
      value: `${number(late.p50, 2)} / ${number(late.p95, 2)} / ${number(late.max, 2)} s`,
    },
    { what: `reads more than 10 % late (${PERIOD_SECONDS / 10} s)`, value: number(tooLate), budget: '0' },
    ...loadRows('at that rate', paced),
    { what: 'memory before the first poll', value: `${number(residentBeforeMiB, 0)} MiB` },
    { what: 'reads that ended badly', value: `${saturated.troubles}; ${paced.troubles}` },
    { what: 'linking all accounts', value: `${number(linkSeconds)} s` },
    { what: 'first read of all feeds', value: `${number(baselineSeconds)} s` },
    { what: 'warnings', value: complaints.length === 0 ? 'none' : complaints.join(', ') },
  ];
}

function loadRows(when: string, { cpuPercent, maxResidentMiB, statements, polls }: Phase): readonly Row[] {
  return [
    { what: `processor, ${when}`, value: `${number(cpuPercent, 0)} % of one core` },
    { what: `memory, ${when}`, value: `${number(maxResidentMiB, 0)} MiB`, budget: '512 MiB' },
    { what: `database statements a poll, ${when}`, value: polls === 0 ? 'none' : number(statements / polls) },
  ];
}

function perMinute({ polls, seconds }: Phase): number {
  return (polls / seconds) * 60;
}
