import { fork } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { FeedPlan } from '../../../src/domain/feed.js';
import type { Forge, ForgeKind } from '../../../src/domain/forge.js';
import type { Project } from '../../../src/domain/project.js';
import { type BenchStorage, makePlace, openBenchStorage } from '../bench-storage.js';
import { forgeAt, linkAccount, openSession } from '../link-account.js';
import type { BenchOptions } from '../options.js';
import { createQuietLogger } from '../quiet-logger.js';
import { createAdapter } from '../team/link-team.js';
import { ask } from './ask-child.js';
import { measureBareClient } from './bare-client.js';
import { realClock } from './live-daemon.js';
import type { Polling, PollingTask } from './polling-messages.js';
import { startSims } from './sim-client.js';
import type { SimPerson } from './sim-messages.js';

/** As many as the daemon has under way: 16 accounts with 3 feeds each. */
const CONCURRENCY = 48;
const FEEDS_OF_PROJECT: Readonly<Record<ForgeKind, number>> = { gitlab: 1, github: 3 };

export interface Throughput extends Polling {
  readonly linkSeconds: number;
  readonly barePerSecond: number;
}

export async function runThroughput(kind: ForgeKind, options: BenchOptions): Promise<Throughput> {
  const projectsEach = Math.ceil(options.feeds / FEEDS_OF_PROJECT[kind]);
  const people = options.accounts;
  const sims = await startSims({ forge: kind, people, projectsEach, groups: 0, hasTelegramLimits: false });
  const place = await makePlace(options.databaseUrl);
  const forge = forgeAt(kind, sims.url);
  try {
    const linking = performance.now();
    const ground = await openBenchStorage(place, { logger: createQuietLogger(), clock: realClock });
    for (const person of sims.people) await link(forge, ground, person, options.feeds);
    await ground.storage.close();
    const linkSeconds = (performance.now() - linking) / 1_000;
    const { databaseUrl, dataDir } = place;
    const { telegram } = sims;
    const { seconds } = options;
    const polling = await poll({ forge, sims: { telegram }, place: { databaseUrl, dataDir }, seconds });
    const requests = Math.min(6_000, polling.saturated.requests);
    const bare = { requests, concurrency: CONCURRENCY };
    return { ...polling, linkSeconds, barePerSecond: await measureBareClient(forge, sims.people, bare) };
  } finally {
    await place.remove();
    await sims.close();
  }
}

async function poll(task: PollingTask): Promise<Polling> {
  const child = fork(new URL('./polling-process.js', import.meta.url));
  try {
    return await ask<Polling>(child, task);
  } finally {
    child.disconnect();
  }
}

async function link(
  forge: Forge,
  { storage }: BenchStorage,
  person: SimPerson,
  feeds: number,
): Promise<void> {
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
  await linkAccount(storage.people, { personId, forge, token, identity, projects, now, choose });
}
