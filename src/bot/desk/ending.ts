import type { Outcome } from '../../actions/attempt.js';
import type { CreationOutcome } from '../../actions/create.js';
import type { UploadTrouble } from '../files/upload-files.js';

/** What came of something that a desk did for a reporter, files of it included. */
export type DeskOutcome = Outcome | CreationOutcome | UploadTrouble;

/**
 * How it ended, as far as it is a reporter's business: neither the token nor the role is theirs. `gone`: the forge shows it
 * no more. `shut`: the project takes nothing.
 */
export type Ending = 'done' | 'unsure' | 'gone' | 'shut' | 'failed';

export function endingOf(outcome: DeskOutcome): Ending {
  if (outcome.kind === 'done' || outcome.kind === 'unsure') return outcome.kind;
  const code = codeOf(outcome) ?? '';
  if (code === 'not-found' || code === 'redirected') return 'gone';
  return ['archived', 'locked', 'role'].includes(code) ? 'shut' : 'failed';
}

/** `null`: nothing stood in its way, or nobody knows. */
export function codeOf(outcome: DeskOutcome): string | null {
  switch (outcome.kind) {
    case 'failed':
      return outcome.error.code;
    case 'refused':
    case 'trouble':
      return outcome.code;
    default:
      return null;
  }
}

/** Something about the file, which whoever sent it can mend. */
export function isOfFile({ code }: UploadTrouble): boolean {
  return ['too-large', 'no-file', 'invalid'].includes(code);
}
