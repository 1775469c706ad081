import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config/index.js';
import type { BotDeps, TokenOnly } from './bot/bot-deps.js';
import { type Bot, createBot } from './bot/bot.js';
import { DigestClock } from './bot/digest/digest-clock.js';
import { createTranslator } from './bot/translator.js';
import { createChartDrawer } from './charts/create-chart-drawer.js';
import { createTelegram } from './channels/telegram/telegram-client.js';
import { createTelegramChannel } from './channels/telegram/telegram-channel.js';
import { chatKey, REACTIONS_CHAT } from './domain/chat.js';
import type { OpenAccount } from './domain/account.js';
import type { Logger } from './domain/logger.js';
import type { ForgeKind } from './domain/forge.js';
import type { ForgeActions } from './domain/ports/forge-actions.js';
import type { ForgeAdapter, ForgeSession } from './domain/ports/forge-adapter.js';
import type { PeopleStores } from './domain/ports/people-store.js';
import { type Clock, SECOND } from './domain/time.js';
import { isWorthOffering } from './actions/foresee.js';
import { EVENTS } from './events/index.js';
import { createRenderer } from './events/render/render-notification.js';
import { createGithubAdapter } from './forges/github/adapter.js';
import { createGitlabAdapter } from './forges/gitlab/adapter.js';
import { Dispatcher } from './outbox/dispatcher.js';
import { createFloodGauge } from './outbox/flood.js';
import { limitRate, TELEGRAM_MESSAGES_PER_SECOND } from './outbox/limit-rate.js';
import { createPacing } from './outbox/pacing.js';
import { createLaneRunner } from './outbox/run-lane.js';
import { createGovernor, type Governor, type GovernorOptions } from './polling/governor.js';
import { matchRule } from './polling/match-rule.js';
import { createScheduler, type Scheduler } from './polling/scheduler.js';
import { chooseProxy } from './proxy/choose-proxy.js';
import { openFetch } from './proxy/open-fetch.js';
import type { Reactions } from './reactions/reactions.js';
import type { Metrics } from './runtime/metrics.js';
import { Pulse } from './runtime/pulse.js';
import type { Storage } from './storage/open-storage.js';
import type { SiteDeps } from './web/site-deps.js';
import { linkToPage, siteDeps } from './wire-page.js';

export interface AppDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  /** Something broke that only a restart or an operator mends. */
  readonly onFatal: (error: Error) => void;
  /** Replaces parts of the published request budget; the benchmark lifts it. */
  readonly budgets?: GovernorOptions['budgets'];
  /** Replaces the real wait for a place in the budget, where the clock is not the real one. */
  readonly sleep?: GovernorOptions['sleep'];
  readonly messagesPerSecond?: number;
}

/** A command's requests may take this long altogether. */
const COMMAND_LIMIT_MS = 30 * SECOND;
const POLLING_ROLE = 'telegram-poll';
const POLLING_ROLE_MS = 30 * SECOND;

/** The parts of a running daemon, for those who drive them by another clock. */
export interface Daemon {
  readonly scheduler: Scheduler;
  readonly dispatcher: Dispatcher;
  readonly bot: Bot;
  readonly digests: DigestClock;
  readonly pulse: Pulse;
  /** `null`: the operator has no code of their own. */
  readonly reactions: Reactions | null;
  /** What the page needs. */
  readonly site: Omit<SiteDeps, 'checkHealth'>;
  /** Leaves the Telegram poll to another process. */
  readonly leave: () => Promise<void>;
}

export interface Foundation {
  readonly storage: Storage;
  readonly metrics: Metrics;
}

/** Wires everything that stands on the database; nothing of it runs yet. */
export async function buildDaemon(config: Config, deps: AppDeps, foundation: Foundation): Promise<Daemon> {
  const { storage, metrics } = foundation;
  const { logger, clock } = deps;
  const owner = randomUUID();
  const governor = createGovernor({
    clock,
    logger,
    metrics: metrics.polls,
    ...(deps.budgets === undefined ? {} : { budgets: deps.budgets }),
    ...(deps.sleep === undefined ? {} : { sleep: deps.sleep }),
  });
  const fetch = await openFetch(config.proxies);
  const adapters = createAdapters({ logger, fetch });
  const pulse = new Pulse({
    roles: storage.people.roles,
    owner,
    clock,
    logger,
    onCount: (processes) => governor.setLiveProcesses(processes),
  });
  const dispatcher = buildDispatcher(config, deps, foundation, { owner, pulse });
  const scheduler = createScheduler({
    store: storage.polls,
    adapters,
    governor,
    definitions: EVENTS,
    metrics: metrics.polls,
    logger,
    clock,
    intervalMs: config.pollIntervalSeconds * SECOND,
    retention: config.retention,
    owner,
    onOwed: () => {
      dispatcher.nudge();
      reactions?.nudge();
    },
  });
  const botParts = await botDeps(config, deps, storage, { owner, governor, adapters, fetch });
  const digests = buildDigests(deps, storage, () => dispatcher.nudge());
  const bot = createBot({ ...botParts, onFeedsChanged: () => scheduler.nudge() });
  const reactions = await buildReactions(config, deps, storage, {
    owner,
    governor,
    adapters,
    onFeedsChanged: () => scheduler.nudge(),
  });
  const leave = (): Promise<void> => storage.people.roles.release(POLLING_ROLE, owner);
  const site = siteDeps(config, botParts, governor);
  return { scheduler, dispatcher, bot, digests, pulse, reactions, site, leave };
}

