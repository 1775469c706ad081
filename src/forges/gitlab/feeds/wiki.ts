import { Events, ProjectWikis } from '@gitbeaker/rest';
import { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { Sighting } from '../../../domain/feed.js';
import type { Project } from '../../../domain/project.js';
import { MAX_TOLD_PAGES, type WikiPage } from '../../../domain/subjects/wiki-page.js';
import { parseList } from '../parse.js';
import { eventSchema, wikiPageSchema, type RawEvent, type RawWikiPage } from '../schema.js';
import { titleOf, toChangedPage, toWikiPage, wikiPageId } from '../transform/wiki-page.js';
import { compareWiki, knownWikiSchema, type WikiChange } from '../wiki-changes.js';
import { inOrder, latestOf, toDate, type FeedRead, type FeedYield } from './feed-read.js';

/** As many as can matter: what one look tells of, and as much again. */
const EVENTS_READ = 2 * MAX_TOLD_PAGES;

const cursorSchema = z.object({
  /** `null`: the reader could not see it yet. */
  wiki: knownWikiSchema.nullable(),
  /** Server's time of the last look at which something had changed. */
  since: z.string().nullable(),
});

type Cursor = z.infer<typeof cursorSchema>;

const NOTHING: Cursor = { wiki: null, since: null };

/**
 * All pages in one answer, without times, people or versions: what changed is found by comparing. Who did it stands in
 * the project's events, which are asked for only then. https://docs.gitlab.com/api/wikis/
 */
export async function readWiki(read: FeedRead, project: Project): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? NOTHING;
  const pages = await readPages(read, project);
  if (pages === null) return yieldOf(cursor, []);
  const { changes, known } = compareWiki(cursor.wiki, pages);
  const now = read.client.serverTime()?.toISOString() ?? cursor.since ?? new Date(0).toISOString();
  const told = await tell(read, project, { changes, since: cursor.since, now });
  const shown = new Set(known.pages.map(({ slug }) => wikiPageId(project, slug)));
  const silent = silentAmong(pages, cursor.wiki === null ? null : changes)
    .map((page) => toWikiPage(page, project, now))
    .filter(({ id, text }) => shown.has(id) && text !== null);
  const isQuiet = cursor.wiki !== null && changes.length === 0;
  return yieldOf({ wiki: known, since: isQuiet ? cursor.since : now }, told, silent);
}

function yieldOf(cursor: Cursor, told: readonly WikiPage[], silent: readonly WikiPage[] = []): FeedYield {
  const sightings = [
    ...silent.map((subject): Sighting => ({ subject, isNews: false })),
    ...told.map((subject): Sighting => ({ subject, isNews: true })),
  ];
  return {
    cursor,
    sightings: inOrder(sightings),
    wakes: [],
    hasChanged: told.length > 0,
    isRunning: false,
    isAnnounced: true,
    newestAt: toDate(latestOf(told.map(({ updatedAt }) => updatedAt))),
  };
}

/** `null`: it is off, or not the reader's to see. That the project itself is lost, other feeds tell. */
async function readPages(read: FeedRead, project: Project): Promise<readonly RawWikiPage[] | null> {
  try {
    return await listPages(read, project, { withContent: true });
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    if (error.code === 'forbidden' || error.code === 'not-found') return null;
    if (error.code !== 'bad-reply') throw error;
    // With its texts it may be too large for one answer.
    return listPages(read, project, {});
  }
}

async function listPages(
  { client, drops }: FeedRead,
  { id }: Project,
  options: { readonly withContent?: boolean },
): Promise<readonly RawWikiPage[]> {
  const { body } = await client.ask(ProjectWikis, (wikis) => wikis.all(id, options));
  return parseList(wikiPageSchema, body, drops);
}

/** What is remembered without being told: all of it at the first look, later what is beyond the bounds. */
function silentAmong(
  pages: readonly RawWikiPage[],
  changes: readonly WikiChange[] | null,
): readonly RawWikiPage[] {
  if (changes === null) return pages;
  return changes.slice(MAX_TOLD_PAGES).flatMap(({ after }) => (after === null ? [] : [after]));
}

async function tell(
  read: FeedRead,
  project: Project,
  { changes, since, now }: { changes: readonly WikiChange[]; since: string | null; now: string },
): Promise<readonly WikiPage[]> {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, MAX_TOLD_PAGES);
  const ids = shown.map(({ before, after }) => wikiPageId(project, (before ?? after)?.slug ?? ''));
  const seen = await read.request.lookup('wiki-page', ids);
  const events = await readEvents(read, project, since);
  return shown.flatMap((change, index) => {
    const event = events.find((one) => isAbout(one, change)) ?? null;
    const page = toChangedPage(change, { project, event, seen: seen.get(ids[index] ?? ''), now });
    return page === null ? [] : [page];
  });
}

/** Since the last change, newest first; of those who may not see them nobody is named. */
async function readEvents(
  { client, drops }: FeedRead,
  { id: projectId }: Project,
  since: string | null,
): Promise<readonly RawEvent[]> {
  // A value that gitbeaker's types do not know.
  const narrowed = { targetType: 'wiki' } as object;
  try {
    const { body } = await client.ask(Events, (events) =>
      events.all({ projectId, ...narrowed, perPage: EVENTS_READ, page: 1 }),
    );
    return parseList(eventSchema, body, drops).filter(({ created_at: at }) => (at ?? '') >= (since ?? ''));
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'forbidden') return [];
    throw error;
  }
}

/** The event of a page that is gone names no more than its title. */
function isAbout({ wiki_page: page, target_title: title }: RawEvent, { before, after }: WikiChange): boolean {
  if (after !== null) return page === null ? title === after.title : page.slug === after.slug;
  return before !== null && page === null && [before.slug, titleOf(before.slug)].includes(title);
}
