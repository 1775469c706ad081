import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import type { Token } from '../state/token.js';
import { type Answer, notFound, problem } from './answer.js';
import { authenticate } from './authenticate.js';
import type { Call, Method, RepoRoute, Route } from './call.js';
import { type Headers, addRateHeaders, addTokenHeaders, standingHeaders } from './headers.js';
import { acceptedPermissions, canSee, refuseByNeed, refuseByScope } from './permission.js';
import type { RateLimits } from './rate-limit.js';
import type { Responder } from './respond.js';

export interface Site {
  readonly state: GithubState;
  readonly limits: RateLimits;
  readonly responder: Responder;
}

const PREFIX = '/api/v3';

interface Endpoint {
  readonly method: Method;
  readonly path: string;
  readonly accepted: { readonly scopes: string; readonly permissions: string };
  readonly isFree: boolean;
  readonly answer: (token: Token, request: FastifyRequest) => Answer;
}

export function mountRoutes(app: FastifyInstance, site: Site, routes: readonly Route[]): void {
  for (const route of routes) {
    mount(app, site, {
      method: route.method,
      path: route.path,
      accepted: { scopes: (route.scopes ?? []).join(', '), permissions: '' },
      isFree: route.isFree ?? false,
      answer: (token, request) =>
        refuseByScope(token, route) ?? route.handle(callOf(site.state, token, request, pathOf(request))),
    });
  }
}

/** Every route of a repository answers under its path and under its id. */
export function mountRepoRoutes(app: FastifyInstance, site: Site, routes: readonly RepoRoute[]): void {
  for (const route of routes) {
    const endpoint = {
      method: route.method,
      accepted: { scopes: 'repo', permissions: acceptedPermissions(route.needs) },
      isFree: false,
    };
    mount(app, site, {
      ...endpoint,
      path: `/repos/:owner/:repo${route.path}`,
      answer: (token, request) => answerByPath(site.state, token, request, route),
    });
    mount(app, site, {
      ...endpoint,
      path: `/repositories/:id${route.path}`,
      answer: (token, request) => {
        const repository = site.state.repositories.get(Number(paramsOf(request).id));
        return answerAbout(site.state, token, request, { route, repository });
      },
    });
  }
}

/** JSON whatever the media type says; nothing at all counts as no fields. */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : JSON.parse(String(text)));
    } catch {
      done(Object.assign(new Error('Problems parsing JSON'), { statusCode: 400 }));
    }
  });
  app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const refusal = problem(status, status === 500 ? `Simulator fault: ${error.stack ?? ''}` : error.message);
    await reply.status(status).send(refusal.body);
  });
}

export function answerNotFound(app: FastifyInstance, site: Site): void {
  app.setNotFoundHandler(async (request, reply) => {
    const headers = standingHeaders(site.state, site.responder.nextRequestId());
    const token = authenticate(site.state, request.headers);
    const refusal = 'status' in token ? token : notFound();
    await reply.status(refusal.status).headers(headers).send(refusal.body);
  });
}

function mount(app: FastifyInstance, site: Site, endpoint: Endpoint): void {
  app.route({
    method: endpoint.method,
    url: PREFIX + endpoint.path,
    handler: (request, reply) => handle(site, endpoint, request, reply),
  });
}

function handle(site: Site, endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { state, limits, responder } = site;
  const headers: Headers = standingHeaders(state, responder.nextRequestId());
  const token = authenticate(state, request.headers);
  if ('status' in token) return responder.refuse(reply, headers, token);
  addTokenHeaders(headers, token, endpoint.accepted);
  const bucket = limits.bucketOf(token.owner);
  const refusal = limits.refuse(token.owner, endpoint.method, endpoint.isFree);
  if (refusal !== null) {
    addRateHeaders(headers, bucket);
    return responder.refuse(reply, headers, refusal);
  }
  const given = endpoint.answer(token, request);
  return responder.respond({ request, reply, headers, token, bucket, isFree: endpoint.isFree }, given);
}

function answerByPath(state: GithubState, token: Token, request: FastifyRequest, route: RepoRoute): Answer {
  const { owner = '', repo = '' } = paramsOf(request);
  const entry = state.paths.get(`${owner}/${repo}`.toLowerCase());
  if (entry?.isFormer === true && canSee(entry.repository, token)) {
    return moved(state, request, entry.repository);
  }
  return answerAbout(state, token, request, { route, repository: entry?.repository });
}

function answerAbout(
  state: GithubState,
  token: Token,
  request: FastifyRequest,
  target: { readonly route: RepoRoute; readonly repository: Repository | undefined },
): Answer {
  const { route, repository } = target;
  if (repository === undefined || !canSee(repository, token)) return notFound();
  const refusal = refuseByNeed(repository, token, route.needs);
  if (refusal !== null) return refusal;
  const call = callOf(state, token, request, `/repositories/${repository.id}${tailOf(request)}`);
  return route.handle({ ...call, repository });
}

/** A read is sent on for good; anything else is to be repeated as it was. */
function moved(state: GithubState, request: FastifyRequest, repository: Repository): Answer {
  const [, query] = request.url.split('?');
  const suffix = query === undefined ? '' : `?${query}`;
  const url = `${state.url}${PREFIX}/repositories/${repository.id}${tailOf(request)}${suffix}`;
  const [status, message] =
    request.method === 'GET' ? [301, 'Moved Permanently'] : [307, 'Temporary Redirect'];
  return { ...problem(status, message, { url }), headers: { location: url } };
}

function callOf(state: GithubState, token: Token, request: FastifyRequest, resource: string): Call {
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return {
    state,
    token,
    viewer: token.owner,
    params: paramsOf(request),
    query: request.query as Record<string, unknown>,
    body: body as Record<string, unknown>,
    ifModifiedSince: request.headers['if-modified-since'],
    resource,
  };
}

function paramsOf(request: FastifyRequest): Record<string, string> {
  return request.params as Record<string, string>;
}

function pathOf(request: FastifyRequest): string {
  return (request.url.split('?')[0] ?? '').slice(PREFIX.length);
}

/** What follows the repository in the path: `/pulls/3`. */
function tailOf(request: FastifyRequest): string {
  const parts = pathOf(request).split('/');
  const tail = parts.slice(parts[1] === 'repos' ? 4 : 3).join('/');
  return tail === '' ? '' : `/${tail}`;
}
