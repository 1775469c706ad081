import { z } from 'zod';
import { NO_RECEIPT, type Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import type { Person } from '../../../domain/forge.js';
import type { OpenThread } from '../../../domain/ports/forge-actions.js';
import { parseOne } from '../lenient-parse.js';
import { listOf, numericId } from '../schema/fields.js';
import { cutBody } from '../transform/comment.js';
import { GHOST, toPerson } from '../transform/person.js';
import type { Site } from './site.js';

/** A hundred threads each. */
const MAX_PAGES = 3;

const THREADS = `query threads($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        nodes {
          id
          isResolved
          path
          comments(first: 1) {
            nodes { body url author { login ... on User { databaseId name } ... on Bot { databaseId } } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

const RESOLVE = `mutation resolve($threadId: ID!) {
  resolveReviewThread(input: { threadId: $threadId }) { clientMutationId }
}`;

const authorSchema = z
  .object({ login: z.string(), databaseId: numericId.nullish().catch(null), name: z.string().nullish() })
  .nullish()
  .catch(null);

const threadSchema = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  path: z.string().nullish(),
  comments: z.object({
    nodes: listOf(z.object({ body: z.string(), url: z.string(), author: authorSchema })),
  }),
});

type Thread = z.infer<typeof threadSchema>;

const pageSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        nodes: listOf(threadSchema),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    }),
  }),
});

type ThreadPage = z.infer<typeof pageSchema>['repository']['pullRequest']['reviewThreads'];

/** https://docs.github.com/en/graphql/reference/objects#pullrequestreviewthread: REST knows no threads. */
export async function listOpenThreads(site: Site, number: string): Promise<readonly OpenThread[]> {
  const threads = await readThreads(site, number);
  return threads.filter(({ isResolved }) => !isResolved).flatMap(toOpenThread);
}

/** `threadId`: as GraphQL names the thread, or the number of its first comment, by which REST knows it. */
export async function resolveThread(
  site: Site,
  { number, threadId }: { readonly number: string; readonly threadId: string },
): Promise<Receipt> {
  const id = /^\d+$/.test(threadId) ? await nodeIdOf(site, number, threadId) : threadId;
  await site.mutate(RESOLVE, { threadId: id });
  return NO_RECEIPT;
}

async function nodeIdOf(site: Site, number: string, rootId: string): Promise<string> {
  const threads = await readThreads(site, number);
  const found = threads.find(({ comments }) => comments.nodes[0]?.url.endsWith(`#discussion_r${rootId}`));
  if (found === undefined) throw new ForgeError('not-found', { detail: 'there is no such thread' });
  if (found.isResolved) throw new ActionRefused('already-done');
  return found.id;
}

async function readThreads(site: Site, number: string): Promise<readonly Thread[]> {
  const threads: Thread[] = [];
  let after: string | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { nodes, pageInfo } = await readPage(site, number, after);
    threads.push(...nodes);
    after = pageInfo.endCursor ?? null;
    if (!pageInfo.hasNextPage || after === null) break;
  }
  return threads;
}

async function readPage(site: Site, number: string, after: string | null): Promise<ThreadPage> {
  const params = { number: Number(number), ...(after === null ? {} : { after }) };
  return parseOne(pageSchema, await site.ask(THREADS, params)).repository.pullRequest.reviewThreads;
}

/** None where its first comment is gone. */
function toOpenThread({ id, path, comments }: Thread): readonly OpenThread[] {
  const [first] = comments.nodes;
  if (first === undefined) return [];
  return [
    { id, author: toAuthor(first.author), body: cutBody(first.body), path: path ?? null, url: first.url },
  ];
}

/** Some kinds of accounts have no number. */
function toAuthor(author: z.infer<typeof authorSchema>): Person {
  return author ? toPerson({ ...author, id: author.databaseId ?? '0' }) : GHOST;
}
