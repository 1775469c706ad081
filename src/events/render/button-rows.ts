import type { Button } from '../../domain/message.js';

/** Two in a row: what is longer is cut on a phone. */
export function inPairs(buttons: readonly Button[]): readonly (readonly Button[])[] {
  return buttons.flatMap((_, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []));
}
