import type { ActionEnd, Deed } from '../domain/actions/action-record.js';
import { DAY } from '../domain/time.js';
import type { ActDeps } from './act.js';

/**
 * Writes down what ended before the forge was asked to do it. Under a key of its own, so that the same request may be
 * made again, and once a day for each reason, so that pressing again and again makes no rows.
 */
export async function noteUndone(
  { records, clock }: ActDeps,
  deed: Deed,
  end: Pick<ActionEnd, 'result' | 'code'>,
): Promise<void> {
  const { personId, forge, project, target, action } = deed;
  const now = clock();
  const day = Math.floor(now.getTime() / DAY);
  const id = target === null ? '' : target.kind === 'pipeline' ? target.id : target.number;
  const what = `${forge.url}:${project.id}:${target?.kind ?? ''}:${id}:${action}`;
  const requestKey = `undone:${personId}:${what}:${end.code ?? ''}:${String(day)}`;
  await records.note({ ...deed, requestKey }, { ...end, receipt: null }, now);
}
