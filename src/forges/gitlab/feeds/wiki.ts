import { Events, ProjectWikis } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Sighting } from '../../../domain/feed.js';
import type { Project } from '../../../domain/project.js';
import { MAX_TOLD_PAGES } from '../../../domain/subjects/wiki-page.js';
import { hasCode, isOutOfReach } from '../errors.js';
import { parseList } from '../parse.js';
import { eventSchema, type RawEvent, type RawWikiPage } from '../schema.js';
import { knownWikiSchema } from '../wiki-changes.js';
import { lookAtPages, readPages } from '../wiki-look.js';
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

/** Who did what stands in the project's events, which are asked for only where something has changed. */
export async function readWiki(read: FeedRead, project: Project): Promise<FeedYield> {
  const { wiki, since } = cursorSchema.safeParse(read.request.cursor).data ?? NOTHING;
  const pages = await readVisible(read, project);
  if (pages === null) return yieldOf({ wiki, since }, []);
  const now = read.client.serverTime()?.toISOString() ?? since ?? new Date(0).toISOString();
  const { known, sightings } = await lookAtPages(pages, {
    home: { id: project.id, projectId: project.id, url: `${project.url}/-/wikis` },
    known: wiki,
    isForgotten: wiki === null,
    lookup: read.request.lookup,
    readEvents: () => readEvents(read, project, since),
    now,
    datedAt: now,
  });
  const hasChanged = wiki === null || sightings.some(({ isNews }) => isNews);
  return yieldOf({ wiki: known, since: hasChanged ? now : since }, sightings);
}

function yieldOf(cursor: Cursor, sightings: readonly Sighting[]): FeedYield {
  const told = sightings.filter(({ isNews }) => isNews);
  return {
    cursor,
    sightings: inOrder(sightings),
    wakes: [],
    hasChanged: told.length > 0,
    isRunning: false,
    isAnnounced: true,
    newestAt: toDate(latestOf(told.map(({ subject }) => subject.updatedAt))),
  };
}

/** `null`: it is off, or not the reader's to see. That the project itself is lost, other feeds tell. */
async function readVisible(
  { client, drops }: FeedRead,
  { id }: Project,
): Promise<readonly RawWikiPage[] | null> {
  try {
    return await readPages((options) => client.ask(ProjectWikis, (wikis) => wikis.all(id, options)), drops);
  } catch (error) {
    if (isOutOfReach(error)) return null;
    throw error;
  }
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
    if (hasCode(error, ['forbidden'])) return [];
    throw error;
  }
}
