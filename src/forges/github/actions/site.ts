import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import type { Project } from '../../../domain/project.js';
import type { Person } from '../../../domain/forge.js';
import type { Answer, GithubClient, QueryAnswer, QueryParams, WriteParams, WriteRoute } from '../client.js';
import { meaningOf } from '../graphql-errors.js';
import { parseOne } from '../lenient-parse.js';
import { userSchema } from '../schema.js';
import { toPerson } from '../transform/person.js';
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
  /** Whose token it is. */
  viewer(): Promise<Person>;
  read(path: Path, params?: QueryParams): Promise<Answer>;
  /** Of what a look can do without: `null` when it is missing or not allowed. */
  detail(path: Path, params?: QueryParams): Promise<Answer | null>;
  /** `on` tells what is gone from what may not be written, which GitHub answers alike. */
  send(method: Method, path: Path, params: WriteParams, on: Spot | null): Promise<Answer>;
  /** A GraphQL query with `$owner`, `$name` and `$number`. */
  ask(query: string, params: QueryParams & { readonly number: number }): Promise<unknown>;
  /** The same of what a look can do without: what is missing or not allowed is `null` in it. */
  readonly glimpse: (query: string, params: QueryParams & { readonly number: number }) => Promise<unknown>;
  /** Throws `ForgeError` as `send` does; GraphQL tells apart what is gone and what is forbidden. */
  mutate(mutation: string, params: QueryParams): Promise<unknown>;
}

export async function openSite(client: GithubClient, project: Project): Promise<Site> {
  const place = await findPlace(client, project);
  const { owner, repo } = place;
  const read = async (path: Path, params: QueryParams = {}): Promise<Answer> => {
    requireNumbers(path, params);
    return client.get(`GET /repos/{owner}/{repo}${path}`, { owner, repo, ...params });
  };
  const question = (query: string, params: QueryParams): Promise<QueryAnswer> => {
    requireNumber(params['number']);
    return client.query(query, { owner, name: repo, ...params });
  };
  return {
    place,
    viewer: () => readViewer(client),
    read,
    detail: (path, params) => unlessDispensable(read(path, params)),
    send: async (method, path, params, on) => {
      requireNumbers(path, params);
      try {
        return await client.send(`${method} /repos/{owner}/{repo}${path}`, { owner, repo, ...params });
      } catch (error) {
        const isHidden = error instanceof ForgeError && error.status === 404;
        if (isHidden && (await isThere(read, on))) throw hiddenFrom(place, error);
        throw error;
      }
    },
    ask: async (query, params) => wholeOf(await question(query, params)),
    glimpse: (query, params) => unlessDispensable(question(query, params).then(partOf)),
    mutate: (mutation, params) => client.mutate(mutation, params),
  };
}

/** Dots would climb out of the address, and lead what is written to another place. */
function requireNumbers(path: Path, params: WriteParams): void {
  for (const [, name = ''] of path.matchAll(/\{(\w+_(?:id|number))\}/g)) requireNumber(params[name]);
}

function requireNumber(value: unknown): void {
  const isNumber = /^\d{1,20}$/.test(String(value));
  if (!isNumber) throw new ForgeError('invalid', { detail: 'a name of GitHub’s is not a number' });
}

/** https://docs.github.com/en/rest/users/users#get-the-authenticated-user */
async function readViewer(client: GithubClient): Promise<Person> {
  return toPerson(parseOne(userSchema, (await client.get('GET /user')).data));
}

/** A part that is missing is as good as none here. */
function wholeOf({ data, faults }: QueryAnswer): unknown {
  const [fault] = faults;
  if (fault === undefined) return data;
  throw faultOf(fault);
}

function partOf({ data, faults }: QueryAnswer): unknown {
  const grave = faults.map(faultOf).find(({ code }) => !DISPENSABLE.has(code));
  if (grave === undefined) return data;
  throw grave;
}

function faultOf(fault: string): ForgeError {
  const { code, status } = meaningOf(fault);
  return new ForgeError(code, { detail: `GraphQL answered ${fault}`, status });
}

const DISPENSABLE: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'bad-reply']);

/** `null` when it is missing, not allowed or not understood. */
async function unlessDispensable<T>(asked: Promise<T>): Promise<T | null> {
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
