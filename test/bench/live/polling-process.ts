import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Forge } from '../../../src/domain/forge.js';
import { countWork, type WorkUnderWay } from '../work-under-way.js';
import { answerParent } from './ask-child.js';
import { type LiveGround, openGround } from './live-daemon.js';
import { watchLoad } from './process-load.js';
import { type Phase, PERIOD_SECONDS, type Polling, type PollingTask } from './polling-messages.js';

/** The polling daemon in a process that does nothing else, so that its memory is its own. */

/** A feed that changed lately is due four times in an interval. */
const HOT_SHARE = 4;
const SATURATED_SECONDS = 15;

interface Stage {
  readonly forge: Forge;
  readonly sims: PollingTask['sims'];
  readonly ground: LiveGround;
  readonly work: WorkUnderWay;
}

const work = countWork();

async function poll({ forge, sims, place, seconds }: PollingTask): Promise<Polling> {
  const ground = await openGround({ ...place, remove: () => Promise.resolve() });
  const stage = { forge, sims, ground, work };
  const residentBeforeMiB = process.memoryUsage.rss() / 1024 ** 2;
  const { baselineSeconds, saturated } = await runSaturated(stage);
  const paced = await runPaced(stage, seconds);
  const complaints = ground.logger.complaints();
  await ground.close();
  return { residentBeforeMiB, baselineSeconds, saturated, paced, complaints };
}

async function runSaturated(stage: Stage): Promise<Pick<Polling, 'baselineSeconds' | 'saturated'>> {
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

async function measure({ ground, work }: Stage, seconds: number): Promise<Phase> {
  const { tally } = ground;
  tally.clear();
  const before = { requests: work.fetches.total, statements: work.statements.total };
  const load = watchLoad();
  await delay(seconds * 1_000);
  const measured = load.end();
  return {
    ...measured,
    polls: tally.polls,
    lateness: [...tally.lateness],
    troubles: tally.troubles,
    statements: work.statements.total - before.statements,
    requests: work.fetches.total - before.requests,
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

answerParent(poll);
