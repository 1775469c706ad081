import type { TextLine } from '../domain/message.js';
import type { BotDeps } from './bot-deps.js';
import type { MuteTarget } from './mute-choices.js';
import { sentence } from './phrase.js';
import type { Turn } from './turn.js';

/** Those of these that are muted, and says which they were. */
export async function endMutes(
  deps: BotDeps,
  { visit, talk, t }: Turn,
  targets: readonly MuteTarget[],
): Promise<void> {
  const lines: TextLine[] = [];
  for (const { target, title } of targets)
    if (await deps.stores.mutes.end(visit.chatKey, target)) lines.push(sentence(t, 'unmute.done', { title }));
  await talk.reply({ lines: lines.length === 0 ? [sentence(t, 'unmute.none')] : lines });
}
