import { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { FeedReading } from '../../../domain/feed.js';
import { MAX_TOLD_PAGES, type WikiPage } from '../../../domain/subjects/wiki-page.js';
import { toWikiPage } from '../transform/wiki-page.js';
import { changedPages } from '../wiki/changed-pages.js';
import type { WikiRepository } from '../wiki/wiki-repository.js';
import { openCursor, projectOf, toReading } from './feed-context.js';
import type { FeedContext } from './feed-context.js';

const cursorSchema = z.object({
  /** `null`: there was no wiki, or none for this token. */
  head: z.string().nullable(),
  /** Server's time of the look which found that head. */
  since: z.string().nullable(),
});

type Cursor = z.infer<typeof cursorSchema>;

/** Its head is asked for each time, its history only when that has moved. */
export async function readWiki(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const wiki = await context.openWiki(projectOf(context.request));
  const head = await wiki.readHead();
  const since = wiki.serverTime()?.toISOString() ?? null;
  if (cursor === null) return readingOf(wiki, { head, since }, []);
  // One that cannot be read for a while goes on from where it was.
  if (head === null || head === cursor.head) return readingOf(wiki, cursor, []);
  const { pages, readUpTo } = await readPages(context, wiki, { cursor, head });
  return readingOf(wiki, { head: readUpTo, since }, pages);
}

async function readPages(
  { request, logger }: FeedContext,
  wiki: WikiRepository,
  { cursor, head }: { readonly cursor: Cursor; readonly head: string },
): Promise<{ readonly pages: readonly WikiPage[]; readonly readUpTo: string }> {
  try {
    const history = await wiki.fetchHistory();
    const mark = { head: cursor.head, since: cursor.since === null ? null : new Date(cursor.since) };
    const changes = await changedPages(history, mark, MAX_TOLD_PAGES);
    const at = wiki.serverTime()?.toISOString() ?? history.commits[0]?.committedAt.toISOString() ?? '';
    const look = { project: projectOf(request), viewer: request.viewer, head: history.head, at };
    return { pages: changes.map((change) => toWikiPage(change, look)), readUpTo: history.head };
  } catch (error) {
    // It would be as large, or as odd, the next time.
    if (!(error instanceof ForgeError) || error.code !== 'bad-reply') throw error;
    logger.warn({ project: projectOf(request).path, detail: error.message }, 'a wiki could not be compared');
    return { pages: [], readUpTo: head };
  }
}

function readingOf(wiki: WikiRepository, cursor: Cursor, pages: readonly WikiPage[]): FeedReading {
  return toReading({
    subjects: pages,
    isNews: true,
    cursor,
    isRunning: false,
    hasMore: false,
    serverTime: wiki.serverTime(),
    dropped: 0,
    movedTo: undefined,
  });
}
