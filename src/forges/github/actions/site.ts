import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import type { Project } from '../../../domain/project.js';
import type { Answer, GithubClient, QueryParams, WriteParams, WriteRoute } from '../client.js';
import { findPlace, type Place } from './repository.js';

type Path = `/${string}`;
type Method = WriteRoute extends `${infer M} /${string}` ? M : never;

/** Something in the repository, by the path at which it can be read: `/issues/{number}`. */
export interface Spot {
  readonly path: Path;
  readonly params: QueryParams;
}

/** Where one account acts. Paths are below the repository, `{names}` in them are filled in from `params`. */
export interface Site {
  readonly place: Place;
  read(path: Path, params?: QueryParams): Promise<Answer>;
  /** Of what a look can do without: `null` when it is missing or not allowed. */
  detail(path: Path, params?: QueryParams): Promise<Answer | null>;
  /** `on` tells what is gone from what may not be written, which GitHub answers alike. */
  send(method: Method, path: Path, params: WriteParams, on: Spot | null): Promise<Answer>;
}

export async function openSite(client: GithubClient, project: Project): Promise<Site> {
  const place = await findPlace(client, project);
  const { owner, repo } = place;
  const read = (path: Path, params: QueryParams = {}): Promise<Answer> =>
    client.get(`GET /repos/{owner}/{repo}${path}`, { owner, repo, ...params });
  return {
    place,
    read,
    detail: (path, params) => unlessDispensable(read(path, params)),
    send: async (method, path, params, on) => {
      try {
        return await client.send(`${method} /repos/{owner}/{repo}${path}`, { owner, repo, ...params });
      } catch (error) {
        const isHidden = error instanceof ForgeError && error.status === 404;
        if (isHidden && (await isThere(read, on))) throw hiddenFrom(place, error);
        throw error;
      }
    },
  };
}

const DISPENSABLE: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'bad-reply']);

async function unlessDispensable(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ForgeError && DISPENSABLE.has(error.code)) return null;
    throw error;
  }
}

async function isThere(read: Site['read'], on: Spot | null): Promise<boolean> {
  if (on === null) return true;
  return (await unlessDispensable(read(on.path, on.params))) !== null;
}

function hiddenFrom({ lacksScope }: Place, { words }: ForgeError): ActionRefused {
  return new ActionRefused(lacksScope ? 'scope' : 'role', words ?? null);
}
