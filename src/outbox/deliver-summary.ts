import { line, type Line } from '../domain/message.js';
import type { EventNotification, Notice } from '../domain/notification.js';
import type { OutboxMessage } from '../domain/ports/outbox-store.js';
import { type DeliveryContext, noticeLine, type Shown } from './deliver-burst.js';

/** Why things were held: quiet hours, a topic that was closed, or their number. */
export type SummaryCause = 'quiet' | 'closed' | 'flood';

const MARKS = { quiet: '🌙', closed: '📦', flood: '🌊' } as const satisfies Record<SummaryCause, string>;

/**
 * Tells in one message what was held. It stands for no single thing, so that a reply to it is a comment on
 * none.
 */
export async function deliverSummary(
  messages: readonly OutboxMessage[],
  cause: SummaryCause,
  context: DeliveryContext,
): Promise<Shown> {
  const told = messages.map(({ notification }) => notification);
  const events = told.filter((one): one is EventNotification => one.kind === 'event');
  const notices = told.filter((one): one is Notice => one.kind === 'notice');
  const { renderer, t } = context;
  const heading = t(`summary.${cause}`, { count: told.length });
  const title: Line = line(`${MARKS[cause]} `, { text: heading, style: 'bold' });
  const lines = [title, ...notices.map((notice) => noticeLine(notice, t)), ...renderer.summary(events, t)];
  const isSilent = !events.some(({ event }) => event.wantsAttention) && notices.length === 0;
  const summaryId = await context.channel.send(context.address, { lines }, { replyTo: null, isSilent });
  return { summaryId, card: null };
}
