import { Projects } from '@gitbeaker/rest';
import type { ProjectPage, ProjectWish } from '../../domain/ports/forge-adapter.js';
import type { OwnProject } from '../../domain/project.js';
import type { GitlabClient } from './client.js';
import { isOutOfReach } from './errors.js';
import { parseList, parseReply, type Drops } from './parse.js';
import { projectSchema } from './schema.js';
import { toProject } from './transform/project.js';

const PAGE_SIZE = 20;
const MOST_OWN = 100;
/** `.` and `..` are valid nowhere, and would climb out of `/projects/` once they are part of an address. */
const ID_OR_PATH = /^(?:\d+|[^/\s]+(?:\/[^/\s]+)+)$/;

/** A path that has moved is found at its new place, by the server's redirect. */
export async function findProject(client: GitlabClient, pathOrId: string): Promise<OwnProject | null> {
  const wanted = pathOrId.trim().replace(/^\/|\/$/g, '');
  if (!ID_OR_PATH.test(wanted)) return null;
  try {
    const { body } = await client.ask(Projects, (projects) => projects.show(wanted));
    return toProject(parseReply(projectSchema, body));
  } catch (error) {
    if (isOutOfReach(error)) return null;
    throw error;
  }
}

/** https://docs.gitlab.com/api/projects/#list-all-projects: the simple form leaves out what one may do there. */
export async function listOwnProjects(client: GitlabClient, drops: Drops): Promise<readonly OwnProject[]> {
  const { body } = await client.ask(Projects, (projects) =>
    projects.all<false, 'offset'>({
      membership: true,
      orderBy: 'last_activity_at',
      perPage: MOST_OWN,
      page: 1,
    }),
  );
  return parseList(projectSchema, body, drops).map(toProject);
}

/** A search of less than three letters finds whole names only. */
export async function listProjects(
  client: GitlabClient,
  page: number,
  { search, isStarred }: ProjectWish,
  drops: Drops,
): Promise<ProjectPage> {
  const { body, hasNext } = await client.ask(Projects, (projects) =>
    projects.all<false, 'offset'>({
      membership: true,
      simple: true,
      orderBy: 'last_activity_at',
      perPage: PAGE_SIZE,
      ...(search === undefined ? {} : { search, searchNamespaces: true }),
      ...(isStarred === true ? { starred: true } : {}),
      page,
    }),
  );
  return { projects: parseList(projectSchema, body, drops).map(toProject), hasMore: hasNext };
}
