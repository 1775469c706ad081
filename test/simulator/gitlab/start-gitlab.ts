import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../src/domain/time.js';
import { type SimServer, startSimServer } from '../core/sim-server.js';
import type { ForgeWorld } from '../forge-world.js';
import type { GitlabExtras } from './gitlab-extras.js';
import { GitlabWorld } from './gitlab-world.js';
import { codeMoves } from './code-moves.js';
import { deploymentMoves } from './deployment-moves.js';
import { graphqlRoute } from './routes/graphql.js';
import { labelRoutes } from './routes/labels.js';
import { mergeMoves } from './merge-moves.js';
import { imageMoves } from './image-moves.js';
import { issueMoves } from './issue-moves.js';
import { milestoneMoves } from './milestone-moves.js';
import { acceptBodies } from './http/accept-bodies.js';
import { ApiError } from './http/api-error.js';
import { ApiRoutes } from './http/api-routes.js';
import { makeConditional } from './http/conditional.js';
import { type GitlabLimits, RateLimit } from './http/rate-limit.js';
import { deploymentRoutes } from './routes/deployments.js';
import { eventRoutes } from './routes/events.js';
import { identityRoutes } from './routes/identity.js';
import { imageRoutes } from './routes/images.js';
import { jobRoutes } from './routes/jobs.js';
import { mergeRequestListRoutes } from './routes/merge-request-lists.js';
import { issueRoutes } from './routes/issues.js';
import { mergeRequestRoutes } from './routes/merge-requests.js';
import { milestoneRoutes } from './routes/milestones.js';
import { noteRoutes } from './routes/notes.js';
import { pipelineRoutes } from './routes/pipelines.js';
import { projectRoutes } from './routes/projects.js';
import { releaseRoutes } from './routes/releases.js';
import { repositoryRoutes } from './routes/repository.js';
import { reviewRoutes } from './routes/reviews.js';
import { todoRoutes } from './routes/todos.js';
import { uploadRoutes } from './routes/uploads.js';
import { wikiRoutes } from './routes/wikis.js';
import { GitlabStore } from './state/store.js';
import { pipelineMoves } from './pipeline-moves.js';
import { teamMoves } from './team-moves.js';
import { threadMoves } from './thread-moves.js';
import { uploadMoves } from './upload-moves.js';
import { wikiMoves } from './wiki-moves.js';

export interface RunningGitlab {
  readonly world: ForgeWorld & GitlabExtras;
  readonly server: SimServer;
  /** Base address of the instance; the API is under `/api/v4`. */
  readonly url: string;
  close(): Promise<void>;
}

/** A GitLab that remembers, on loopback, with the clock's time as its own. */
export async function startGitlab(options: {
  readonly clock: Clock;
  readonly port?: number;
  readonly limits?: GitlabLimits;
}): Promise<RunningGitlab> {
  const store = new GitlabStore(options.clock);
  const rateLimit = new RateLimit(store, options.limits ?? {});
  const server = await startSimServer({
    clock: options.clock,
    ...(options.port === undefined ? {} : { port: options.port }),
    register: (app) => {
      acceptBodies(app);
      addHooks(app, store, rateLimit);
      addRoutes(new ApiRoutes(app, store), rateLimit);
      graphqlRoute(app, store);
    },
  });
  store.baseUrl = server.url;
  return {
    world: Object.assign(new GitlabWorld(store, rateLimit), {
      ...issueMoves(store),
      ...codeMoves(store),
      ...deploymentMoves(store),
      ...mergeMoves(store),
      ...wikiMoves(store),
      ...imageMoves(store),
      ...milestoneMoves(store),
      ...threadMoves(store),
      ...teamMoves(store),
      ...pipelineMoves(store),
      ...uploadMoves(store),
    }),
    server,
    url: server.url,
    close: () => server.close(),
  };
}

function addRoutes(routes: ApiRoutes, rateLimit: RateLimit): void {
  identityRoutes(routes);
  projectRoutes(routes);
  todoRoutes(routes);
  eventRoutes(routes);
  mergeRequestListRoutes(routes);
  mergeRequestRoutes(routes);
  reviewRoutes(routes);
  issueRoutes(routes);
  noteRoutes(routes, rateLimit);
  pipelineRoutes(routes);
  jobRoutes(routes);
  releaseRoutes(routes);
  deploymentRoutes(routes);
  wikiRoutes(routes);
  imageRoutes(routes);
  repositoryRoutes(routes);
  milestoneRoutes(routes);
  labelRoutes(routes);
  uploadRoutes(routes);
}

function addHooks(app: FastifyInstance, store: GitlabStore, rateLimit: RateLimit): void {
  let requests = 0;
  app.addHook('preHandler', (request, reply, done) => {
    rateLimit.check(request, reply);
    done();
  });
  app.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
    // Where a fault wrote the answer itself, nothing can be added to it.
    if (reply.sent || request.fault?.kind === 'status') {
      done(null, payload);
      return;
    }
    requests += 1;
    const id = `01SIM${String(requests).padStart(21, '0')}`;
    void reply.headers({
      date: store.clock().toUTCString(),
      vary: 'Origin',
      'cache-control': 'no-cache',
      'x-gitlab-meta': JSON.stringify({ correlation_id: id, version: '1' }),
      'x-request-id': id,
      'x-runtime': '0.010000',
    });
    done(null, makeConditional(request, reply, payload));
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ApiError) {
      const type = typeof error.body === 'string' ? 'text/plain' : 'application/json';
      return reply.status(error.status).headers(error.headers).type(type).send(error.body);
    }
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const text = status < 500 ? '400 Bad request' : '500 Internal Server Error';
    return reply.status(status).send({ message: text });
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ error: '404 Not Found' }));
}
