import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChatKind } from '../../../src/domain/chat.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import { MINUTE } from '../../../src/domain/time.js';
import { aPipeline, anEvent, anEventNotification } from '../../support/builders.js';
import { makePlace } from '../bench-storage.js';
import { forgeAt, linkAccount, openSession } from '../link-account.js';
import { createAdapter } from '../team/link-team.js';
import type { CallCount } from '../work-under-way.js';
import { measureBareSender } from './bare-client.js';
import { type LiveGround, openGround, realClock } from './live-daemon.js';
import { type Load, watchLoad } from './process-load.js';
import { type Sims, startSims } from './sim-client.js';

export interface OutboxRun {
  readonly chats: number;
  readonly groups: number;
  /** Messages for each chat. */
  readonly perChat: number;
  readonly perGroup: number;
  readonly hasTelegramLimits: boolean;
  readonly databaseUrl: string | null;
  readonly statements: CallCount;
}

export interface Delivered extends Load {
  readonly owed: number;
  readonly sent: number;
  /** Until `STEADY_SHARE` was sent: the rest may be of few chats, each of which has a pace of its own. */
  readonly steady: { readonly sent: number; readonly seconds: number } | null;
  readonly statements: number;
  /** Answers of 429. */
  readonly violations: number;
  readonly outcomes: string;
  readonly complaints: readonly string[];
  /** What `fetch` alone reaches right afterwards; `null` where Telegram's limits forbid it. */
  readonly barePerSecond: number | null;
}

const BATCH = 500;
const LIMIT_MS = MINUTE / 2;
const STEADY_SHARE = 0.9;
/** As many chats as the dispatcher writes to at the same time. */
const CONCURRENCY = 64;

/** Owes many chats many messages and delivers them. */
export async function runOutbox(run: OutboxRun): Promise<Delivered> {
  const { chats, groups, hasTelegramLimits } = run;
  const sims = await startSims({
    forge: 'github',
    people: chats,
    projectsEach: 1,
    groups,
    hasTelegramLimits,
  });
  const ground = await openGround(await makePlace(run.databaseUrl));
  try {
    const owed = await owe(sims, ground, run);
    const isLifted = !hasTelegramLimits;
    const delivered = await deliver(sims, ground, { owed, isLifted, statements: run.statements });
    const ids = sims.people.map(({ id }) => id);
    const bare = { messages: owed, concurrency: CONCURRENCY };
    const barePerSecond = isLifted ? await measureBareSender(sims.telegram, ids, bare) : null;
    return { ...delivered, barePerSecond };
  } finally {
    await ground.close();
    await sims.close();
  }
}

async function deliver(
  sims: Sims,
  ground: LiveGround,
  task: { readonly owed: number; readonly isLifted: boolean; readonly statements: CallCount },
): Promise<Omit<Delivered, 'barePerSecond'>> {
  const { owed, isLifted, statements } = task;
  const { dispatcher } = await ground.build({
    forge: forgeAt('github', sims.url),
    sims,
    limits: isLifted ? { messagesPerSecond: 1_000_000 } : {},
  });
  const begun = performance.now();
  const load = watchLoad();
  const before = statements.total;
  dispatcher.start();
  dispatcher.nudge();
  const sent = (): number => ground.deliveries.get('sent') ?? 0;
  let steady: Delivered['steady'] = null;
  while (sent() < owed && performance.now() - begun < LIMIT_MS) {
    await delay(10);
    if (steady !== null || sent() < owed * STEADY_SHARE) continue;
    steady = { sent: sent(), seconds: (performance.now() - begun) / 1_000 };
  }
  const measured = { ...load.end(), statements: statements.total - before };
  await dispatcher.stop();
  const { violations } = await sims.count();
  const outcomes = [...ground.deliveries].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  return {
    ...measured,
    owed,
    sent: sent(),
    steady,
    violations,
    outcomes,
    complaints: ground.logger.complaints(),
  };
}

/** Returns how many messages are owed. */
async function owe(sims: Sims, { storage }: LiveGround, run: OutboxRun): Promise<number> {
  const accountId = await linkFirst(sims, storage);
  const notifications = [
    ...(await addChats(storage, {
      kind: 'private',
      ids: sims.people.map(({ id }) => id),
      each: run.perChat,
    })),
    ...(await addChats(storage, { kind: 'group', ids: sims.groups, each: run.perGroup })),
  ].map((notification) => ({ ...notification, accountId }));
  const now = realClock();
  const until = new Date(now.getTime() + MINUTE);
  const [work] = await storage.polls.claimDue({ owner: 'bench', limit: 1, now, until });
  if (work === undefined) throw new Error('The account is not due.');
  for (let from = 0; from < notifications.length; from += BATCH) {
    const batch = notifications.slice(from, from + BATCH);
    await storage.polls.commit(work.lease, (tx) => tx.enqueue(batch));
  }
  return notifications.length;
}

async function linkFirst(sims: Sims, storage: LiveGround['storage']): Promise<string> {
  const [person] = sims.people;
  const [project] = person?.projects ?? [];
  if (person === undefined || project === undefined) throw new Error('Nobody is there.');
  const { token } = person;
  const forge = forgeAt('github', sims.url);
  const identity = await createAdapter('github').identify(openSession(forge, token));
  const { id, path, url } = project;
  const projects = [{ id: String(id), path, name: path, url, defaultBranch: 'main' }];
  const linking = { personId: String(person.id), forge, token, identity, projects, now: realClock() };
  return linkAccount(storage.people, linking);
}

/** Messages in turns: each chat gets its first before any gets its second. */
async function addChats(
  { people }: LiveGround['storage'],
  { kind, ids, each }: { readonly kind: ChatKind; readonly ids: readonly number[]; readonly each: number },
): Promise<readonly EventNotification[]> {
  const keys: string[] = [];
  for (const id of ids) {
    const chat = await people.chats.save({
      address: { chatId: String(id), topicId: null },
      kind,
      title: null,
    });
    keys.push(chat.key);
  }
  return Array.from({ length: each }, (_, turn) => keys.map((key) => aMessage(key, turn))).flat();
}

/** Each about another pipeline, so that none is told together with another. */
function aMessage(chatKey: string, turn: number): EventNotification {
  const id = `${chatKey}-${turn}`;
  const subject = aPipeline({ id, number: String(turn), status: 'failed', ref: `branch-${turn}` });
  const event = anEvent({ key: `pipeline-failed:${id}`, subject, reason: 'triggered' });
  return anEventNotification({ chatKey, dedupeKey: event.key, event });
}
