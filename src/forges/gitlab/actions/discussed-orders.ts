import { Issues, MergeRequests } from '@gitbeaker/rest';
import { leftOutOf } from '../../../domain/actions/left-out.js';
import type { CreateIssueOrder, Discussed, Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import type { Person } from '../../../domain/forge.js';
import { parseReply } from '../parse.js';
import { audienceSchema, createdIssueSchema, editedSchema, type RawEdited } from '../schema/acting.js';
import { stateOfIssue } from '../transform/issue.js';
import { stateOf } from '../transform/merge-request.js';
import { toNumber, toThreadId, type Acting } from './acting.js';
import { disarmQuickActions } from './disarm-quick-actions.js';
import { readIssue } from './look-at-issue.js';
import { readMergeRequest } from './look-at-merge-request.js';
import { noteReceipt } from './note-receipt.js';
import type { OrderOf } from './order-of.js';
import { readNote } from './still-there.js';
import { DISCUSSIONS, NOTES } from './talk.js';

/** GitLab's words. */
const STATES = { open: 'opened', closed: 'closed' } as const;

interface Edit {
  readonly stateEvent?: 'close' | 'reopen';
  readonly assigneeIds?: number[];
  readonly addLabels?: string;
  readonly title?: string;
  readonly description?: string;
}

async function edit(
  { client, project }: Acting,
  { on, number }: Discussed,
  fields: Edit,
): Promise<RawEdited> {
  const iid = toNumber(number);
  const { body } =
    on === 'issue'
      ? await client.ask(Issues, (issues) => issues.edit(project.id, iid, fields))
      : await client.ask(MergeRequests, (requests) => requests.edit(project.id, iid, fields));
  return parseReply(editedSchema, body);
}

async function readDiscussed(acting: Acting, { on, number }: Discussed) {
  if (on === 'issue') {
    const { assignees, labels, ...raw } = await readIssue(acting, number);
    return { assignees, labels, state: stateOfIssue(raw) };
  }
  const { assignees, labels, ...raw } = await readMergeRequest(acting, number);
  return { assignees, labels, state: stateOf(raw) };
}

/** What is closed already is closed once more without a word. */
export async function closeOrReopen(acting: Acting, order: OrderOf<'close' | 'reopen'>): Promise<Receipt> {
  const wanted = order.action === 'close' ? 'closed' : 'open';
  const { state } = await readDiscussed(acting, order);
  if (state === 'merged') throw new ActionRefused('state');
  if (state === wanted) throw new ActionRefused('already-done');
  const after = await edit(acting, order, { stateEvent: order.action });
  // Without its branch a merge request stays closed.
  if (after.state !== STATES[wanted]) throw new ActionRefused('state');
  return { id: null, url: after.web_url };
}

/**
 * Premium keeps the others; elsewhere there is room for one, and the first of those that are sent is taken. Who cannot
 * be assigned is left out without a word.
 */
export async function assign(acting: Acting, order: OrderOf<'assign'>): Promise<Receipt> {
  const { assignees } = await readDiscussed(acting, order);
  if (isAmong(assignees, order.person)) throw new ActionRefused('already-done');
  const assigneeIds = [toNumber(order.person.id), ...assignees.map(({ id }) => Number(id))];
  const after = await edit(acting, order, { assigneeIds });
  if (!isAmong(after.assignees, order.person)) throw new ActionRefused('invalid');
  return { id: null, url: after.web_url };
}

/** A label that does not exist comes to be. What authors may not put on their own is left out without a word. */
export async function label(acting: Acting, order: OrderOf<'label'>): Promise<Receipt> {
  const name = toLabel(order.label);
  const { labels } = await readDiscussed(acting, order);
  if (labels.includes(name)) throw new ActionRefused('already-done');
  const after = await edit(acting, order, { addLabels: name });
  if (!after.labels.includes(name)) throw new ActionRefused('role');
  return { id: null, url: after.web_url };
}

/** Commas part labels, and are in none. */
function toLabel(label: string): string {
  const name = label.trim();
  if (name === '' || name.includes(',')) throw new ActionRefused('invalid');
  return name;
}

/** https://docs.gitlab.com/api/notes/ and, in a thread, https://docs.gitlab.com/api/discussions/ */
export async function comment(acting: Acting, order: OrderOf<'comment'>): Promise<Receipt> {
  const { client, project } = acting;
  const { on } = order;
  const text = disarmQuickActions(order.text);
  const iid = toNumber(order.number);
  const thread = order.threadId === null ? null : toThreadId(order.threadId);
  if (text.trim() === '') throw new ActionRefused('invalid');
  if (thread !== null) {
    // Internal as its first note is.
    const { body } = await client.ask(DISCUSSIONS[on], (discussions) =>
      discussions.addNote(project.id, iid, thread, text),
    );
    return noteReceipt(project, order, body);
  }
  const { answers } = order;
  const isInternal = answers !== undefined && (await isInternalNote(acting, order, answers));
  const { body } = await client.ask(NOTES[on], (notes) =>
    notes.create(project.id, iid, text, isInternal ? INTERNAL : {}),
  );
  return noteReceipt(project, order, body);
}

/** Under both its names: what a server does not know it leaves out, and makes the note public. */
const INTERNAL = { internal: true, confidential: true };

/**
 * Who reads an internal note may write one. For anybody else GitLab would make a public note of it without a word: they
 * are told that there is no such note.
 */
async function isInternalNote(acting: Acting, on: Discussed, noteId: string): Promise<boolean> {
  const { body } = await readNote(acting, on, noteId);
  const { internal, confidential } = parseReply(audienceSchema, body);
  return (internal ?? confidential) === true;
}

export async function editComment(
  { client, project }: Acting,
  order: OrderOf<'edit-comment'>,
): Promise<Receipt> {
  const { on } = order;
  const text = disarmQuickActions(order.text);
  if (text.trim() === '') throw new ActionRefused('invalid');
  const { body } = await client.ask(NOTES[on], (notes) =>
    notes.edit(project.id, toNumber(order.number), toNumber(order.commentId), { body: text }),
  );
  return noteReceipt(project, order, body);
}

/** https://docs.gitlab.com/api/issues/#new-issue */
export async function createIssue({ client, project }: Acting, order: CreateIssueOrder): Promise<Receipt> {
  const { title, text, labels, assignees, isConfidential } = order;
  const { body } = await client.ask(Issues, (issues) =>
    issues.create(project.id, title, {
      description: disarmQuickActions(text),
      ...(labels.length === 0 ? {} : { labels: labels.map(toLabel).join(',') }),
      ...(assignees.length === 0 ? {} : { assigneeIds: assignees.map(({ id }) => toNumber(id)) }),
      ...(isConfidential ? { confidential: true } : {}),
    }),
  );
  const { iid, web_url, ...made } = parseReply(createdIssueSchema, body);
  return { id: iid, url: web_url, ...leftOutOf(order, made) };
}

export async function editIssue(acting: Acting, order: OrderOf<'edit-issue'>): Promise<Receipt> {
  const { title, text } = order;
  const after = await edit(acting, order, { title, description: disarmQuickActions(text) });
  return { id: order.number, url: after.web_url };
}

function isAmong(people: readonly Person[], { id }: Person): boolean {
  return people.some((person) => person.id === id);
}
