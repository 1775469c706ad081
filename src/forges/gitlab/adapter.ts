import type { Identity } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { FeedKind, FeedReading } from '../../domain/feed.js';
import type { Logger } from '../../domain/logger.js';
import type { ForgeActions } from '../../domain/ports/forge-actions.js';
import type { ForgeAdapter, ForgeSession } from '../../domain/ports/forge-adapter.js';
import type { Project } from '../../domain/project.js';
import { listedProjects, tokenReading, withGroups } from '../token-reading.js';
import { createGitlabActions } from './actions/actions.js';
import { createClient, type GitlabClient } from './client.js';
import { readActivity } from './feeds/activity.js';
import { readDeployments } from './feeds/deployments.js';
import { readDocuments } from './feeds/documents.js';
import { readGroupWikis } from './feeds/group-wikis.js';
import type { FeedRead, FeedYield, ReadFeed } from './feeds/feed-read.js';
import { readImages } from './feeds/images.js';
import { readInbox } from './feeds/inbox.js';
import { findMovedProject } from './feeds/moved-project.js';
import { readMilestones } from './feeds/milestones.js';
import { readMyIssues } from './feeds/my-issues.js';
import { readMyMergeRequests } from './feeds/my-merge-requests.js';
import { readPipelines } from './feeds/pipelines.js';
import { readProjectIssues } from './feeds/project-issues.js';
import { readProjectMergeRequests } from './feeds/project-merge-requests.js';
import { readPulse } from './feeds/pulse.js';
import { readReleases } from './feeds/releases.js';
import { readWiki } from './feeds/wiki.js';
import { identify } from './identify.js';
import { readJobLog } from './job-log.js';
import { readOwnGroups } from './own-groups.js';
import { QuietPushes } from './quiet-pushes.js';
import type { Drops } from './parse.js';
import { findProject, listOwnProjects, listProjects } from './projects.js';
import { recognisesToken } from './token-form.js';

export interface GitlabAdapterDeps {
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
}

export function createGitlabAdapter({
  logger,
  fetch = globalThis.fetch,
}: GitlabAdapterDeps): ForgeAdapter & { readonly actions: ForgeActions } {
  const connect = (session: ForgeSession) => createClient(session, fetch);
  const quietPushes = new QuietPushes();
  return {
    kind: 'gitlab',
    actions: createGitlabActions({ logger, fetch }),
    recognisesToken,
    identify: (session) => identifyWithGroups(connect(session), session),
    findProject: (session, pathOrId) => findProject(connect(session), pathOrId),
    async listProjects(session, page, wish = {}) {
      const drops: Drops = { count: 0, sample: null };
      const projects = await listProjects(connect(session), page, wish, drops);
      logDrops(logger, session, 'projects', drops);
      return projects;
    },
    readJobLog: (session, project, jobId) => readJobLog(connect(session), session, { project, jobId, fetch }),
    async readFeed(session, request) {
      const drops: Drops = { count: 0, sample: null };
      const client = connect(session);
      if (request.kind === 'token') {
        const identity = await identifyWithGroups(client, session);
        const projects = await listedProjects(request, () => listOwnProjects(client, drops));
        logDrops(logger, session, request.kind, drops);
        return tokenReading(identity, projects);
      }
      const { kind: feed } = request;
      const log = logger.child({ forge: session.forge.url, feed });
      const read = { client, request, drops, logger: log, quietPushes };
      const reading = await readKind(read);
      logDrops(logger, session, request.kind, drops);
      const movedTo = await findMovedProject(read, reading);
      return {
        ...reading,
        ...(movedTo === undefined ? {} : { movedTo }),
        serverTime: client.serverTime(),
        minPollSeconds: null,
        dropped: drops.count,
      } satisfies FeedReading;
    },
  };
}

/** A feed of one project needs it; `merge-requests` and `issues` exist for an account, too. */
type ProjectFeed = (read: FeedRead, project: Project) => Promise<FeedYield>;

const ACCOUNT_FEEDS: Readonly<Partial<Record<FeedKind, ReadFeed>>> = {
  inbox: readInbox,
  activity: readActivity,
  'merge-requests': readMyMergeRequests,
  issues: readMyIssues,
  'group-wikis': readGroupWikis,
};

const PROJECT_FEEDS: Readonly<Partial<Record<FeedKind, ProjectFeed>>> = {
  'merge-requests': readProjectMergeRequests,
  issues: readProjectIssues,
  pipelines: readPipelines,
  pulse: readPulse,
  releases: readReleases,
  deployments: readDeployments,
  wiki: readWiki,
  images: readImages,
  documents: readDocuments,
  milestones: readMilestones,
};

function readKind(read: FeedRead): Promise<FeedYield> {
  const { kind, project } = read.request;
  const reading = project === null ? ACCOUNT_FEEDS[kind]?.(read) : PROJECT_FEEDS[kind]?.(read, project);
  return reading ?? Promise.reject(new ForgeError('invalid', { detail: `GitLab has no such feed: ${kind}` }));
}

function logDrops(logger: Logger, session: ForgeSession, feed: FeedKind | 'projects', drops: Drops): void {
  if (drops.count === 0) return;
  const { count, sample } = drops;
  logger.warn(
    { forge: session.forge.url, feed, count, sample },
    'items of a reply were not understood and left out',
  );
}

async function identifyWithGroups(client: GitlabClient, { secret }: ForgeSession): Promise<Identity> {
  return withGroups(await identify(client, secret), () => readOwnGroups(client));
}
