import { z } from 'zod';
import { ForgeError, type ForgeErrorCode } from '../../../domain/errors.js';
import type { AutoMerge, MergeRequest } from '../../../domain/subjects/merge-request.js';
import { splitPath } from '../project-path.js';
import type { ProjectReader } from '../project-reader.js';
import type { GithubPull } from '../schema.js';
import { toState } from '../transform/merge-request.js';
import type { FeedContext } from './feed-context.js';

export const QUEUE_QUERY = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { isInMergeQueue } }
}`;

const answerSchema = z.object({
  repository: z.object({ pullRequest: z.object({ isInMergeQueue: z.boolean() }) }),
});

const PASSING: ReadonlySet<ForgeErrorCode> = new Set(['unavailable', 'rate-limited']);

/**
 * What was to merge by itself waits in a merge queue, where REST calls that off: `auto_merge` is `null` as it is where
 * somebody stopped it. One request as long as it is so; `null`: it is in none, or GitHub does not tell.
 */
export async function readQueued(
  project: ProjectReader,
  context: FeedContext,
  { pull, before }: { readonly pull: GithubPull; readonly before: MergeRequest | null },
): Promise<AutoMerge | null> {
  const set = before?.autoMerge ?? null;
  if (set === null || pull.auto_merge || toState(pull) !== 'open') return null;
  return (await isQueued(project, context, pull.number)) ? { by: set.by, isQueued: true } : null;
}

async function isQueued(
  project: ProjectReader,
  { client, noteOnce }: FeedContext,
  number: number,
): Promise<boolean> {
  const place = splitPath(project.project().path);
  if (place === null) return false;
  try {
    const { data } = await client.query(QUEUE_QUERY, { owner: place.owner, name: place.repo, number });
    return answerSchema.safeParse(data).data?.repository.pullRequest.isInMergeQueue === true;
  } catch (error) {
    if (!(error instanceof ForgeError) || error.code === 'token-refused') throw error;
    const { code, status, message: detail } = error;
    noteOnce({ code, status, detail }, 'github merge queues cannot be read');
    // It stands until GitHub says otherwise.
    return PASSING.has(code);
  }
}

/** While it does not move, it stays in its queue. */
export function stillQueued(before: MergeRequest | null): AutoMerge | null {
  return before?.autoMerge?.isQueued === true ? before.autoMerge : null;
}
