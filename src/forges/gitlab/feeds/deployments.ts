import { isDeepStrictEqual } from 'node:util';
import { Deployments, Environments } from '@gitbeaker/rest';
import { z } from 'zod';
import { namesProduction, type Deployment } from '../../../domain/subjects/deployment.js';
import type { Project } from '../../../domain/project.js';
import { hasCode } from '../errors.js';
import { parseList, parseReply } from '../parse.js';
import { deploymentSchema, environmentSchema, type RawDeployment } from '../schema.js';
import { toDeployment } from '../transform/deployment.js';
import { approverReader } from './deployment-approvers.js';
import { askForDetail } from './detail.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 20;
const MAX_PAGES = 5;
/** The others of one read are judged by the name of their environment alone. */
const MAX_TIERS = 10;

const cursorSchema = z.object({ newestAt: z.string().nullable() });

/** https://docs.gitlab.com/api/deployments/#list-project-deployments: filter and order have to be of the same time. */
export async function readDeployments(read: FeedRead, project: Project): Promise<FeedYield> {
  const since = cursorSchema.safeParse(read.request.cursor).data?.newestAt ?? null;
  const rows = await readRows(read, project, since);
  const deployments = await changedAmong(read, project, rows);
  const newestAt = latestOf(rows.map(({ updated_at }) => updated_at));
  const startedAt = since ?? read.client.serverTime()?.toISOString() ?? null;
  return {
    cursor: { newestAt: latestOf([startedAt, newestAt]) },
    sightings: inOrder(deployments.map((subject) => ({ subject, isNews: false }))),
    wakes: [],
    hasChanged: deployments.length > 0,
    isRunning: false,
    isAnnounced: true,
    newestAt: toDate(newestAt),
  };
}

/** A project without deployments for this reader has none; that the project itself is lost is a 404. */
async function readRows(
  { client, drops }: FeedRead,
  { id }: Project,
  since: string | null,
): Promise<readonly RawDeployment[]> {
  const filter = since === null ? {} : { updatedAfter: withOverlap(since) };
  const ask = (page: number) =>
    client.ask(Deployments, (deployments) =>
      deployments.all(id, { orderBy: 'updated_at', sort: 'desc', perPage: PAGE_SIZE, page, ...filter }),
    );
  const rows = new Map<string, RawDeployment>();
  try {
    for await (const { body } of walkPages(since === null ? 1 : MAX_PAGES, ask)) {
      for (const row of parseList(deploymentSchema, body, drops)) rows.set(row.id, row);
    }
  } catch (error) {
    if (!hasCode(error, ['forbidden'])) throw error;
  }
  return [...rows.values()];
}

async function changedAmong(
  read: FeedRead,
  project: Project,
  rows: readonly RawDeployment[],
): Promise<readonly Deployment[]> {
  if (rows.length === 0) return [];
  const known = await read.request.lookup(
    'deployment',
    rows.map(({ id }) => id),
  );
  const isProduction = tierReader(read, project);
  const mayApprove = approverReader(read, project);
  const changed: Deployment[] = [];
  for (const row of rows) {
    const before = known.get(row.id);
    const look = toDeployment(row, project, before?.isProduction ?? (await isProduction(row)));
    const comesToWait = look.status === 'waiting' && before?.status !== 'waiting';
    const isApprovers =
      comesToWait && read.request.cursor !== null ? await mayApprove(row) : before?.mayApprove;
    const after = isApprovers === undefined ? look : { ...look, mayApprove: isApprovers };
    if (!isDeepStrictEqual(before, after)) changed.push(after);
  }
  return changed;
}

/** Deployments do not tell the tier of their environment. https://docs.gitlab.com/ci/environments/#deployment-tier-of-environments */
function tierReader(
  { client, request }: FeedRead,
  project: Project,
): (row: RawDeployment) => Promise<boolean> {
  const known = new Map<number, boolean>();
  const ask = async ({ id, name }: RawDeployment['environment']): Promise<boolean> => {
    if (request.cursor === null || namesProduction(name) || known.size >= MAX_TIERS) {
      return namesProduction(name);
    }
    const found = await askForDetail(async () => {
      const { body } = await client.ask(Environments, (environments) => environments.show(project.id, id));
      return parseReply(environmentSchema, body);
    });
    return found?.tier === 'production';
  };
  return async ({ environment }) => {
    const isProduction = known.get(environment.id) ?? (await ask(environment));
    known.set(environment.id, isProduction);
    return isProduction;
  };
}
