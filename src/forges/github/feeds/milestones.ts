import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import { daysLeftOf, type Milestone } from '../../../domain/subjects/milestone.js';
import { FULL_PAGE } from '../all-pages.js';
import { parseList } from '../lenient-parse.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { milestoneSchema } from '../schema.js';
import { toMilestone } from '../transform/milestone.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';

const cursorSchema = z.object({
  etag: z.string().nullable(),
  /** Those that the list shows: their day comes nearer without its changing. */
  ids: z.array(z.string()),
});

type MilestonesCursor = z.infer<typeof cursorSchema>;

/** The open ones, those due first at the front. https://docs.github.com/en/rest/issues/milestones */
export async function readMilestones(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context) ?? { etag: null, ids: [] };
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, cursor, () => readOf(project, context, cursor));
}

async function readOf(
  project: ProjectReader,
  { request, drops }: FeedContext,
  cursor: MilestonesCursor,
): Promise<FeedReading> {
  const answer = await project.list({
    path: '/milestones',
    params: { state: 'open', sort: 'due_on', direction: 'asc', per_page: FULL_PAGE },
    validators: { etag: cursor.etag },
  });
  const { isModified, etag, serverTime } = answer;
  const listed = isModified ? parseList(milestoneSchema, answer.data) : null;
  drops.add(listed?.faults ?? []);
  const shown = (listed?.items ?? []).flatMap((raw): readonly Milestone[] => {
    const milestone = toMilestone(raw, project.project().id, serverTime);
    return milestone === null ? [] : [milestone];
  });
  const ids = isModified ? shown.map(({ id }) => id) : cursor.ids;
  const known: ReadonlyMap<string, Milestone> =
    ids.length === 0 ? new Map() : await request.lookup('milestone', ids);
  const now = isModified ? shown : [...known.values()].map((one) => asOf(one, serverTime));
  return toReading({
    subjects: now.filter((milestone) => !isDeepStrictEqual(known.get(milestone.id), milestone)),
    cursor: isModified ? { etag, ids } : cursor,
    isRunning: false,
    hasMore: false,
    serverTime,
    dropped: drops.count,
    movedTo: project.movedTo(),
  });
}

function asOf(milestone: Milestone, now: Date | null): Milestone {
  return { ...milestone, daysLeft: daysLeftOf(milestone.dueOn, now) };
}
