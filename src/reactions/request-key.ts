import { createHash } from 'node:crypto';
import type { ActionInput } from '../actions/define-action.js';

export interface Asked {
  /** Of the run: the same each time when it is tried again. */
  readonly runId: string;
  readonly action: string;
  readonly target: string;
  readonly fingerprint: string;
  /** The how-manieth of the same within the run. */
  readonly ordinal: number;
}

/**
 * Names one deed of a run, whatever is done before or after it, so that a run that is tried again finds what it did.
 * What was said is in it as a fingerprint: the record keeps no text.
 */
export function requestKeyOf(
  { runId, action, target, fingerprint, ordinal }: Asked,
  attempt: number,
): string {
  return `reaction:${runId}:${fingerprint}:${action}:${target}:${ordinal}:${attempt}`;
}

export function fingerprintIn(requestKey: string): string | null {
  return requestKey.split(':')[2] ?? null;
}

/** Of what tells two deeds of one action on one thing apart. */
export function fingerprintOf(input: {
  readonly text?: string | undefined;
  readonly label?: string | undefined;
  readonly person?: Pick<NonNullable<ActionInput['person']>, 'id'> | undefined;
}): string {
  const told = [input.text ?? '', input.label ?? '', input.person?.id ?? ''];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16);
}
