import { DEFAULT_LANGUAGE } from '../domain/language.js';
import type { Logger } from '../domain/logger.js';
import type { Channel } from '../domain/ports/channel.js';
import type { LaneLease, OutboxMessage, OutboxStore, Release, Which } from '../domain/ports/outbox-store.js';
import { amend, judgeAgain } from '../domain/judge-again.js';
import { siftMuted } from '../domain/mute.js';
import { heldUntil } from '../domain/preferences.js';
import type { Translator } from '../domain/ports/translator.js';
import type { Clock } from '../domain/time.js';
import { ticketCardKey } from '../domain/ticket.js';
import type { LeveledRenderer } from '../events/render/render-notification.js';
import {
  cardKeyOf,
  deliverEvents,
  deliverLetter,
  deliverNotice,
  type DeliveryContext,
  refreshCard,
  type Shown,
} from './deliver-burst.js';
import { deliverSummary, type SummaryCause } from './deliver-summary.js';
import { toDeliveryError } from './delivery-error.js';
import { deliverTicket } from './deliver-ticket.js';
import { countSends, type FloodGauge } from './flood.js';
import { burstOf, nextQuietStep, type QuietStep } from './keep-quiet.js';
import { matchRule } from '../polling/match-rule.js';
import { bursts, nextBurst } from './next-burst.js';
import type { Pacing } from './pacing.js';
import { isPoisonous } from './retry-policy.js';
import { settleFailure } from './settle-failure.js';

export interface LaneDeps {
  readonly store: OutboxStore;
  readonly channel: Channel;
  readonly renderer: LeveledRenderer;
  readonly translator: Translator;
  readonly pacing: Pacing;
  readonly flood: FloodGauge;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: DeliveryMetrics;
}

export interface DeliveryMetrics {
  /** `outcome`: `sent`, or the code of the failure. */
  countDelivery(outcome: string): void;
  /** Seconds from the forge's time of the event to Telegram's answer. */
  observeLag(seconds: number): void;
}

/** Delivers the next burst that the chat is owed and ends the lease. */
export type LaneRunner = (lease: LaneLease) => Promise<void>;

/** How many messages a look at a chat takes in; a longer queue goes on in the next. */
const HEAD_SIZE = 50;
/** A longer night makes a second summary. */
const SUMMARY_SIZE = 500;

export function createLaneRunner(deps: LaneDeps): LaneRunner {
  return async (lease) => {
    const { chat } = lease;
    const now = deps.clock();
    const readyAt = deps.pacing.readyAt(chat.chatId, chat.kind, now);
    if (readyAt > now) await deps.store.release(lease, readyAt, now);
    else await deliverNext(deps, lease);
  };
}

async function deliverNext(deps: LaneDeps, lease: LaneLease): Promise<void> {
  const { store, clock } = deps;
  const quietEnd = heldUntil(lease.preferences, clock());
  if (quietEnd !== null) return keepQuiet(deps, lease, quietEnd);
  const queue = await wantedHead(deps, lease, HEAD_SIZE, 'all');
  if (queue === null) return;
  if (queue.length === 0) return store.release(lease, null, clock());
  if (lease.isTopicClosed) return sumUp(deps, lease, 'closed');
  const floodEnd = endOfFlood(deps, lease, queue);
  if (floodEnd !== null) return keepQuiet(deps, lease, floodEnd);
  if (queue.some(({ isDeferred }) => isDeferred)) return sumUp(deps, lease, 'quiet');
  const messages = nextBurst(queue);
  const isMoreWaiting = queue.length > messages.length || queue.length === HEAD_SIZE;
  await attempt(deps, lease, { messages, isMoreWaiting, tell: () => tellBurst(deps, lease, messages) });
}

/** When what waits in such numbers is summed up; `null`: now. What was held already comes first, so that no flood holds it for ever. */
function endOfFlood(
  { flood, clock }: LaneDeps,
  { chat }: LaneLease,
  queue: readonly OutboxMessage[],
): Date | null {
  const isHeld = queue.some(({ isDeferred }) => isDeferred);
  return flood.heldUntil(chat.key, isHeld ? 0 : bursts(queue).length, clock());
}

