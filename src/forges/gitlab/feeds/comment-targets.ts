import { MergeRequests } from '@gitbeaker/rest';
import type { CommentTarget } from '../../../domain/subjects/comment.js';
import { isOutOfReach } from '../errors.js';
import { parseReply } from '../parse.js';
import { mergeRequestSchema } from '../schema.js';
import { toCommentTarget } from '../transform/comment.js';
import { NOTHING_KNOWN, toMergeRequest } from '../transform/merge-request.js';
import { GHOST } from '../transform/person.js';
import { isBroken } from './detail.js';
import type { FeedRead } from './feed-read.js';

/** The merge request that a note is on. */
export interface NotePlace {
  readonly projectId: string;
  readonly id: string;
  /** `null` where the server does not tell. */
  readonly number: string | null;
  /** From the event, for want of better. */
  readonly title: string;
}

export interface Targets {
  /** `null`: gone, or out of the reader's sight. */
  find(place: NotePlace): Promise<CommentTarget | null>;
  /** Requests made so far. */
  spent(): number;
}

/** What is known is taken from the snapshots; each of the others costs one request a read. */
export async function createTargets(read: FeedRead, places: readonly NotePlace[]): Promise<Targets> {
  const known = await read.request.lookup('merge-request', [...new Set(places.map(({ id }) => id))]);
  const found = new Map<string, CommentTarget | null>();
  for (const [id, mergeRequest] of known) found.set(id, toCommentTarget(mergeRequest));
  let requests = 0;
  return {
    spent: () => requests,
    async find(place) {
      const cached = found.get(place.id);
      if (cached !== undefined || place.number === null) return cached ?? null;
      requests += 1;
      const target = await readTarget(read, place, place.number);
      found.set(place.id, target);
      return target;
    },
  };
}

/** The comment counts also where the server breaks over the merge request. */
async function readTarget(read: FeedRead, place: NotePlace, number: string): Promise<CommentTarget | null> {
  try {
    const { body } = await read.client.ask(MergeRequests, (requests) =>
      requests.show(place.projectId, Number(number)),
    );
    return toCommentTarget(toMergeRequest(parseReply(mergeRequestSchema, body), NOTHING_KNOWN));
  } catch (error) {
    if (isOutOfReach(error)) return null;
    if (!isBroken(error)) throw error;
    const project = read.request.watched.find(({ id }) => id === place.projectId);
    const url = `${project?.url ?? ''}/-/merge_requests/${number}`;
    return { kind: 'merge-request', id: place.id, number, title: place.title, author: GHOST, url };
  }
}
