import type { JsonObject } from '../../domain/json.js';
import type { ReviewThread, ThreadList } from '../../domain/subjects/thread-list.js';

/** Those that an event's details speak of. */
export function threadsNamed(
  { threads }: Pick<ThreadList, 'threads'>,
  details: JsonObject,
): readonly ReviewThread[] {
  const ids: unknown = details['threads'];
  return Array.isArray(ids) ? threads.filter(({ id }) => ids.includes(id)) : [];
}