/** What nobody wants any more is taken out first, and the lane is looked at anew: `null`. */
async function wantedHead(
  deps: LaneDeps,
  lease: LaneLease,
  limit: number,
  which: Which,
): Promise<readonly OutboxMessage[] | null> {
  const { store, clock } = deps;
  const queue = await store.head(lease.chat.key, limit, which);
  const hasChanged = await leaveOutMuted(deps, lease, queue);
  const verdict = judgeAgain(queue, lease.chat.kind, matchRule);
  const { withdrawnIds, amendments } = verdict;
  if (withdrawnIds.length + amendments.length > 0) await store.rejudge(lease, verdict);
  if (!hasChanged && withdrawnIds.length === 0) return amend(queue, amendments);
  await store.release(lease, clock(), clock());
  return null;
}

/** What is muted is given up for good. */
async function leaveOutMuted(
  { store, clock }: LaneDeps,
  lease: LaneLease,
  queue: readonly OutboxMessage[],
): Promise<boolean> {
  const { mutedIds, endedMuteIds } = siftMuted(queue, lease.mutes, clock());
  if (mutedIds.length > 0) await store.abandon(lease, mutedIds, 'muted');
  if (endedMuteIds.length > 0) await store.endMutes(lease.chat.key, endedMuteIds);
  return mutedIds.length + endedMuteIds.length > 0;
}

/** What was held: one thing as ever, and many as one. */
async function sumUp(deps: LaneDeps, lease: LaneLease, held: 'quiet' | 'closed'): Promise<void> {
  const which = held === 'closed' ? 'all' : 'deferred';
  const messages = await wantedHead(deps, lease, SUMMARY_SIZE, which);
  if (messages === null) return;
  // A letter sums up already, and a ticket's news belong to its card.
  const news = messages.filter(({ notification: { kind } }) => kind === 'event' || kind === 'notice');
  const burst = nextBurst(news.length > 0 ? news : messages);
  const isOneThing = burst.length >= news.length;
  // What a flood held outlives the gauge that knew of it; where nothing keeps quiet, nothing else holds.
  const wasFlood =
    deps.flood.hasJustEnded(lease.chat.key, deps.clock()) || lease.preferences.quietHours === null;
  const cause: SummaryCause = held === 'quiet' && wasFlood ? 'flood' : held;
  const tell: Telling = isOneThing
    ? () => tellBurst(deps, lease, burst)
    : () => Promise.resolve(() => deliverSummary(news, cause, contextOf(deps, lease)));
  await attempt(deps, lease, { messages: isOneThing ? burst : news, isMoreWaiting: true, tell });
}

/** The lane is due when quiet ends, or when something new comes. */
async function keepQuiet(deps: LaneDeps, lease: LaneLease, quietEnd: Date): Promise<void> {
  const { store, clock } = deps;
  const queue = await wantedHead(deps, lease, HEAD_SIZE, 'undeferred');
  if (queue === null) return;
  const step = await nextQuietStep(lease, queue, (key) => store.findCard(lease.chat.key, key));
  if (step === null) return store.release(lease, quietEnd, clock());
  const { messages } = step;
  const isMoreWaiting = queue.length > messages.length || queue.length === HEAD_SIZE;
  const more = { messages, isMoreWaiting, otherwiseDueAt: quietEnd };
  if (step.kind === 'tell')
    return attempt(deps, lease, { ...more, tell: () => tellBurst(deps, lease, messages) });
  if (step.kind === 'refresh') {
    const tell: Telling = () => Promise.resolve(() => refreshOnly(step, contextOf(deps, lease)));
    return attempt(deps, lease, { ...more, tell });
  }
  const deferredIds = messages.map(({ id }) => id);
  const nextDueAt = isMoreWaiting ? clock() : quietEnd;
  await store.settle(lease, { ids: [], deferredIds, card: null }, { nextDueAt, now: clock() });
}

/** Progress is told by the card alone, as ever. */
async function refreshOnly(
  { burst, card }: Extract<QuietStep, { kind: 'refresh' }>,
  context: DeliveryContext,
): Promise<Outcome> {
  const standing = await refreshCard(burst, card, context);
  if (standing === null) return { card: null, isPutOff: true };
  const shown = { card: { key: cardKeyOf(burst[0]), card: standing } };
  if (burst.some(({ event }) => event.wantsAttention)) return { ...shown, isPutOff: true };
  return { ...shown, messageId: standing.messageId };
}

