import type { Sighting } from '../../../domain/feed.js';
import { isSamePerson } from '../../../domain/forge.js';
import type { CommentTarget, CommentThread } from '../../../domain/subjects/comment.js';
import { parseItem, type Drops } from '../parse.js';
import { noteSchema, type RawEvent, type RawNote } from '../schema.js';
import { targetKindOf } from '../target-kind.js';
import { isInThread, toComment } from '../transform/comment.js';
import { createTargets, type NotePlace } from './comment-targets.js';
import { createThreads, type Threads } from './comment-threads.js';
import type { FeedRead } from './feed-read.js';

export interface SightedComments {
  readonly sightings: readonly Sighting[];
  /** Id of the event to go on after, when the details of the rest have to wait; `null` when all is done. */
  readonly doneId: number | null;
}

interface NoteEvent {
  readonly event: RawEvent;
  readonly note: RawNote;
  readonly place: NotePlace;
}

/** Requests for details in one read: a flood of comments is worked off over several. */
const MAX_DETAILS = 40;

/** Comments on merge requests and issues among these events, which come oldest first. */
export async function sightComments(read: FeedRead, events: readonly RawEvent[]): Promise<SightedComments> {
  const notes = events.flatMap((event) => toNoteEvents(event, read.drops));
  if (notes.length === 0) return { sightings: [], doneId: null };
  const targets = await createTargets(
    read,
    notes.map(({ place }) => place),
  );
  const threads = createThreads(read);
  const sightings: Sighting[] = [];
  for (const entry of notes) {
    if (targets.spent() + threads.spent() >= MAX_DETAILS) return { sightings, doneId: entry.event.id - 1 };
    const on = await targets.find(entry.place);
    if (on === null) continue;
    const thread = await findThread(read, entry, { on, threads });
    const place = { projectId: entry.place.projectId, on, thread };
    sightings.push({ subject: toComment(entry.note, entry.event, place), isNews: true });
  }
  return { sightings, doneId: null };
}

/** One or none. */
function toNoteEvents(event: RawEvent, drops: Drops): readonly NoteEvent[] {
  if (!event.note) return [];
  const note = parseItem(noteSchema, event.note, drops);
  if (note === null || note.system === true) return [];
  const kind = targetKindOf(note.noteable_type);
  const { noteable_id: id, noteable_iid: number } = note;
  if (kind === null || id === null || event.project_id === null) return [];
  const place = { kind, projectId: event.project_id, id, number, title: event.target_title };
  return [{ event, note, place }];
}

/** The reader's own words need no thread; on what is the reader's own only a real thread is worth a request. */
async function findThread(
  { request }: FeedRead,
  { event, note, place }: NoteEvent,
  { on, threads }: { readonly on: CommentTarget; readonly threads: Threads },
): Promise<CommentThread | null> {
  if (isSamePerson(note.author ?? event.author, request.viewer)) return null;
  const isThreaded = isInThread(note, event) ?? !isSamePerson(on.author, request.viewer);
  return isThreaded ? threads.find({ ...place, number: on.number }, note.id) : null;
}
