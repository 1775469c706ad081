import type { Channel } from '../domain/ports/channel.js';
import { type Clock, MINUTE, SECOND } from '../domain/time.js';

/** More messages than these within a minute make a chat unreadable. */
const MOST_PER_MINUTE = 10;
/** What belongs to one flood comes within seconds, look by look. */
const GATHER_MS = 5 * SECOND;
/** Its summary may have to be tried again. */
const TELLING_MS = 10 * MINUTE;
/** Beyond this many chats those of which nothing recent is known are forgotten. */
const MAX_CHATS = 10_000;

/** Knows how much a chat was told lately. Forgotten with the process: what is held because of it is in the outbox. */
export interface FloodGauge {
  note(chatKey: string, now: Date): void;
  /** When the chat may be told of `waiting` more messages: until then they are gathered. `null`: now. */
  heldUntil(chatKey: string, waiting: number, now: Date): Date | null;
  /** Whether what was held was a flood. */
  hasJustEnded(chatKey: string, now: Date): boolean;
}

export function createFloodGauge(): FloodGauge {
  const told = new Map<string, readonly number[]>();
  const floods = new Map<string, number>();
  const recent = (chatKey: string, now: Date): readonly number[] =>
    (told.get(chatKey) ?? []).filter((time) => time > now.getTime() - MINUTE);
  return {
    note(chatKey, now) {
      told.set(chatKey, [...recent(chatKey, now), now.getTime()]);
      if (told.size <= MAX_CHATS) return;
      for (const key of told.keys()) if (recent(key, now).length === 0) told.delete(key);
      for (const [key, end] of floods) if (now.getTime() - end > TELLING_MS) floods.delete(key);
    },
    heldUntil(chatKey, waiting, now) {
      const known = floods.get(chatKey);
      if (known !== undefined && known > now.getTime()) return new Date(known);
      const times = recent(chatKey, now);
      if (waiting === 0 || times.length + waiting <= MOST_PER_MINUTE) return null;
      // The tenth last message, or the last summary, a minute ago makes room for one more.
      const last = Math.max(times.at(-MOST_PER_MINUTE) ?? 0, known ?? 0);
      const end = Math.max(now.getTime() + GATHER_MS, last + MINUTE);
      floods.set(chatKey, end);
      return new Date(end);
    },
    hasJustEnded: (chatKey, now) => now.getTime() - (floods.get(chatKey) ?? 0) < TELLING_MS,
  };
}

/** An edit calls nobody, and does not count. */
export function countSends(
  channel: Channel,
  chatKey: string,
  { flood, clock }: { readonly flood: FloodGauge; readonly clock: Clock },
): Channel {
  return {
    async send(address, message, options) {
      const id = await channel.send(address, message, options);
      flood.note(chatKey, clock());
      return id;
    },
    edit: (address, messageId, message) => channel.edit(address, messageId, message),
  };
}
