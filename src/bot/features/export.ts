import { Composer } from 'telegraf';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import { onCommand, type BotContext, type Turn } from '../turn.js';

/** Everything that is kept about a person, as a file for them alone. */
export function exportFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('export', (turn) => sendAll(deps, turn)));
  return composer;
}

async function sendAll({ stores, clock, logger }: BotDeps, { talk, t, visit }: Turn): Promise<void> {
  const exportedAt = clock().toISOString();
  const data = await stores.members.collect(visit.visitor.id);
  const content = Buffer.from(JSON.stringify({ exportedAt, ...data }, null, 2));
  logger.info({ personId: visit.visitor.id, bytes: content.length }, 'a person took their data');
  const isSent = await talk.sendFile({
    name: `forgewatch-${exportedAt.slice(0, 10)}.json`,
    content,
    caption: t('export.caption'),
  });
  if (!isSent) await talk.reply({ lines: [sentence(t, 'export.failed')] });
}
