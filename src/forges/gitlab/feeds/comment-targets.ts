import { Issues, MergeRequests } from '@gitbeaker/rest';
import { subjectKey } from '../../../domain/subject.js';
import { type CommentTarget, commentTargetOf } from '../../../domain/subjects/comment.js';
import { isOutOfReach } from '../errors.js';
import { parseReply } from '../parse.js';
import { issueSchema, mergeRequestSchema } from '../schema.js';
import type { TargetKind } from '../target-kind.js';
import { toFreshTarget } from '../transform/comment.js';
import { toIssue } from '../transform/issue.js';
import { NOTHING_KNOWN, toMergeRequest } from '../transform/merge-request.js';
import { GHOST } from '../transform/person.js';
import { isBroken } from './detail.js';
import type { FeedRead } from './feed-read.js';
import { knownTargets, type Target } from './known-targets.js';

/** What a note is on. */
export interface NotePlace extends Target {
  readonly projectId: string;
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

/**
 * What is known is taken from the snapshots; each of the others costs one request a read. So does an issue of which a group
 * hears: it may have become confidential since it was seen.
 */
export async function createTargets(read: FeedRead, places: readonly NotePlace[]): Promise<Targets> {
  const found = new Map<string, CommentTarget | null>();
  const mustBeFresh = ({ kind, projectId, number }: NotePlace): boolean =>
    kind === 'issue' && number !== null && read.request.isReadAlong?.(projectId) === true;
  for (const [key, subject] of await knownTargets(
    read,
    places.filter((place) => !mustBeFresh(place)),
  )) {
    found.set(key, commentTargetOf(subject));
  }
  let requests = 0;
  return {
    spent: () => requests,
    async find(place) {
      const cached = found.get(subjectKey(place));
      if (cached !== undefined || place.number === null) return cached ?? null;
      requests += 1;
      const target = await readTarget(read, place, place.number);
      found.set(subjectKey(place), target);
      return target;
    },
  };
}

type Show = (read: FeedRead, projectId: string, number: number) => Promise<CommentTarget>;

const SHOW = {
  async 'merge-request'({ client }, projectId, number) {
    const { body } = await client.ask(MergeRequests, (requests) => requests.show(projectId, number));
    return commentTargetOf(toMergeRequest(parseReply(mergeRequestSchema, body), NOTHING_KNOWN));
  },
  async issue({ client }, projectId, number) {
    const { body } = await client.ask(Issues, (issues) => issues.show(number, { projectId }));
    return toFreshTarget(toIssue(parseReply(issueSchema, body), client.serverTime()));
  },
} satisfies Record<TargetKind, Show>;

const PATHS = { 'merge-request': 'merge_requests', issue: 'issues' } as const satisfies Record<
  TargetKind,
  string
>;

/** The comment counts also where the server breaks over what it is on. */
async function readTarget(read: FeedRead, place: NotePlace, number: string): Promise<CommentTarget | null> {
  const { kind, id, projectId, title } = place;
  try {
    return await SHOW[kind](read, projectId, Number(number));
  } catch (error) {
    if (isOutOfReach(error)) return null;
    if (!isBroken(error)) throw error;
    const project = read.request.watched.find((watched) => watched.id === projectId);
    const url = `${project?.url ?? ''}/-/${PATHS[kind]}/${number}`;
    return { kind, id, number, title, author: GHOST, url };
  }
}
