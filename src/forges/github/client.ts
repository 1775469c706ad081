import { createHash } from 'node:crypto';
import { Octokit } from '@octokit/rest';
import { ForgeError } from '../../domain/errors.js';
import type { Logger } from '../../domain/logger.js';
import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import { readServerTime } from '../http/limit-headers.js';
import { notModified, partialAnswer, toForgeError } from './errors.js';
import { doneDespite, graphqlError } from './graphql-errors.js';
import { createTransport, REDIRECTED } from './transport.js';
import { writeSpacing } from './write-spacing.js';

export type QueryParams = Readonly<Record<string, string | number | boolean>>;

export type WriteRoute = `${'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;

/** What the route names goes into the address, the rest into the body. */
export type WriteParams = Readonly<Record<string, unknown>>;

/** What an earlier answer from the same URL, for the same token, said of itself. */
export interface Validators {
  readonly etag?: string | null;
  readonly lastModified?: string | null;
}

export interface Answer {
  /** False: 304, and no data. */
  readonly isModified: boolean;
  readonly data: unknown;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly serverTime: Date | null;
  /** `X-Poll-Interval`. */
  readonly pollSeconds: number | null;
  /** Another address of the same server answered. */
  readonly isRedirected: boolean;
  header(name: string): string | null;
}

export interface QueryAnswer {
  /** What could not be had is `null` in it. */
  readonly data: unknown;
  /** `type` of each error. https://docs.github.com/en/graphql/guides/forming-calls-with-graphql */
  readonly faults: readonly string[];
}

export interface GithubClient {
  /** Throws `ForgeError`; a 304 is an answer. */
  get(route: `GET /${string}`, params?: QueryParams, validators?: Validators): Promise<Answer>;
  /** GraphQL, at the address that belongs to the API's. Throws `ForgeError` where there is no answer at all. */
  query(query: string, variables: QueryParams): Promise<QueryAnswer>;
  /** One write, never repeated by itself: after an answer that was lost nobody knows whether it was done. */
  send(route: WriteRoute, params?: WriteParams): Promise<Answer>;
  /** The same over GraphQL, whose refusals become the errors that REST would have given. Its answer's `data`. */
  mutate(mutation: string, variables: QueryParams): Promise<unknown>;
}

export interface ClientDeps {
  readonly logger: Logger;
  readonly fetch: typeof globalThis.fetch;
}

/** https://docs.github.com/en/rest/about-the-rest-api/api-versions */
export const API_VERSION = '2022-11-28';

const SpacedOctokit = Octokit.plugin(writeSpacing);

export function openClient(session: ForgeSession, deps: ClientDeps): GithubClient {
  const octokit = openOctokit(session, deps);
  return {
    get: async (route, params = {}, validators = {}) => {
      requireSendable(session.secret.reveal());
      try {
        const headers = { 'x-github-api-version': API_VERSION, ...conditions(validators) };
        const reply = await octokit.request(route, { ...params, headers });
        return toAnswer(true, reply.data, reply.headers);
      } catch (error) {
        const unchanged = notModified(error);
        if (unchanged) return toAnswer(false, null, unchanged.headers);
        throw toForgeError(error);
      }
    },
    query: async (query, variables) => {
      requireSendable(session.secret.reveal());
      try {
        return { data: await octokit.graphql(query, variables), faults: [] };
      } catch (error) {
        const partial = partialAnswer(error);
        if (partial) return partial;
        throw toForgeError(error);
      }
    },
    send: async (route, params = {}) => {
      requireSendable(session.secret.reveal());
      try {
        const headers = { 'x-github-api-version': API_VERSION };
        const reply = await octokit.request(route, { ...params, headers });
        return toAnswer(true, reply.data, reply.headers);
      } catch (error) {
        throw toForgeError(error);
      }
    },
    mutate: async (mutation, variables) => {
      requireSendable(session.secret.reveal());
      try {
        return await octokit.graphql(mutation, variables);
      } catch (error) {
        const done = doneDespite(error);
        if (done !== null) return done;
        throw graphqlError(error, session.secret) ?? toForgeError(error);
      }
    },
  };
}

function openOctokit(session: ForgeSession, deps: ClientDeps): Octokit {
  const token = session.secret.reveal();
  const log = quietLog(deps.logger);
  const giveUp = (): boolean => false;
  return new SpacedOctokit({
    auth: token,
    baseUrl: session.forge.apiUrl,
    userAgent: 'forgewatch',
    log,
    request: { fetch: createTransport(session, deps.fetch), log },
    // The spacing belongs to a token, and the key must not be one.
    throttle: {
      id: createHash('sha256').update(`${session.forge.apiUrl} ${token}`).digest('base64url'),
      onRateLimit: giveUp,
      onSecondaryRateLimit: giveUp,
    },
  });
}

/** Octokit prints every request, a 304 as an error: the governor and the feeds tell what matters. */
function quietLog(logger: Logger): Record<'debug' | 'info' | 'warn' | 'error', (message: string) => void> {
  const silent = (): void => undefined;
  const warn = (message: string): void => logger.debug({ detail: message }, 'octokit warning');
  return { debug: silent, info: silent, warn, error: silent };
}

/** The errors of `Headers` and of Octokit quote what they refuse; without a token Octokit would ask as nobody. */
function requireSendable(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  throw new ForgeError('token-refused', { detail: 'the token holds characters that no header can carry' });
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  };
}

function toAnswer(isModified: boolean, data: unknown, headers: Readonly<Record<string, unknown>>): Answer {
  const header = (name: string): string | null => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  const pollSeconds = header('x-poll-interval');
  return {
    isModified,
    data,
    etag: header('etag'),
    lastModified: header('last-modified'),
    serverTime: readServerTime(new Headers({ date: header('date') ?? '' })),
    pollSeconds: pollSeconds !== null && /^\d{1,6}$/.test(pollSeconds) ? Number(pollSeconds) : null,
    isRedirected: header(REDIRECTED) !== null,
    header,
  };
}
