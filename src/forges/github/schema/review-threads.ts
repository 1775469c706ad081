import { z } from 'zod';
import { listOf, numericId, timestamp } from './fields.js';

/** Of GraphQL, where each may be `null` that the token may not have. */
const commentSchema = z.object({
  viewerDidAuthor: z.boolean(),
  bodyText: z.string(),
  url: z.string(),
  createdAt: timestamp,
});

const resolverSchema = z.object({
  databaseId: numericId,
  login: z.string(),
  name: z.string().nullish(),
});

const reviewThreadSchema = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  /** `null` where the account was deleted. */
  resolvedBy: resolverSchema.nullish().catch(null),
  comments: z.object({ nodes: listOf(commentSchema) }),
});

export type GithubReviewThread = z.infer<typeof reviewThreadSchema>;

export const pullThreadsSchema = z.object({
  reviewThreads: z.object({ nodes: listOf(reviewThreadSchema) }),
});

/** Pull requests by the aliases under which they were asked for. */
export const repositoryAnswerSchema = z.object({ repository: z.record(z.string(), z.unknown()) });
