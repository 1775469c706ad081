import { z } from 'zod';
import { flag, listOf, maybe, text } from './fields.js';

/** https://docs.gitlab.com/api/graphql/: failures come with status 200. */
export const graphqlSchema = z.object({
  errors: listOf(z.object({ message: z.string() })),
  data: maybe(z.record(z.string(), z.unknown())),
});

/** https://docs.gitlab.com/api/graphql/reference/#currentuser */
export const groupMembershipsSchema = z.object({
  groupMemberships: z.object({
    pageInfo: z.object({ hasNextPage: flag, endCursor: text }),
    nodes: listOf(z.object({ group: z.object({ fullPath: z.string() }) })),
  }),
});
