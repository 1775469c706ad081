import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { FeedPlan } from '../../../src/domain/feed.js';
import type { Forge, ForgeKind } from '../../../src/domain/forge.js';
import type { Project } from '../../../src/domain/project.js';
import { forgeAt, linkAccount, openSession } from '../link-account.js';
import type { BenchOptions } from '../options.js';
import { createAdapter } from '../team/link-team.js';
import type { CallCount } from '../work-under-way.js';
import { measureBareClient } from './bare-client.js';
import { type LiveGround, openGround, realClock } from './live-daemon.js';
import { type Load, watchLoad } from './process-load.js';
import { type Sims, startSims } from './sim-client.js';
import type { SimPerson } from './sim-messages.js';

/** Each feed is due once in so many seconds. */
export const PERIOD_SECONDS = 60;
/** A feed that changed lately is due four times in an interval. */
const HOT_SHARE = 4;
/** As many as the daemon has under way: 16 accounts with 3 feeds each. */
const CONCURRENCY = 48;
const SATURATED_SECONDS = 15;
const FEEDS_OF_PROJECT: Readonly<Record<ForgeKind, number>> = { gitlab: 1, github: 3 };

export interface Phase extends Load {
  readonly polls: number;
  readonly requests: number;
  readonly statements: number;
  readonly lateness: readonly number[];
  readonly troubles: string;
}

export interface Throughput {
  readonly linkSeconds: number;
  /** Of this process before it has polled anything, with all that the benchmark itself needs. */
  readonly residentBeforeMiB: number;
  readonly baselineSeconds: number;
  /** Everything is always due. */
  readonly saturated: Phase;
  /** Each feed once in `PERIOD_SECONDS`. */
  readonly paced: Phase;
  readonly barePerSecond: number;
  readonly complaints: readonly string[];
}

interface Stage {
  readonly forge: Forge;
  readonly sims: Sims;
  readonly ground: LiveGround;
  readonly statements: CallCount;
}

export async function runThroughput(
  kind: ForgeKind,
  options: BenchOptions,
  statements: CallCount,
): Promise<Throughput> {
  const projectsEach = Math.ceil(options.feeds / FEEDS_OF_PROJECT[kind]);
  const sims = await startSims({
    forge: kind,
    people: options.accounts,
    projectsEach,
    groups: 0,
    hasTelegramLimits: false,
  });
  const ground = await openGround(options.databaseUrl);
  const stage = { forge: forgeAt(kind, sims.url), sims, ground, statements };
  try {
    const linking = performance.now();
    for (const person of sims.people) await link(stage, person, options.feeds);
    const linkSeconds = (performance.now() - linking) / 1_000;
    const residentBeforeMiB = process.memoryUsage.rss() / 1024 ** 2;
    const { baselineSeconds, saturated } = await runSaturated(stage);
    const paced = await runPaced(stage, options.seconds);
    const requests = Math.min(6_000, saturated.requests);
    const barePerSecond = await measureBareClient(stage.forge, sims.people, {
      requests,
      concurrency: CONCURRENCY,
    });
    const complaints = ground.logger.complaints();
    return { linkSeconds, residentBeforeMiB, baselineSeconds, saturated, paced, barePerSecond, complaints };
  } finally {
    await ground.close();
    await sims.close();
  }
}

async function link({ forge, ground }: Stage, person: SimPerson, feeds: number): Promise<void> {
  const { token } = person;
  const identity = await createAdapter(forge.kind).identify(openSession(forge, token));
  const projects = person.projects.map(({ id, path, url }): Project => ({
    id: String(id),
    path,
    name: path,
    url,
    defaultBranch: 'main',
  }));
  // Feeds of projects alone, because account feeds have a slower rhythm.
  const choose = (plan: readonly FeedPlan[]): readonly FeedPlan[] =>
    plan.filter(({ projectId }) => projectId !== null).slice(0, feeds);
  const personId = String(person.id);
  const now = realClock();
  await linkAccount(ground.storage.people, { personId, forge, token, identity, projects, now, choose });
}

async function runSaturated(stage: Stage): Promise<Pick<Throughput, 'baselineSeconds' | 'saturated'>> {
  const { ground } = stage;
  const daemon = await build(stage, HOT_SHARE);
  const begun = performance.now();
  daemon.scheduler.start();
  while ((await unread(ground)) > 0) {
    await delay(500);
    if (performance.now() - begun > 240_000) throw new Error('The first reads take for ever.');
  }
  const baselineSeconds = (performance.now() - begun) / 1_000;
  await makeHot(ground, 0);
  const saturated = await measure(stage, SATURATED_SECONDS);
  await daemon.scheduler.stop();
  return { baselineSeconds, saturated };
}

async function runPaced(stage: Stage, seconds: number): Promise<Phase> {
  await makeHot(stage.ground, PERIOD_SECONDS);
  const daemon = await build(stage, PERIOD_SECONDS * HOT_SHARE);
  daemon.scheduler.start();
  const phase = await measure(stage, seconds);
  await daemon.scheduler.stop();
  return phase;
}

function build({ forge, sims, ground }: Stage, pollIntervalSeconds: number): ReturnType<LiveGround['build']> {
  const lifted = {
    pollsPerMinute: Infinity,
    forgePerSecond: Infinity,
    forgeConcurrency: Infinity,
  };
  return ground.build({
    forge,
    sims,
    pollIntervalSeconds,
    limits: { budgets: { gitlab: lifted, github: lifted } },
  });
}

async function measure({ sims, ground, statements }: Stage, seconds: number): Promise<Phase> {
  const { tally } = ground;
  tally.clear();
  const before = { requests: (await sims.count()).forgeRequests, statements: statements.total };
  const load = watchLoad();
  await delay(seconds * 1_000);
  const measured = load.end();
  return {
    ...measured,
    polls: tally.polls,
    lateness: [...tally.lateness],
    troubles: tally.troubles,
    statements: statements.total - before.statements,
    requests: (await sims.count()).forgeRequests - before.requests,
  };
}

async function unread({ sql }: LiveGround): Promise<number> {
  const [row] = await sql<{ count: string }>(`SELECT count(*) FROM feed WHERE baseline_at IS NULL`);
  return Number(row?.count ?? 0);
}

/** Makes every feed one that changed just now, and due at some moment of the next `withinSeconds`. */
async function makeHot({ sql }: LiveGround, withinSeconds: number): Promise<void> {
  await sql(
    `UPDATE feed SET last_change_at = now(), next_poll_at = now() + random() * $1 * interval '1 second'`,
    [withinSeconds],
  );
  await sql(
    `UPDATE account SET next_due_at = (SELECT min(next_poll_at) FROM feed WHERE account_id = account.id)`,
  );
}
