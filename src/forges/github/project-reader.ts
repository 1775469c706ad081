import { ForgeError } from '../../domain/errors.js';
import type { OwnProject, Project } from '../../domain/project.js';
import type { Answer, GithubClient, QueryParams, Validators } from './client.js';
import { parseOne } from './lenient-parse.js';
import { repositorySchema } from './schema.js';
import { splitPath } from './project-path.js';
import { toProject } from './transform/project.js';

export interface ListRequest {
  /** Below the repository: `/pulls`. */
  readonly path: `/${string}`;
  readonly params: QueryParams;
  readonly validators?: Validators;
  /** False when the answer shows another repository, which has taken over the path. */
  readonly isOurs?: (data: unknown) => boolean;
}

/** Reads below one repository, wherever it has moved to. */
export interface ProjectReader {
  /** Where it is now, as far as this read has found out. */
  readonly project: () => Project;
  readonly movedTo: () => OwnProject | undefined;
  /** A list that the feed cannot do without. */
  list(request: ListRequest): Promise<Answer>;
  /** One thing, whose absence has a meaning. Throws `ForgeError`. */
  get(path: `/${string}`, params: QueryParams): Promise<Answer>;
  /** A detail that the feed can do without: `null` when it is missing or not allowed. */
  detail(path: `/${string}`, params?: QueryParams, validators?: Validators): Promise<Answer | null>;
}

export function openProject(client: GithubClient, saved: Project): ProjectReader {
  let current: OwnProject = saved;
  let hasLooked = false;

  /** Asks by id, which a rename leaves alone. Once per read. */
  async function locate(): Promise<'moved' | 'here' | 'missing'> {
    if (hasLooked) return 'here';
    hasLooked = true;
    const found = await findById(client, saved.id);
    if (found === null) return 'missing';
    if (found.path === current.path) return 'here';
    current = found;
    return 'moved';
  }

  async function get(path: `/${string}`, params: QueryParams, validators?: Validators): Promise<Answer> {
    const place = splitPath(current.path);
    if (place === null) throw new ForgeError('invalid', { detail: 'not an owner/repo path' });
    return client.get(`GET /repos/{owner}/{repo}${path}`, { ...place, ...params }, validators);
  }

  async function list(request: ListRequest): Promise<Answer> {
    const answer = await orNullIfMissing(get(request.path, request.params, request.validators));
    const isOurs = answer !== null && (!answer.isModified || (request.isOurs?.(answer.data) ?? true));
    if (isOurs) {
      if (answer.isRedirected) await locate();
      return answer;
    }
    const whereabouts = await locate();
    if (whereabouts === 'moved') return get(request.path, request.params);
    if (whereabouts === 'missing') throw missing('not-found', 'the repository is missing or not visible');
    throw missing('forbidden', `the repository can be seen, but not its ${request.path}`);
  }

  return {
    project: () => current,
    movedTo: () => (current === saved ? undefined : current),
    list,
    get,
    detail: async (path, params = {}, validators) => {
      try {
        return await get(path, params, validators);
      } catch (error) {
        if (error instanceof ForgeError && DISPENSABLE.has(error.code)) return null;
        throw error;
      }
    },
  };
}

function missing(code: 'not-found' | 'forbidden', detail: string): ForgeError {
  return new ForgeError(code, { detail, status: 404 });
}

const DISPENSABLE: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'bad-reply']);

export async function findById(client: GithubClient, id: string): Promise<OwnProject | null> {
  const answer = await orNullIfMissing(client.get('GET /repositories/{id}', { id }));
  return answer === null ? null : toProject(parseOne(repositorySchema, answer.data));
}

async function orNullIfMissing(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'not-found') return null;
    throw error;
  }
}