interface Attempt {
  readonly messages: readonly OutboxMessage[];
  readonly isMoreWaiting: boolean;
  /** When the lane is due if nothing more waits; missing: not before something comes. */
  readonly otherwiseDueAt?: Date;
  readonly tell: Telling;
}

/** Reads what the telling needs, so that a database that goes away is not taken for a message that cannot be sent. */
type Telling = () => Promise<() => Promise<Outcome>>;

/** What came of it; with `isPutOff` the messages themselves are still to be told. */
type Outcome = Shown & { readonly isPutOff?: true };

async function attempt(deps: LaneDeps, lease: LaneLease, plan: Attempt): Promise<void> {
  const { store, clock } = deps;
  const { messages } = plan;
  const poisonous = messages.filter(isPoisonous).map(({ id }) => id);
  if (poisonous.length > 0) {
    const fields = { chat: lease.chat.key, ids: poisonous };
    deps.logger.error(fields, 'message abandoned: sending it stopped the process');
    await store.abandon(lease, poisonous, 'poisonous');
    return store.release(lease, clock(), clock());
  }
  const ids = messages.map(({ id }) => id);
  const send = await plan.tell();
  deps.pacing.spend(lease.chat.chatId, lease.chat.kind, clock(), 1);
  if (!(await store.begin(lease, ids))) return;
  let outcome: Outcome;
  try {
    outcome = await send();
  } catch (error) {
    const nextDueAt = await settleFailure(deps, { lease, messages }, toDeliveryError(error));
    return store.release(lease, nextDueAt, clock());
  }
  const { isPutOff = false, ...shown } = outcome;
  if (lease.isTopicClosed && !isPutOff) await store.openTopic(lease);
  const settled = isPutOff ? { ids: [], deferredIds: ids } : { ids };
  await store.settle(lease, { ...settled, ...shown }, releaseAfter(deps, lease, plan));
  if (!isPutOff) noteSuccess(deps, messages);
}

/** A chat that must wait is claimed when it may be written to, and not before. */
function releaseAfter({ pacing, clock }: LaneDeps, { chat }: LaneLease, plan: Attempt): Release {
  const now = clock();
  const { isMoreWaiting, otherwiseDueAt = null } = plan;
  return { now, nextDueAt: isMoreWaiting ? pacing.readyAt(chat.chatId, chat.kind, now) : otherwiseDueAt };
}

function contextOf(deps: LaneDeps, lease: LaneLease): DeliveryContext {
  const { renderer, translator } = deps;
  const channel = countSends(deps.channel, lease.chat.key, deps);
  const { privacy } = lease.preferences;
  const t = translator(lease.language ?? DEFAULT_LANGUAGE);
  const address = lease.isTopicLost ? { ...lease.chat, topicId: null } : lease.chat;
  return { channel, renderer: renderer.at(privacy), privacy, address, callees: lease.callees, t };
}

async function tellBurst(
  deps: LaneDeps,
  lease: LaneLease,
  messages: readonly OutboxMessage[],
): Promise<() => Promise<Shown>> {
  const context = contextOf(deps, lease);
  const { key } = lease.chat;
  const burst = burstOf(messages);
  if (burst !== null) {
    const card = await deps.store.findCard(key, cardKeyOf(burst[0]));
    return () => deliverEvents(burst, card, context);
  }
  const first = messages[0]?.notification;
  if (first?.kind === 'ticket') {
    const card = await deps.store.findCard(key, ticketCardKey(first.ticketId));
    return () => deliverTicket(first, card, context);
  }
  if (first?.kind === 'letter') return () => deliverLetter(first, context);
  if (first?.kind !== 'notice') return () => Promise.resolve({ card: null });
  return () => deliverNotice(first, context);
}

function noteSuccess(deps: LaneDeps, messages: readonly OutboxMessage[]): void {
  const now = deps.clock().getTime();
  deps.metrics.countDelivery('sent');
  for (const { notification, isDeferred } of messages) {
    // What waited, for the morning or for a label, was not slow.
    if (notification.kind === 'event' && !isDeferred && notification.rule.isLate !== true)
      deps.metrics.observeLag((now - Date.parse(notification.event.at)) / 1000);
  }
}
