import { line, type Line } from '../domain/message.js';
import type { EventNotification, Notice } from '../domain/notification.js';
import type { OutboxMessage } from '../domain/ports/outbox-store.js';
import { type DeliveryContext, noticeLine, sendAnywhere, type Shown } from './deliver-burst.js';

/**
 * Tells in one message what came in quiet hours. It stands for no single thing, so that a reply to it is a comment on
 * none.
 */
export async function deliverSummary(
  messages: readonly OutboxMessage[],
  context: DeliveryContext,
): Promise<Shown> {
  const told = messages.map(({ notification }) => notification);
  const events = told.filter((one): one is EventNotification => one.kind === 'event');
  const notices = told.filter((one): one is Notice => one.kind === 'notice');
  const { renderer, t } = context;
  const title: Line = line('🌙 ', { text: t('summary.title', { count: told.length }), style: 'bold' });
  const lines = [title, ...notices.map((notice) => noticeLine(notice, t)), ...renderer.summary(events, t)];
  const isSilent = !events.some(({ event }) => event.wantsAttention) && notices.length === 0;
  const summaryId = await sendAnywhere(context, { lines }, { replyTo: null, isSilent });
  return { summaryId, card: null };
}
