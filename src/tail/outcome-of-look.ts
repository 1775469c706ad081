import type { ForgeErrorCode } from '../domain/errors.js';
import { EXIT, type TailEnd } from './exit-code.js';

/** How a single look ends, for a script that must know whether it saw everything. */
export function outcomeOfLook(look: {
  /** Of lists that could not be read, why. */
  readonly failures: readonly ForgeErrorCode[];
  readonly isAnyAway: boolean;
  readonly lists: number;
  /** Every list was looked at to its end, and every project was found. */
  readonly isWhole: boolean;
}): TailEnd {
  const { failures, isAnyAway, lists, isWhole } = look;
  if (failures.length === lists && isAnyAway) {
    return { code: EXIT.unreachable, sentence: 'No forge answered: nothing could be looked at.' };
  }
  if (failures.length > 0) {
    const why = [...new Set(failures)].join(', ');
    const sentence = `Not all could be looked at: ${failures.length} of ${lists} lists failed (${why}).`;
    return { code: EXIT.incomplete, sentence };
  }
  if (isWhole) return { code: EXIT.done, sentence: '' };
  return { code: EXIT.incomplete, sentence: 'Not all could be looked at.' };
}
