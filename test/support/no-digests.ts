import type { DigestStore } from '../../src/domain/ports/digest-store.js';

/** Of an installation where nobody wants any. */
export const noDigests: DigestStore = {
  digestsDue: () => Promise.resolve([]),
  remindersDue: () => Promise.resolve([]),
  settleDigest: () => Promise.resolve(false),
  settleReminder: () => Promise.resolve(false),
};
