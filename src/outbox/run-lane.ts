import { DEFAULT_LANGUAGE } from '../domain/language.js';
import type { DeliveryError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { EventNotification } from '../domain/notification.js';
import type { Channel } from '../domain/ports/channel.js';
import type { LaneLease, OutboxMessage, OutboxStore, Release } from '../domain/ports/outbox-store.js';
import type { Translator } from '../domain/ports/translator.js';
import type { Clock } from '../domain/time.js';
import { ticketCardKey } from '../domain/ticket.js';
import type { Renderer } from '../events/render/render-notification.js';
import { cardKeyOf, deliverEvents, deliverNotice, type Shown } from './deliver-burst.js';
import { toDeliveryError } from './delivery-error.js';
import { deliverTicket } from './deliver-ticket.js';
import { nextBurst } from './next-burst.js';
import type { Pacing } from './pacing.js';
import { isPoisonous, judgeFailure } from './retry-policy.js';

export interface LaneDeps {
  readonly store: OutboxStore;
  readonly channel: Channel;
  readonly renderer: Renderer;
  readonly translator: Translator;
  readonly pacing: Pacing;
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
  const queue = await store.head(lease.chat.key, HEAD_SIZE);
  const messages = nextBurst(queue);
  if (messages.length === 0) return store.release(lease, null, clock());
  const poisonous = messages.filter(isPoisonous).map(({ id }) => id);
  if (poisonous.length > 0) {
    const fields = { chat: lease.chat.key, ids: poisonous };
    deps.logger.error(fields, 'message abandoned: sending it stopped the process');
    await store.abandon(lease, poisonous, 'poisonous');
    return store.release(lease, clock(), clock());
  }
  const ids = messages.map(({ id }) => id);
  const send = await prepare(deps, lease, messages);
  if (!(await store.begin(lease, ids))) return;
  let shown: Shown;
  try {
    shown = await send();
  } catch (error) {
    const nextDueAt = await settleFailure(deps, { lease, messages }, toDeliveryError(error));
    return store.release(lease, nextDueAt, clock());
  }
  const isMoreWaiting = queue.length > messages.length || queue.length === HEAD_SIZE;
  await store.settle(lease, { ids, ...shown }, releaseAfter(deps, lease, isMoreWaiting));
  noteSuccess(deps, messages);
}

/** A chat that must wait is claimed when it may be written to, and not before. */
function releaseAfter({ pacing, clock }: LaneDeps, { chat }: LaneLease, isMoreWaiting: boolean): Release {
  const now = clock();
  return { now, nextDueAt: isMoreWaiting ? pacing.readyAt(chat.chatId, chat.kind, now) : null };
}

/** Reads what the delivery needs, so that a database that goes away is not taken for a message that cannot be sent. */
async function prepare(
  deps: LaneDeps,
  { chat, language }: LaneLease,
  messages: readonly OutboxMessage[],
): Promise<() => Promise<Shown>> {
  const t = deps.translator(language ?? DEFAULT_LANGUAGE);
  const context = { channel: deps.channel, renderer: deps.renderer, address: chat, t };
  const [first, ...rest] = messages.map(({ notification }) => notification);
  if (first === undefined) return () => Promise.resolve({ card: null });
  deps.pacing.spend(chat.chatId, chat.kind, deps.clock(), 1);
  if (first.kind === 'notice') return () => deliverNotice(first, context);
  if (first.kind === 'ticket') {
    const card = await deps.store.findCard(chat.key, ticketCardKey(first.ticketId));
    return () => deliverTicket(first, card, context);
  }
  const others = rest.filter((one): one is EventNotification => one.kind === 'event');
  const card = await deps.store.findCard(chat.key, cardKeyOf(first));
  return () => deliverEvents([first, ...others], card, context);
}

function noteSuccess(deps: LaneDeps, messages: readonly OutboxMessage[]): void {
  const now = deps.clock().getTime();
  deps.metrics.countDelivery('sent');
  for (const { notification } of messages) {
    if (notification.kind === 'event')
      deps.metrics.observeLag((now - Date.parse(notification.event.at)) / 1000);
  }
}

/** Returns when the chat is due again. */
async function settleFailure(
  deps: LaneDeps,
  { lease, messages }: { readonly lease: LaneLease; readonly messages: readonly OutboxMessage[] },
  error: DeliveryError,
): Promise<Date> {
  const ids = messages.map(({ id }) => id);
  const chat = lease.chat.key;
  const finished = Math.max(...messages.map(({ finishedAttempts }) => finishedAttempts));
  const verdict = judgeFailure(error, finished);
  const now = deps.clock();
  deps.metrics.countDelivery(error.code);
  deps.logger.warn({ chat, ids, code: error.code, error, verdict: verdict.kind }, 'delivery failed');
  switch (verdict.kind) {
    case 'retry': {
      const nextTry = new Date(now.getTime() + verdict.afterMs);
      deps.pacing.hold(lease.chat.chatId, nextTry);
      await deps.store.fail(lease, ids, error.message);
      return nextTry;
    }
    case 'abandon':
      await deps.store.abandon(lease, ids, error.message);
      return now;
    case 'unreachable':
      await deps.store.abandon(lease, ids, error.message);
      await deps.store.markUnreachable(chat);
      return now;
    case 'moved':
      await deps.store.fail(lease, ids, error.message);
      await deps.store.moveChat(lease.chat.chatId, verdict.to);
      return now;
  }
}
