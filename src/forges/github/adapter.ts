import type { Identity } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { FeedKind, FeedReading } from '../../domain/feed.js';
import type { Forge } from '../../domain/forge.js';
import type { Logger } from '../../domain/logger.js';
import type { ForgeActions } from '../../domain/ports/forge-actions.js';
import type { ForgeAdapter, ForgeSession } from '../../domain/ports/forge-adapter.js';
import type { Project } from '../../domain/project.js';
import { listedProjects, tokenReading, withGroups } from '../token-reading.js';
import { createGithubActions } from './actions/actions.js';
import { openClient } from './client.js';
import type { ClientDeps, GithubClient } from './client.js';
import { DropTally } from './drop-tally.js';
import { readComments } from './feeds/comments.js';
import { readDeployments } from './feeds/deployments.js';
import { readDocuments } from './feeds/documents.js';
import type { FeedContext } from './feeds/feed-context.js';
import { readImages } from './feeds/images.js';
import { readInbox } from './feeds/inbox.js';
import { readIssues } from './feeds/issues.js';
import { readMergeRequests } from './feeds/merge-requests.js';
import { readMilestones } from './feeds/milestones.js';
import { readPipelines } from './feeds/pipelines.js';
import { readPushes } from './feeds/pushes.js';
import { readReleases } from './feeds/releases.js';
import { readTags } from './feeds/tags.js';
import { readWiki } from './feeds/wiki.js';
import { readJobLog } from './job-log.js';
import { parseOne } from './lenient-parse.js';
import { readOwnTeams } from './own-teams.js';
import { userSchema } from './schema.js';
import { findProject, listOwnProjects, listProjects } from './projects.js';
import { recognisesToken, toTokenFacts } from './token-facts.js';
import { toPerson } from './transform/person.js';
import type { WikiRepository } from './wiki/wiki-repository.js';

const FEEDS: Readonly<Partial<Record<FeedKind, (context: FeedContext) => Promise<FeedReading>>>> = {
  inbox: readInbox,
  'merge-requests': readMergeRequests,
  issues: readIssues,
  pipelines: readPipelines,
  comments: readComments,
  releases: readReleases,
  tags: readTags,
  pushes: readPushes,
  deployments: readDeployments,
  wiki: readWiki,
  images: readImages,
  documents: readDocuments,
  milestones: readMilestones,
};

/** github.com and GitHub Enterprise, over REST, and over GraphQL where that does not tell: https://docs.github.com/en/rest */
export function createGithubAdapter(deps: {
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
}): ForgeAdapter & { readonly actions: ForgeActions } {
  const clientDeps: ClientDeps = { logger: deps.logger, fetch: deps.fetch ?? globalThis.fetch };
  const clientOf = rememberClients(clientDeps);
  const noteOnce = createNoteOnce(deps.logger);
  return {
    kind: 'github',
    actions: createGithubActions(clientOf),
    recognisesToken,
    identify: (session) => identifyWithTeams(clientOf(session), session),
    findProject: (session, pathOrId) => findProject(clientOf(session), pathOrId),
    listProjects: (session, page, wish = {}) => listProjects(clientOf(session), page, wish, deps.logger),
    readJobLog: (session, project, jobId) =>
      readJobLog(clientOf(session), session, { project, jobId, fetch: clientDeps.fetch }),
    async readFeed(session, request) {
      const client = clientOf(session);
      if (request.kind === 'token') {
        const list = async () =>
          (await listOwnProjects(client, { page: 1, size: 100 }, deps.logger)).projects;
        const identity = await identifyWithTeams(client, session);
        return tokenReading(identity, await listedProjects(request, list));
      }
      return readFeed({
        client,
        request,
        logger: deps.logger,
        openWiki: (project) => openWiki(session, project, clientDeps.fetch),
        noteOnce: noteOnce(session.forge),
      });
    },
  };
}

/** Git comes with the first wiki that is read: it takes 18 MB of memory, which many never need. */
async function openWiki(
  session: ForgeSession,
  project: Project,
  fetch: ClientDeps['fetch'],
): Promise<WikiRepository> {
  const wiki = await import('./wiki/wiki-repository.js');
  return wiki.openWiki(session, project, fetch);
}

function createNoteOnce(logger: Logger): (forge: Forge) => FeedContext['noteOnce'] {
  const noted = new Set<string>();
  return ({ url }) =>
    (fields, message) => {
      const key = `${url} ${message}`;
      if (noted.has(key)) return;
      noted.add(key);
      logger.warn({ forge: url, ...fields }, message);
    };
}

/** One client for a session, however many feeds it reads. */
function rememberClients(deps: ClientDeps): (session: ForgeSession) => GithubClient {
  const clients = new WeakMap<ForgeSession, GithubClient>();
  return (session) => {
    const client = clients.get(session) ?? openClient(session, deps);
    clients.set(session, client);
    return client;
  };
}

async function readFeed(context: Omit<FeedContext, 'drops'>): Promise<FeedReading> {
  const { request, logger } = context;
  const read = FEEDS[request.kind];
  if (read === undefined) throw new ForgeError('invalid', { detail: `GitHub has no feed ${request.kind}` });
  const drops = new DropTally();
  const reading = await read({ ...context, drops });
  drops.log(logger, request.kind);
  return reading;
}

async function identify(client: GithubClient, session: ForgeSession): Promise<Identity> {
  const answer = await client.get('GET /user');
  return {
    user: toPerson(parseOne(userSchema, answer.data)),
    token: toTokenFacts(session.secret.reveal(), {
      scopes: answer.header('x-oauth-scopes'),
      expiration: answer.header('github-authentication-token-expiration'),
    }),
  };
}

async function identifyWithTeams(client: GithubClient, session: ForgeSession): Promise<Identity> {
  return withGroups(await identify(client, session), () => readOwnTeams(client));
}
