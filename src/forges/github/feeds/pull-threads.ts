import { ForgeError, type ForgeErrorCode } from '../../../domain/errors.js';
import { isSamePerson } from '../../../domain/forge.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import type { ThreadList } from '../../../domain/subjects/thread-list.js';
import { changedAmong } from '../../changed-among.js';
import { splitPath } from '../project-path.js';
import type { ProjectReader } from '../project-reader.js';
import { pullThreadsSchema, repositoryAnswerSchema } from '../schema/review-threads.js';
import { toThreadList } from '../transform/thread-list.js';
import type { FeedContext } from './feed-context.js';

export interface ReadThreads {
  /** Those that are not as the account last saw them. */
  readonly lists: readonly ThreadList[];
  /** Pull requests that could not be asked about now. */
  readonly owed: readonly string[];
}

const MAX_PULLS_A_QUERY = 10;

const FRAGMENT = `
fragment threads on PullRequest {
  reviewThreads(last: 100) {
    nodes {
      id
      isResolved
      resolvedBy { databaseId login name }
      comments(first: 20) { nodes { viewerDidAuthor bodyText url createdAt } }
    }
  }
}`;

/**
 * The threads of these pull requests that concern the viewer; of each the newest hundred, by their first twenty
 * comments. REST does not tell who resolved them: https://docs.github.com/en/graphql/reference/objects#pullrequestreviewthread.
 * The feed can do without: what cannot be had is left out, and said once in the log.
 */
export async function readThreads(
  project: ProjectReader,
  context: FeedContext,
  pulls: readonly MergeRequest[],
): Promise<ReadThreads> {
  const lists: ThreadList[] = [];
  const owed: string[] = [];
  for (let start = 0; start < pulls.length; start += MAX_PULLS_A_QUERY) {
    const some = pulls.slice(start, start + MAX_PULLS_A_QUERY);
    const answer = await ask(project, context, some);
    if (answer === 'never') break;
    if (answer === 'later') owed.push(...some.map(({ id }) => id));
    else lists.push(...(await listsIn(answer, context, some)));
  }
  return { lists: await changedAmong(context.request.lookup, 'thread-list', lists), owed };
}

/** One for several pull requests. */
export function threadsQuery(numbers: readonly string[]): string {
  const pulls = numbers.map((number) => `p${number}: pullRequest(number: ${number}) { ...threads }`);
  return `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { ${pulls.join(' ')} }
}${FRAGMENT}`;
}

const PASSING: ReadonlySet<ForgeErrorCode> = new Set(['unavailable', 'rate-limited']);

async function ask(
  project: ProjectReader,
  { client, noteOnce }: FeedContext,
  pulls: readonly MergeRequest[],
): Promise<unknown> {
  const place = splitPath(project.project().path);
  if (place === null) return 'never';
  const query = threadsQuery(pulls.map(({ number }) => number));
  try {
    const { data, faults } = await client.query(query, { owner: place.owner, name: place.repo });
    if (faults.length > 0) noteOnce({ faults }, 'github review threads are told in part only');
    return data;
  } catch (error) {
    if (!(error instanceof ForgeError) || error.code === 'token-refused') throw error;
    const { code, status, message: detail } = error;
    noteOnce({ code, status, detail }, 'github review threads cannot be read');
    return PASSING.has(code) ? 'later' : 'never';
  }
}

async function listsIn(
  answer: unknown,
  { request, drops }: FeedContext,
  pulls: readonly MergeRequest[],
): Promise<readonly ThreadList[]> {
  const { repository } = repositoryAnswerSchema.safeParse(answer).data ?? { repository: {} };
  const known = await request.lookup(
    'thread-list',
    pulls.map(({ id }) => id),
  );
  return pulls.flatMap((pull) => {
    const shown = repository[`p${pull.number}`] ?? null;
    if (shown === null) return [];
    const parsed = pullThreadsSchema.safeParse(shown);
    if (!parsed.success) drops.add(['reviewThreads']);
    const threads = parsed.data?.reviewThreads.nodes ?? [];
    const isOwn = isSamePerson(pull.author, request.viewer);
    const list = toThreadList({ pull, threads, before: known.get(pull.id), isOwn });
    return list === null ? [] : [list];
  });
}
