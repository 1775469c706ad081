import { ForgeError } from '../../domain/errors.js';
import type { Logger } from '../../domain/logger.js';
import type { ProjectPage, ProjectWish } from '../../domain/ports/forge-adapter.js';
import type { OwnProject } from '../../domain/project.js';
import type { GithubClient, QueryParams } from './client.js';
import { DropTally } from './drop-tally.js';
import { parseList, parseOne } from './lenient-parse.js';
import { splitPath } from './project-path.js';
import { repositorySchema, type GithubRepository } from './schema.js';
import { toProject } from './transform/project.js';

const PAGE_SIZE = 20;
/** GitHub cannot search among one's own repositories: as many as it gives at once are looked through. */
const SEARCH_PAGE_SIZE = 100;

export async function findProject(client: GithubClient, pathOrId: string): Promise<OwnProject | null> {
  const place = splitPath(pathOrId);
  const isId = /^\d+$/.test(pathOrId);
  if (place === null && !isId) return null;
  try {
    const answer = place
      ? await client.get('GET /repos/{owner}/{repo}', place)
      : await client.get('GET /repositories/{id}', { id: pathOrId });
    return toProject(parseOne(repositorySchema, answer.data));
  } catch (error) {
    const isInvisible =
      error instanceof ForgeError && (error.code === 'not-found' || error.code === 'forbidden');
    if (isInvisible) return null;
    throw error;
  }
}

export function listProjects(
  client: GithubClient,
  page: number,
  { search, isStarred }: ProjectWish,
  logger: Logger,
): Promise<ProjectPage> {
  const size = search === undefined ? PAGE_SIZE : SEARCH_PAGE_SIZE;
  const wanted = search?.toLowerCase() ?? '';
  const isWanted = ({ full_name: path }: GithubRepository): boolean => path.toLowerCase().includes(wanted);
  if (isStarred !== true) return listOwnProjects(client, { page, size }, logger, isWanted);
  return list(
    client,
    { route: 'GET /user/starred', params: { sort: 'updated', direction: 'desc', per_page: size, page } },
    logger,
    (repository) => isOwn(repository) && isWanted(repository),
  );
}

export function listOwnProjects(
  client: GithubClient,
  { page, size }: { readonly page: number; readonly size: number },
  logger: Logger,
  isWanted: (repository: GithubRepository) => boolean = () => true,
): Promise<ProjectPage> {
  const params = { sort: 'pushed', direction: 'desc', per_page: size, page };
  return list(client, { route: 'GET /user/repos', params }, logger, isWanted);
}

async function list(
  client: GithubClient,
  { route, params }: { readonly route: `GET /${string}`; readonly params: QueryParams },
  logger: Logger,
  isWanted: (repository: GithubRepository) => boolean,
): Promise<ProjectPage> {
  const answer = await client.get(route, params);
  const { items, faults } = parseList(repositorySchema, answer.data);
  const drops = new DropTally();
  drops.add(faults);
  drops.log(logger, 'projects');
  return {
    projects: items.filter(isWanted).map(toProject),
    hasMore: /rel="next"/.test(answer.header('link') ?? ''),
  };
}

/** One may star what one only looks at; a private repository is seen by those who belong to it. */
function isOwn({ private: isPrivate, permissions }: GithubRepository): boolean {
  const { admin, maintain, push, triage } = permissions ?? {};
  return isPrivate === true || [admin, maintain, push, triage].includes(true);
}
