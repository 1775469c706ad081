import type { Answer } from '../client.js';
import type { DropTally } from '../drop-tally.js';
import type { ParsedList } from '../lenient-parse.js';
import type { ListPage } from '../list-walk.js';

/** Of every polled list: small, because an answer that changed is sent whole. */
export const PAGE_SIZE = 30;

/** Of a list that begins in the past; any other baseline is its first page. */
export const MAX_BASELINE_PAGES = 20;

export function toListPage<T>(
  answer: Answer,
  parse: (data: unknown) => ParsedList<T>,
  drops: DropTally,
): ListPage<T> {
  const { isModified, etag, serverTime } = answer;
  if (!isModified) return { isModified, items: [], isFull: false, etag, serverTime };
  const { items, length, faults } = parse(answer.data);
  drops.add(faults);
  return { isModified, items, isFull: length >= PAGE_SIZE, etag, serverTime };
}