function createAdapters(deps: Parameters<typeof createGitlabAdapter>[0]): BotParts['adapters'] {
  return { gitlab: createGitlabAdapter(deps), github: createGithubAdapter(deps) };
}

function buildDigests({ clock, logger }: AppDeps, { people }: Storage, onOwed: () => void): DigestClock {
  return new DigestClock({ stores: people, translator: createTranslator(), clock, logger, onOwed });
}

function buildDispatcher(
  config: Config,
  { logger, clock, messagesPerSecond = TELEGRAM_MESSAGES_PER_SECOND }: AppDeps,
  { storage, metrics }: Foundation,
  { owner, pulse }: { readonly owner: string; readonly pulse: Pulse },
): Dispatcher {
  const channel = createTelegramChannel({ telegram: telegramOf(config), logger });
  const runLane = createLaneRunner({
    store: storage.outbox,
    channel: limitRate(channel, { perSecond: messagesPerSecond, processes: () => pulse.processes }),
    renderer: createRenderer(EVENTS, isWorthOffering),
    translator: createTranslator(),
    pacing: createPacing(),
    flood: createFloodGauge(),
    clock,
    logger,
    metrics: metrics.deliveries,
  });
  return new Dispatcher({ store: storage.outbox, runLane, clock, logger, owner });
}

interface BotParts {
  readonly owner: string;
  readonly governor: Governor;
  readonly adapters: Readonly<Record<ForgeKind, ForgeAdapter & { readonly actions: ForgeActions }>>;
}

async function botDeps(
  config: Config,
  { logger, clock, onFatal }: AppDeps,
  storage: Storage,
  { owner, governor, adapters, fetch }: BotParts & { readonly fetch: BotDeps['fetch'] },
): Promise<Omit<BotDeps, 'onFeedsChanged'>> {
  const telegram = telegramOf(config);
  const { roles } = storage.people;
  return {
    telegram,
    fetch,
    channel: createTelegramChannel({ telegram, logger }),
    stores: storage.people,
    adapters,
    actions: { gitlab: adapters.gitlab.actions, github: adapters.github.actions },
    renderer: createRenderer(EVENTS, isWorthOffering),
    forges: config.forges,
    translator: createTranslator(),
    drawChart: createChartDrawer({ logger }),
    retention: config.retention,
    clock,
    logger,
    wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
    allowedUsers: config.allowedUsers,
    claimCode: await claimCode(config, storage.people, logger),
    linkToPage: linkToPage(config, storage, clock),
    randomId: () => randomBytes(12).toString('base64url'),
    openSession: (who) => openSession(governor, who, 'person'),
    countWaiting: async (chatKey) => (await storage.outbox.head(chatKey, 1_000)).length,
    holdPolling: () => {
      const now = clock();
      return roles.hold(POLLING_ROLE, owner, now, new Date(now.getTime() + POLLING_ROLE_MS));
    },
    onFatal,
  };
}

/** Loaded by whoever has any. What was watched for them earlier is watched no more. */
async function buildReactions(
  config: Config,
  deps: AppDeps,
  { people: stores, reactions: store }: Storage,
  { owner, governor, adapters, onFeedsChanged }: BotParts & { readonly onFeedsChanged: () => void },
): Promise<Reactions | null> {
  const left = config.reactions === null ? await stores.watches.listOfChat(chatKey(REACTIONS_CHAT)) : [];
  if (config.reactions === null && left.length === 0) return null;
  const { createReactions, withdrawReactions } = await import('./reactions/create-reactions.js');
  const parts = {
    ...deps,
    store,
    stores,
    adapters,
    actionsOf: { gitlab: adapters.gitlab.actions, github: adapters.github.actions },
    openSession: (account: OpenAccount) => openSession(governor, account, 'reaction'),
    definitions: EVENTS,
    matches: matchRule,
    owner,
    onFeedsChanged,
  };
  if (config.reactions !== null) return createReactions(config.reactions, parts);
  await withdrawReactions(parts);
  return null;
}

function openSession(
  governor: Governor,
  who: OpenAccount | TokenOnly,
  priority: 'person' | 'reaction',
): ForgeSession {
  const id = 'id' in who ? who.id : `not linked at ${who.forge.url}`;
  return {
    forge: who.forge,
    secret: who.secret,
    gate: governor.gateFor({ id, forge: who.forge }, priority),
    signal: AbortSignal.timeout(COMMAND_LIMIT_MS),
  };
}

function telegramOf({ telegram, proxies }: Config): ReturnType<typeof createTelegram> {
  const { botToken, apiRoot } = telegram;
  const proxy = proxies === null ? null : chooseProxy(proxies, new URL(apiRoot));
  return createTelegram({ token: botToken.reveal(), apiRoot, proxy });
}

/** In place of a claim code that has done its work. */
const USED_UP = '';

/** Kept in the database, so that all processes of an installation accept the one that any of them logged. */
async function claimCode(
  config: Config,
  { members, settings }: PeopleStores,
  logger: Logger,
): Promise<string | null> {
  const name = 'claim-code';
  if (config.allowedUsers.length > 0 || (await members.hasOperator())) {
    await settings.set(name, USED_UP);
    return null;
  }
  const known = (await settings.get(name)) ?? USED_UP;
  const code = known === USED_UP ? randomBytes(9).toString('base64url') : known;
  await settings.set(name, code);
  logger.warn(
    { send: `/start ${code}` },
    'nobody owns this bot yet: send it this message to become its operator',
  );
  return code;
}
