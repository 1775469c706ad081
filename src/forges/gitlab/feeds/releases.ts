import { ProjectReleases } from '@gitbeaker/rest';
import { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { Project } from '../../../domain/project.js';
import { changedAmong } from '../../changed-among.js';
import { parseList } from '../parse.js';
import { releaseSchema, type RawRelease } from '../schema.js';
import { releaseId, toRelease } from '../transform/release.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 20;
const MAX_PAGES = 5;

/** Of those that are out: what is to come would be newer than all. */
const cursorSchema = z.object({ newestAt: z.string().nullable() });

/**
 * Sorted by the day of their release, those to come first. The list tells no time of a change, and a release comes out
 * without one, so that the first page is compared with what was seen. https://docs.gitlab.com/api/releases/
 */
export async function readReleases(read: FeedRead, project: Project): Promise<FeedYield> {
  const since = cursorSchema.safeParse(read.request.cursor).data?.newestAt ?? null;
  const rows = await readRows(read, project, since);
  const releases = rows.map((row) => toRelease(row, project, read.client.serverTime()));
  const changed = await changedAmong(read.request.lookup, 'release', releases);
  const out = releases.filter(({ state }) => state === 'published');
  const newestAt = latestOf(out.map(({ updatedAt }) => updatedAt));
  const startedAt = since ?? read.client.serverTime()?.toISOString() ?? null;
  return {
    cursor: { newestAt: latestOf([startedAt, newestAt]) },
    sightings: inOrder(changed.map((subject) => ({ subject, isNews: false }))),
    wakes: [],
    hasChanged: changed.length > 0,
    isRunning: false,
    isAnnounced: true,
    newestAt: toDate(newestAt),
  };
}

/** A project without releases for this reader has none; that the project itself is lost is a 404. */
async function readRows(
  { client, drops, request }: FeedRead,
  { id }: Project,
  since: string | null,
): Promise<readonly RawRelease[]> {
  const rows = new Map<string, RawRelease>();
  const floor = since === null ? null : withOverlap(since);
  const ask = (page: number) =>
    client.ask(ProjectReleases, (releases) =>
      releases.all(id, { orderBy: 'released_at', sort: 'desc', perPage: PAGE_SIZE, page }),
    );
  try {
    for await (const { body } of walkPages(request.cursor === null ? 1 : MAX_PAGES, ask)) {
      const page = parseList(releaseSchema, body, drops);
      for (const row of page) rows.set(releaseId(row, { id }), row);
      const oldest = page.at(-1)?.released_at ?? null;
      if (floor === null || oldest === null || oldest <= floor) break;
    }
  } catch (error) {
    if (!(error instanceof ForgeError) || error.code !== 'forbidden') throw error;
  }
  return [...rows.values()];
}
