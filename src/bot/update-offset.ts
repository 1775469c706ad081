import { DAY } from '../domain/time.js';

/**
 * Telegram keeps updates for a day, and after a silent week it goes on with a random number: an older offset could
 * hide what is new.
 */
export const OFFSET_LIFETIME_MS = DAY;

export interface StoredOffset {
  readonly botId: number;
  readonly offset: number;
  readonly savedAt: Date;
}

export function encodeOffset({ botId, offset, savedAt }: StoredOffset): string {
  return JSON.stringify([botId, offset, savedAt.toISOString()]);
}

/** `null` when there is none for this bot, or none that still counts. */
export function decodeOffset(text: string | null, botId: number, now: Date): number | null {
  const [, bot, offset, savedAt] = /^\[(\d+),(\d+),"([^"]+)"\]$/.exec(text ?? '') ?? [];
  if (offset === undefined || savedAt === undefined || Number(bot) !== botId) return null;
  const age = now.getTime() - new Date(savedAt).getTime();
  return age < OFFSET_LIFETIME_MS ? Number(offset) : null;
}
