import { abandonedBefore } from '../actions/act.js';
import { SECOND } from '../domain/time.js';
import { refusedFor } from './call-failure.js';
import { requestKeyOf, type Asked } from './request-key.js';
import type { CallDeps } from './serve-calls.js';

/** More records than this of one deed no run leaves. */
const MAX_RECORDS = 100;

export interface NextRecord {
  readonly key: string;
  /** Nothing was sent under this key. */
  readonly isNew: boolean;
}

/**
 * The record to go on with: that of a deed which is done or was cut off, or a new one after those that did not come to
 * anything. `null`: it turned out to be done. `wasDone`: what the forge shows; `null`: it cannot show it.
 */
export async function nextRecord(
  { records, clock }: Pick<CallDeps, 'records' | 'clock'>,
  asked: Asked,
  wasDone: () => Promise<boolean | null>,
): Promise<NextRecord | null> {
  let isUnsure = false;
  for (let attempt = 0; attempt < MAX_RECORDS; attempt += 1) {
    const key = requestKeyOf(asked, attempt);
    const known = await records.find(key);
    if (known === null) return isUnsure && (await isShown(wasDone)) ? null : { key, isNew: true };
    if (known.result === 'done') return { key, isNew: false };
    if (known.result === null) {
      // An attempt that was too slow ends before its requests do.
      const waitMs = known.startedAt.getTime() - abandonedBefore(clock()).getTime();
      if (waitMs >= 0) throw refusedFor('busy', Math.ceil(waitMs / SECOND) + 1);
      return { key, isNew: false };
    }
    isUnsure ||= known.result === 'unsure';
  }
  throw refusedFor('unsure');
}

async function isShown(wasDone: () => Promise<boolean | null>): Promise<boolean> {
  const isDone = await wasDone();
  if (isDone === null) throw refusedFor('unsure');
  return isDone;
}
