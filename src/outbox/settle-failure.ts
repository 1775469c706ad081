import type { DeliveryError } from '../domain/errors.js';
import type { LaneLease, OutboxMessage } from '../domain/ports/outbox-store.js';
import { judgeFailure } from './retry-policy.js';
import type { LaneDeps } from './run-lane.js';

/** Returns when the chat is due again. */
export async function settleFailure(
  deps: Pick<LaneDeps, 'store' | 'pacing' | 'clock' | 'logger' | 'metrics'>,
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
    case 'topic-lost':
      if (lease.chat.topicId === null || lease.isTopicLost)
        await deps.store.abandon(lease, ids, error.message);
      else {
        await deps.store.fail(lease, ids, error.message);
        await deps.store.loseTopic(lease);
      }
      return now;
    case 'topic-closed': {
      const until = new Date(now.getTime() + verdict.afterMs);
      await deps.store.fail(lease, ids, error.message);
      await deps.store.closeTopic(lease, until);
      return until;
    }
    case 'moved':
      await deps.store.fail(lease, ids, error.message);
      await deps.store.moveChat(lease.chat.chatId, verdict.to);
      return now;
  }
}
