import { createHash } from 'node:crypto';
import type { PassKind, PassStore } from '../domain/ports/pass-store.js';
import { type Clock, DAY, HOUR, MINUTE } from '../domain/time.js';

const LIFETIME_MS: Readonly<Record<PassKind, number>> = {
  link: 5 * MINUTE,
  session: 12 * HOUR,
  api: 365 * DAY,
};

export const SESSION_SECONDS = LIFETIME_MS.session / 1_000;

/** Longer ones are none of ours. */
const MAX_LENGTH = 100;

export interface Passes {
  /** A new one; its text is known to whoever gets it, and to nobody afterwards. */
  issue(kind: PassKind, personId: string): Promise<string>;
  find(text: string, kind: PassKind): Promise<string | null>;
  take(text: string, kind: PassKind): Promise<string | null>;
}

export interface PassesDeps {
  readonly store: PassStore;
  readonly clock: Clock;
  /** 32 random bytes in base64url. */
  readonly randomToken: () => string;
}

export function createPasses({ store, clock, randomToken }: PassesDeps): Passes {
  return {
    async issue(kind, personId) {
      const text = randomToken();
      const now = clock();
      if (kind === 'api') await store.revoke(personId, kind);
      const expiresAt = new Date(now.getTime() + LIFETIME_MS[kind]);
      await store.put({ hash: hashOf(text), kind, personId, now, expiresAt });
      return text;
    },
    find: async (text, kind) => (isOurs(text) ? store.find(hashOf(text), kind, clock()) : null),
    take: async (text, kind) => (isOurs(text) ? store.take(hashOf(text), kind, clock()) : null),
  };
}

function isOurs(text: string): boolean {
  return text !== '' && text.length <= MAX_LENGTH;
}

/** What is compared is the hash, so that the time it takes tells nothing of the text. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
