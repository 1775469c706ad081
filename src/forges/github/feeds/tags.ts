import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import type { Tag } from '../../../domain/subjects/tag.js';
import { FULL_PAGE } from '../all-pages.js';
import { parseList } from '../lenient-parse.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { tagSchema } from '../schema.js';
import type { GithubTag } from '../schema.js';
import { toTag } from '../transform/tag.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';

const cursorSchema = z.object({
  etag: z.string().nullable(),
  /** Names and commits of the page; `null`: it was never read. */
  tags: z.array(z.tuple([z.string(), z.string()])).nullable(),
});

type TagsCursor = z.infer<typeof cursorSchema>;

/**
 * The list is sorted by name and tells no times, so that what is new on its first page is what was not on it before.
 * Versions count upwards, which brings new ones to the front. https://docs.github.com/en/rest/repos/repos#list-repository-tags
 */
export async function readTags(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, cursor ?? { etag: null, tags: null }, () =>
    readPage(project, context, cursor),
  );
}

async function readPage(
  project: ProjectReader,
  { drops }: FeedContext,
  cursor: TagsCursor | null,
): Promise<FeedReading> {
  const answer = await project.list({
    path: '/tags',
    params: { per_page: FULL_PAGE },
    validators: { etag: cursor?.etag ?? null },
  });
  const { isModified, etag, serverTime } = answer;
  const page = isModified ? parseList(tagSchema, answer.data) : null;
  drops.add(page?.faults ?? []);
  const at = serverTime?.toISOString() ?? null;
  const subjects = page === null || at === null ? [] : newAmong(project, page.items, { cursor, at });
  return toReading({
    subjects,
    isNews: true,
    wakes: subjects.length === 0 ? [] : [{ kind: 'releases', projectId: project.project().id }],
    cursor:
      page === null || at === null
        ? (cursor ?? { etag: null, tags: null })
        : { etag, tags: page.items.map(({ name, commit }) => [name, commit.sha]) },
    isRunning: false,
    hasMore: false,
    serverTime,
    dropped: drops.count,
    movedTo: project.movedTo(),
  });
}

/** Behind the last one that was known, those that were deleted have drawn old ones onto a page that was full. */
function newAmong(
  project: ProjectReader,
  tags: readonly GithubTag[],
  { cursor, at }: { readonly cursor: TagsCursor | null; readonly at: string },
): readonly Tag[] {
  if (!cursor?.tags) return [];
  const known = new Map(cursor.tags);
  const wasFull = known.size >= FULL_PAGE;
  const end = wasFull ? tags.findLastIndex(({ name }) => known.has(name)) : tags.length;
  return tags
    .slice(0, Math.max(0, end + 1))
    .filter(({ name, commit }) => known.get(name) !== commit.sha)
    .map((tag) => toTag(tag, project.project(), { movedFrom: known.get(tag.name) ?? null, at }));
}
