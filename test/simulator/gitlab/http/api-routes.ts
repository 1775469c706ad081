import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GitlabStore } from '../state/store.js';
import { authenticate, requireScope } from './auth.js';
import type { Call } from './call.js';
import { requireUnarchived } from './find.js';
import { Input } from './input.js';

export type Handler = (call: Call) => unknown;

interface RouteOptions {
  /** Scopes of which one is needed; `api` and `read_api` to read, `api` to write where left out. */
  readonly scopes?: readonly string[] | 'any';
  /** Status of success; 200 to read and change, 201 to create where left out. */
  readonly status?: number;
}

const READ = ['api', 'read_api'];
const WRITE = ['api'];
const IN_PROJECT = '/projects/:id/';

/** Declares routes under `/api/v4`, each answered for the person whose token was sent. */
export class ApiRoutes {
  readonly #app: FastifyInstance;
  readonly #store: GitlabStore;

  constructor(app: FastifyInstance, store: GitlabStore) {
    this.#app = app;
    this.#store = store;
  }

  get(path: string, handler: Handler, options: RouteOptions = {}): void {
    this.#add('GET', path, handler, { scopes: READ, status: 200, ...options });
  }

  post(path: string, handler: Handler, options: RouteOptions = {}): void {
    this.#add('POST', path, handler, { scopes: WRITE, status: 201, ...options });
  }

  put(path: string, handler: Handler, options: RouteOptions = {}): void {
    this.#add('PUT', path, handler, { scopes: WRITE, status: 200, ...options });
  }

  delete(path: string, handler: Handler, options: RouteOptions = {}): void {
    this.#add('DELETE', path, handler, { scopes: WRITE, status: 204, ...options });
  }

  #add(method: string, path: string, handler: Handler, options: Required<RouteOptions>): void {
    this.#app.route({
      method,
      url: `/api/v4${path}`,
      handler: (request: FastifyRequest, reply: FastifyReply) => {
        const token = authenticate(this.#store, request);
        requireScope(token, options.scopes);
        void reply.status(options.status);
        const call: Call = {
          store: this.#store,
          token,
          viewer: token?.user ?? null,
          path: request.params as Record<string, string>,
          input: new Input(request.url, request.body),
          request,
          reply,
        };
        if (method !== 'GET' && path.startsWith(IN_PROJECT)) requireUnarchived(call);
        return reply.send(handler(call));
      },
    });
  }
}
