import type { ChatKind } from '../chat.js';
import type { Letter } from '../notification.js';
import type { Preferences } from '../preferences.js';

/** A chat that is due for something, and when it was due. */
export interface DueChat {
  readonly chatKey: string;
  readonly chatId: string;
  readonly kind: ChatKind;
  /** The reader's, or the group's; `null`: not known. */
  readonly language: string | null;
  readonly preferences: Preferences;
  /** Of a digest its occasion, of reminders how far the last look went. */
  readonly since: Date;
}

/** Digests and reminders, each occasion at most once: whoever settles it first owes the letter. */
export interface DigestStore {
  digestsDue(now: Date, limit: number): Promise<readonly DueChat[]>;
  /** Looks at reviews that went no further than `before`. */
  remindersDue(before: Date, limit: number): Promise<readonly DueChat[]>;
  /** False when somebody else did, or the chat chose anew meanwhile. */
  settleDigest(due: DueChat, nextAt: Date, letter: Letter | null): Promise<boolean>;
  settleReminder(due: DueChat, until: Date, letter: Letter | null): Promise<boolean>;
}
