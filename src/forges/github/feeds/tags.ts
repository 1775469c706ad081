import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import type { Tag } from '../../../domain/subjects/tag.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { toTag } from '../transform/tag.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import {
  isCut,
  namesSchema,
  readTagPages,
  tagPageSchema,
  type NamedCommit,
  type TagPage,
} from './tag-pages.js';

const cursorSchema = z.object({
  /** `null`: they were never read. */
  pages: z.array(tagPageSchema).nullable(),
  /** Those of the look before that this one did not show: a deletion between two pages hides what moves up by one. */
  gone: namesSchema,
});

type TagsCursor = z.infer<typeof cursorSchema>;

const UNREAD: TagsCursor = { pages: null, gone: [] };

/** More at once were brought along from elsewhere. */
const MAX_TOLD = 100;

/** The list tells no times, so that what is new in it is what was not in it before. */
export async function readTags(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context) ?? UNREAD;
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, cursor, () => readList(project, context, cursor));
}

async function readList(
  project: ProjectReader,
  { drops }: FeedContext,
  cursor: TagsCursor,
): Promise<FeedReading> {
  const { pages, isModified, serverTime } = await readTagPages(project, drops, cursor.pages ?? []);
  const at = serverTime?.toISOString() ?? null;
  const isNew = isModified && at !== null;
  const subjects = isNew ? newAmong(project, namesOf(pages), { cursor, at }) : [];
  return toReading({
    subjects,
    isNews: true,
    wakes: subjects.length === 0 ? [] : [{ kind: 'releases', projectId: project.project().id }],
    cursor: at === null ? cursor : { pages: [...pages], gone: goneOf(cursor.pages ?? [], pages) },
    isRunning: false,
    hasMore: false,
    serverTime,
    dropped: drops.count,
    movedTo: project.movedTo(),
  });
}

function namesOf(pages: readonly TagPage[]): readonly NamedCommit[] {
  return pages.flatMap(({ tags }) => tags);
}

function goneOf(before: readonly TagPage[], after: readonly TagPage[]): NamedCommit[] {
  const there = new Set(namesOf(after).map(([name]) => name));
  return namesOf(before).filter(([name]) => !there.has(name));
}

/** Behind the last one that was known, those that were deleted have drawn old ones into a list that was cut. */
function newAmong(
  project: ProjectReader,
  names: readonly NamedCommit[],
  { cursor, at }: { readonly cursor: TagsCursor; readonly at: string },
): readonly Tag[] {
  if (cursor.pages === null) return [];
  const known = new Map([...cursor.gone, ...namesOf(cursor.pages)]);
  const end = isCut(cursor.pages) ? names.findLastIndex(([name]) => known.has(name)) + 1 : names.length;
  return names
    .slice(0, end)
    .filter(([name, sha]) => known.get(name) !== sha)
    .slice(0, MAX_TOLD)
    .map(([name, sha]) => {
      const tag = { name, commit: { sha } };
      return toTag(tag, project.project(), { movedFrom: known.get(name) ?? null, at });
    });
}
