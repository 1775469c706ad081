import { DEFAULT_LANGUAGE } from '../../domain/language.js';
import type { Logger } from '../../domain/logger.js';
import type { Message } from '../../domain/message.js';
import type { Letter } from '../../domain/notification.js';
import type { DigestStore, DueChat } from '../../domain/ports/digest-store.js';
import type { Translator } from '../../domain/ports/translator.js';
import { zoneOf } from '../../domain/preferences.js';
import { lastOccasion, nextOccasion } from '../../domain/schedule.js';
import { type Clock, HOUR, SECOND } from '../../domain/time.js';
import { asTexts } from '../translator.js';
import { collectDigest, collectReviews, type DigestStores, hasNothing, waitsSince } from './collect.js';
import { digestLines, reminderLines } from './digest-message.js';
import { type Scope, scopeOf } from './scope.js';

export interface DigestClockDeps {
  readonly stores: DigestStores & { readonly digests: DigestStore };
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A digest is owed: deliver it now. */
  readonly onOwed: () => void;
}

const SWEEP_MS = 30 * SECOND;
/** Reviews wait for days: looking more often tells nobody earlier in any way that matters. */
const REMIND_EVERY_MS = HOUR;
const MOST_AT_ONCE = 50;

/** Owes digests and review reminders when their time has come. Any number of processes may run it. */
export class DigestClock {
  readonly #deps: DigestClockDeps;
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(deps: DigestClockDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => void this.sweep(), SWEEP_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** One after the other; never rejects. */
  sweep(): Promise<void> {
    this.#sweeping = this.#sweeping.then(() => this.#sweep());
    return this.#sweeping;
  }

  async #sweep(): Promise<void> {
    const { stores, clock, logger } = this.#deps;
    try {
      const now = clock();
      for (const due of await stores.digests.digestsDue(now, MOST_AT_ONCE))
        await this.#guarded(due, oweDigest);
      const before = new Date(now.getTime() - REMIND_EVERY_MS);
      for (const due of await stores.digests.remindersDue(before, MOST_AT_ONCE))
        await this.#guarded(due, oweReminder);
    } catch (error) {
      logger.warn({ error }, 'digests cannot be planned, the next look tries again');
    }
  }

  async #guarded(due: DueChat, owe: typeof oweDigest): Promise<void> {
    const { clock, logger, onOwed } = this.#deps;
    try {
      if (await owe(this.#deps, due, clock())) onOwed();
    } catch (error) {
      logger.error({ error, chat: due.chatKey }, 'a digest could not be made');
    }
  }
}

/** One that was missed is made good for, once, from where the one before it ended. */
async function oweDigest(deps: DigestClockDeps, due: DueChat, now: Date): Promise<boolean> {
  const { stores, translator } = deps;
  const { digest, timeZone } = due.preferences;
  if (digest === null) return false;
  const zone = zoneOf({ timeZone });
  const scope = await scopeOf(stores, due, now);
  const found = await collectDigest(stores, scope, { since: lastOccasion(digest, zone, due.since), now });
  const t = asTexts(translator(due.language ?? DEFAULT_LANGUAGE));
  const written = (isBare: boolean): Message => ({ lines: digestLines(found, { t, now, isBare }) });
  const letter = hasNothing(found)
    ? null
    : letterTo(due, scope, `digest:${due.since.toISOString()}`, written);
  const isFirst = await stores.digests.settleDigest(due, nextOccasion(digest, zone, now), letter);
  return isFirst && letter !== null;
}

/** Each review once: when it comes to the chosen age. */
async function oweReminder(deps: DigestClockDeps, due: DueChat, now: Date): Promise<boolean> {
  const { stores, translator } = deps;
  const { remindAfterHours: afterHours } = due.preferences;
  if (afterHours === null) return false;
  const scope = await scopeOf(stores, due, now);
  const rows = (await collectReviews(stores, scope)).filter((row) => {
    const ripeAt = waitsSince(row).getTime() + afterHours * HOUR;
    return ripeAt > due.since.getTime() && ripeAt <= now.getTime();
  });
  const t = asTexts(translator(due.language ?? DEFAULT_LANGUAGE));
  const written = (isBare: boolean): Message => ({
    lines: reminderLines(rows, afterHours, { t, now, isBare }),
  });
  const letter =
    rows.length === 0 ? null : letterTo(due, scope, `review-reminder:${now.toISOString()}`, written);
  const isFirst = await stores.digests.settleReminder(due, now, letter);
  return isFirst && letter !== null;
}

function letterTo(
  { chatKey }: DueChat,
  { accounts }: Scope,
  dedupeKey: string,
  written: (isBare: boolean) => Message,
): Letter | null {
  const [account] = accounts;
  if (account === undefined) return null;
  const both = { message: written(false), bare: written(true) };
  return { kind: 'letter', chatKey, dedupeKey, accountId: account.id, ...both };
}
