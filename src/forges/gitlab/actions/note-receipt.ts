import type { Discussed, Receipt } from '../../../domain/actions/order.js';
import type { Project } from '../../../domain/project.js';
import { parseReply } from '../parse.js';
import { writtenNoteSchema } from '../schema/acting.js';

const FOLDERS = { 'merge-request': 'merge_requests', issue: 'issues' } as const;

/** Notes tell no address of their own. */
export function noteReceipt(project: Project, on: Discussed, body: unknown): Receipt {
  const { id } = parseReply(writtenNoteSchema, body);
  return id === null
    ? { id: null, url: urlOf(project, on) }
    : { id, url: `${urlOf(project, on)}#note_${id}` };
}

export function urlOf({ url }: Project, { on, number }: Discussed): string {
  return `${url}/-/${FOLDERS[on]}/${number}`;
}
