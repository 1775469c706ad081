import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import { changedAmong } from '../../changed-among.js';
import { parseList } from '../lenient-parse.js';
import { listMarkSchema, NO_MARK, walkList } from '../list-walk.js';
import type { ListSource } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { releaseSchema } from '../schema.js';
import type { GithubRelease } from '../schema.js';
import { toRelease } from '../transform/release.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { PAGE_SIZE, toListPage } from './list-page.js';

const cursorSchema = z.object({ list: listMarkSchema });

const MAX_PAGES = 4;

/**
 * Sorted by the age of the tagged commit. A draft comes out, and a release of an old commit is made, in the middle of the
 * list, so that whole pages are compared with what was seen. https://docs.github.com/en/rest/releases/releases
 */
export async function readReleases(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, cursor ?? { list: NO_MARK }, async () => {
    const walk = await walkList(releasesOf(project, context), cursor?.list ?? null);
    const releases = walk.items.map((item) => toRelease(item, project.project().id));
    return toReading({
      subjects: await changedAmong(context.request.lookup, 'release', releases),
      cursor: { list: walk.mark },
      isRunning: false,
      hasMore: walk.mark.backlog !== null,
      serverTime: walk.serverTime,
      dropped: context.drops.count,
      movedTo: project.movedTo(),
    });
  });
}

function releasesOf(project: ProjectReader, context: FeedContext): ListSource<GithubRelease> {
  return {
    maxPages: MAX_PAGES,
    sortedBy: (release) => release.created_at,
    fetch: async (page, etag) => {
      const params = { per_page: PAGE_SIZE, page };
      const answer = await project.list({ path: '/releases', params, validators: { etag } });
      return toListPage(answer, (data) => parseList(releaseSchema, data), context.drops);
    },
  };
}
