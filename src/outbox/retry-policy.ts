import type { DeliveryError } from '../domain/errors.js';
import { HOUR, MINUTE, SECOND } from '../domain/time.js';

/** What becomes of messages whose delivery failed. */
export type Verdict =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'abandon' }
  /** Nobody is there any more: abandon them, and poll nothing for this chat. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'moved'; readonly to: string }
  /** Nothing is lost: the chat itself gets it. */
  | { readonly kind: 'topic-lost' }
  /** Nothing is lost: it waits, and is tried after a while in case that nobody tells of the reopening. */
  | { readonly kind: 'topic-closed'; readonly afterMs: number };

/**
 * An attempt that began this often without ending kills the process that makes it. Fewer may be chance: where processes
 * are killed again and again, the message at the head of a chat is the one that is under way each time.
 */
export const MAX_UNFINISHED_ATTEMPTS = 10;

const MAX_BACKOFF_MS = 5 * MINUTE;
/** The bot token is refused: only an operator can mend that. */
const UNAUTHORIZED_RETRY_MS = MINUTE;
const CLOSED_RETRY_MS = HOUR;

export function judgeFailure(error: DeliveryError, finishedAttempts: number): Verdict {
  switch (error.code) {
    case 'too-fast':
      return { kind: 'retry', afterMs: (error.retryAfterSeconds ?? 5) * SECOND };
    case 'unavailable':
      return {
        kind: 'retry',
        afterMs: Math.min(MAX_BACKOFF_MS, SECOND * 2 ** Math.min(finishedAttempts, 10)),
      };
    case 'unauthorized':
      return { kind: 'retry', afterMs: UNAUTHORIZED_RETRY_MS };
    case 'moved':
      return error.movedTo === undefined ? { kind: 'unreachable' } : { kind: 'moved', to: error.movedTo };
    case 'unreachable':
      return { kind: 'unreachable' };
    case 'topic-gone':
      return { kind: 'topic-lost' };
    case 'topic-closed':
      return { kind: 'topic-closed', afterMs: CLOSED_RETRY_MS };
    case 'rejected':
    case 'message-gone':
      return { kind: 'abandon' };
  }
}

/** True for a message that took the process down each time it was tried. */
export function isPoisonous(message: {
  readonly startedAttempts: number;
  readonly finishedAttempts: number;
}): boolean {
  return message.startedAttempts - message.finishedAttempts >= MAX_UNFINISHED_ATTEMPTS;
}
