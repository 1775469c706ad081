import { NO_RECEIPT, type Receipt } from '../../../domain/actions/order.js';
import { commentId, type WordsSort } from '../transform/comment.js';
import { writtenSchema } from './schema.js';

/** Of words that were written, by GitHub's answer. */
export function toReceipt(sort: WordsSort, data: unknown): Receipt {
  const written = writtenSchema.safeParse(data);
  if (!written.success) return NO_RECEIPT;
  return { id: commentId(sort, written.data.id), url: written.data.html_url };
}
