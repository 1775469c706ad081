import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../src/domain/time.js';
import { type SimServer, startSimServer } from '../core/sim-server.js';
import type { ForgeWorld } from '../forge-world.js';
import type { GithubExtras } from './github-extras.js';
import { mountWikiGit } from './git/mount-wiki-git.js';
import { mountGraphql } from './graphql/mount-graphql.js';
import { type Site, acceptJson, answerNotFound, mountRepoRoutes, mountRoutes } from './http/mount.js';
import { type GithubLimits, RateLimits } from './http/rate-limit.js';
import { Responder } from './http/respond.js';
import { branchRoutes } from './routes/branches.js';
import { checkRoutes } from './routes/checks.js';
import { codeRoutes } from './routes/code.js';
import { contentRoutes } from './routes/contents.js';
import { historyRoutes } from './routes/history.js';
import { deploymentRoutes } from './routes/deployments.js';
import { issueCommentRoutes } from './routes/issue-comments.js';
import { issueRoutes } from './routes/issues.js';
import { jobRoutes, mountLogStore } from './routes/jobs.js';
import { notificationRoutes } from './routes/notifications.js';
import { labelRoutes } from './routes/labels.js';
import { milestoneRoutes } from './routes/milestones.js';
import { packageRoutes } from './routes/packages.js';
import { peopleRoutes } from './routes/people.js';
import { pullRoutes } from './routes/pulls.js';
import { repositoryRoutes } from './routes/repository.js';
import { requestedReviewerRoutes } from './routes/requested-reviewers.js';
import { reviewCommentRoutes } from './routes/review-comments.js';
import { reviewRoutes } from './routes/reviews.js';
import { runRoutes } from './routes/runs.js';
import { userRoutes } from './routes/user.js';
import { workflowRoutes } from './routes/workflows.js';
import { createState } from './state/github-state.js';
import { createWorld } from './world/github-world.js';

const INBOX_POLL_SECONDS = 60;

export interface GithubOptions {
  readonly clock: Clock;
  readonly port?: number;
  readonly limits?: GithubLimits;
  /** `X-Poll-Interval` of the inbox; GitHub's own when left out. */
  readonly inboxPollSeconds?: number;
  /** Sees every reply: for holding them to the specification. */
  readonly observe?: (exchange: GithubExchange) => void;
}

export interface GithubExchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: unknown;
}

export interface GithubSimulator {
  readonly world: ForgeWorld & GithubExtras;
  readonly server: SimServer;
  /** The base address of the instance; its API is under `/api/v3`. */
  readonly url: string;
  close(): Promise<void>;
}

/** A GitHub Enterprise Server on loopback that remembers what happened to it. */
export async function startGithub(options: GithubOptions): Promise<GithubSimulator> {
  const { clock, port, observe } = options;
  const state = createState(clock);
  const limits = new RateLimits(clock, options.limits ?? {});
  const site: Site = { state, limits, responder: new Responder() };
  const server = await startSimServer({
    clock,
    register: (app) => {
      if (observe !== undefined) watchReplies(app, observe);
      acceptJson(app);
      answerNotFound(app, site);
      mountAll(app, site, options.inboxPollSeconds ?? INBOX_POLL_SECONDS);
    },
    ...(port === undefined ? {} : { port }),
  });
  state.url = server.url;
  return { world: createWorld(state, limits), server, url: server.url, close: () => server.close() };
}

function mountAll(app: FastifyInstance, site: Site, inboxPollSeconds: number): void {
  mountLogStore(app, site.state);
  mountWikiGit(app, site.state);
  mountGraphql(app, site, new RateLimits(site.state.clock, {}));
  mountRoutes(app, site, [
    ...userRoutes(site.limits),
    ...notificationRoutes(inboxPollSeconds),
    ...packageRoutes(),
  ]);
  mountRepoRoutes(app, site, [
    ...repositoryRoutes(),
    ...pullRoutes(),
    ...reviewRoutes(),
    ...requestedReviewerRoutes(),
    ...reviewCommentRoutes(),
    ...issueRoutes(),
    ...issueCommentRoutes(),
    ...runRoutes(),
    ...jobRoutes(),
    ...workflowRoutes(),
    ...deploymentRoutes(),
    ...checkRoutes(),
    ...codeRoutes(),
    ...historyRoutes(),
    ...milestoneRoutes(),
    ...branchRoutes(),
    ...contentRoutes(),
    ...labelRoutes(),
    ...peopleRoutes(),
  ]);
}

function watchReplies(app: FastifyInstance, observe: (exchange: GithubExchange) => void): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const text = typeof payload === 'string' && payload !== '' ? payload : null;
    const isJson = String(reply.getHeader('content-type') ?? '').startsWith('application/json');
    const body: unknown = text !== null && isJson ? JSON.parse(text) : text;
    observe({ method: request.method, url: request.url, status: reply.statusCode, body });
  });
}
