import type { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { Sighting } from '../../../domain/feed.js';
import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import { parseList } from '../lenient-parse.js';
import { commentSchema, commitWordsSchema, type threadSchema } from '../schema.js';
import { commentNote, messageNote, type CommitPlace } from '../transform/commit-note.js';
import type { FeedContext } from './feed-context.js';

export type InboxThread = z.infer<typeof threadSchema>;

/** Each costs a request. Hardly anybody is named at more commits within a minute, but for a flood. */
const MAX_READ = 5;

const COMMENTS_PER_PAGE = 100;

const MENTIONS: ReadonlySet<string> = new Set(['mention', 'team_mention']);

const COMMIT = /\/repos\/([^/]+)\/([^/]+)\/commits\/([0-9a-f]+)$/;

/** What is said to the reader at a commit, which no other feed shows; the newest first, as the inbox has them. */
export async function sightCommitMentions(
  context: FeedContext,
  threads: readonly InboxThread[],
): Promise<readonly Sighting[]> {
  const mentions = threads.filter(({ reason, subject }) => subject.type === 'Commit' && MENTIONS.has(reason));
  const sightings: Sighting[] = [];
  for (const thread of mentions.slice(0, MAX_READ)) {
    const note = await unlessUnreadable(() => readNote(context, thread));
    if (note !== null && isAddressed(note, thread, context.request.viewer.login)) {
      sightings.unshift({ subject: note, isNews: true });
    }
  }
  return sightings;
}

async function readNote({ client, drops }: FeedContext, thread: InboxThread): Promise<CommitNote | null> {
  const { url, latest_comment_url: latest, title } = thread.subject;
  const [, owner, repo, sha] = COMMIT.exec(url ?? '') ?? [];
  if (owner === undefined || repo === undefined || sha === undefined) return null;
  const place: CommitPlace = { projectId: thread.repository.id, sha, title: title ?? '' };
  const commentId = /\/comments\/(\d+)$/.exec(latest ?? '')?.[1];
  if (commentId === undefined) {
    // A page of its changed files comes with it: the shortest.
    const params = { owner, repo, ref: sha, per_page: 1 };
    const { data } = await client.get('GET /repos/{owner}/{repo}/commits/{ref}', params);
    const commit = commitWordsSchema.safeParse(data);
    return commit.success ? messageNote(commit.data, place, thread.updated_at) : null;
  }
  const params = { owner, repo, commit_sha: sha, per_page: COMMENTS_PER_PAGE };
  const { data } = await client.get('GET /repos/{owner}/{repo}/commits/{commit_sha}/comments', params);
  const comments = parseList(commentSchema, data);
  drops.add(comments.faults);
  const comment = comments.items.find(({ id }) => id === commentId);
  return comment === undefined ? null : commentNote(comment, place);
}

/** A thread keeps its reason when it moves on, with words that are for others. */
function isAddressed({ mentions }: CommitNote, { reason }: InboxThread, login: string): boolean {
  if (mentions.includes(login.toLowerCase())) return true;
  return reason === 'team_mention' && mentions.some((name) => name.includes('/'));
}

/** What is gone, not for this token, or over what the server stumbles must not keep the inbox from moving on. */
async function unlessUnreadable(read: () => Promise<CommitNote | null>): Promise<CommitNote | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    if (GONE.has(error.code) || error.status === 500) return null;
    throw error;
  }
}

const GONE: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'invalid', 'conflict', 'bad-reply']);
