import type { GitlabClient } from './client.js';
import { postGraphql } from './graphql-request.js';
import { parseReply } from './parse.js';
import { groupMembershipsSchema } from './schema/graphql.js';

const MAX_PAGES = 5;

const QUERY = `query ($after: String) {
  currentUser {
    groupMemberships(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { group { fullPath } }
    }
  }
}`;

/**
 * Paths of the groups that the reader was made a member of, for those are whom a mention of a group calls: who is in it
 * by a group above is not, and REST tells the two alike. https://docs.gitlab.com/user/group/subgroups/#mention-subgroups
 */
export async function readOwnGroups(client: GitlabClient): Promise<readonly string[]> {
  const paths: string[] = [];
  let after: string | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { data } = await postGraphql(client, QUERY, after === null ? {} : { after });
    const { groupMemberships } = parseReply(groupMembershipsSchema, data?.['currentUser']);
    const { nodes, pageInfo } = groupMemberships;
    paths.push(...nodes.map(({ group }) => group.fullPath));
    after = pageInfo.endCursor;
    if (pageInfo.hasNextPage !== true || after === null) break;
  }
  return paths;
}
