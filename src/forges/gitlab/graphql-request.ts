import { MergeRequests } from '@gitbeaker/rest';
import type { z } from 'zod';
import type { GitlabClient } from './client.js';
import { parseReply } from './parse.js';
import { graphqlSchema } from './schema/graphql.js';

/**
 * GraphQL stands beside REST, and answers 200 to all that it understands. The names of variables are sent in lower case,
 * whatever they are. https://docs.gitlab.com/api/graphql/
 */
export async function postGraphql(
  client: GitlabClient,
  query: string,
  variables: Readonly<Record<string, string>>,
): Promise<z.infer<typeof graphqlSchema>> {
  const { body } = await client.ask(MergeRequests, (resource) =>
    resource.requester.post('../graphql', { body: { query, variables } }),
  );
  return parseReply(graphqlSchema, body);
}
