import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import { hasDeploymentEnded, type Deployment } from '../../../domain/subjects/deployment.js';
import { FULL_PAGE } from '../all-pages.js';
import { parseList } from '../lenient-parse.js';
import { listMarkSchema, NO_MARK, walkList } from '../list-walk.js';
import type { ListSource } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { deploymentSchema, deploymentStatusSchema } from '../schema.js';
import type { GithubDeployment } from '../schema.js';
import { toDeployment, withStatus } from '../transform/deployment.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { PAGE_SIZE, toListPage } from './list-page.js';

const MAX_PAGES = 2;
/** Each costs a request where it moved; of more at once the newest are looked at. One read lists no more than that. */
const MAX_LOOKS = MAX_PAGES * PAGE_SIZE;
/** Of what nobody is told. */
const MAX_BASELINE_LOOKS = 20;
/** What has not ended by then is given up. */
const FOLLOWED_FOR_MS = 3 * 24 * 60 * 60 * 1_000;

const cursorSchema = z.object({
  list: listMarkSchema,
  /** Those that have not ended, and the ETags of their statuses. */
  followed: z.record(z.string(), z.string().nullable()),
});

type DeploymentsCursor = z.infer<typeof cursorSchema>;

const NOTHING: DeploymentsCursor = { list: NO_MARK, followed: {} };

/**
 * Sorted by creation; how one stands is told by its statuses alone.
 * https://docs.github.com/en/rest/deployments/deployments
 */
export async function readDeployments(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, cursor ?? NOTHING, async () => {
    const walk = await walkList(deploymentsOf(project, context), cursor?.list ?? null);
    const due = await dueAmong(project, context, {
      items: walk.items,
      followed: cursor?.followed ?? {},
      now: walk.serverTime?.getTime() ?? 0,
      most: cursor === null ? MAX_BASELINE_LOOKS : MAX_LOOKS,
    });
    const looks = await lookAt(project, context, due);
    const open = looks.filter(({ after }) => !hasDeploymentEnded(after.status));
    return toReading({
      subjects: looks
        .filter(({ before, after }) => !isDeepStrictEqual(before, after))
        .map(({ after }) => after),
      cursor: {
        list: walk.mark,
        followed: Object.fromEntries(open.map(({ after, etag }) => [after.id, etag])),
      },
      isRunning: open.some(({ after }) => after.status !== 'waiting'),
      hasMore: walk.mark.backlog !== null,
      serverTime: walk.serverTime,
      dropped: context.drops.count,
      movedTo: project.movedTo(),
    });
  });
}

function deploymentsOf(project: ProjectReader, context: FeedContext): ListSource<GithubDeployment> {
  return {
    maxPages: MAX_PAGES,
    sortedBy: (deployment) => deployment.created_at,
    fetch: async (page, etag) => {
      const params = { per_page: PAGE_SIZE, page };
      const answer = await project.list({ path: '/deployments', params, validators: { etag } });
      return toListPage(answer, (data) => parseList(deploymentSchema, data), context.drops);
    },
  };
}

interface Due {
  readonly before: Deployment | null;
  /** As the list, or the last look, shows it. */
  readonly shown: Deployment;
  /** Of its statuses, where they were read before. */
  readonly etag: string | null;
}

interface Found {
  readonly items: readonly GithubDeployment[];
  readonly followed: DeploymentsCursor['followed'];
  readonly now: number;
  readonly most: number;
}

/** New ones, those that moved, and those that are followed; the newest first. */
async function dueAmong(
  project: ProjectReader,
  { request }: FeedContext,
  { items, followed, now, most }: Found,
): Promise<readonly Due[]> {
  const ids = [...new Set([...items.map(({ id }) => id), ...Object.keys(followed)])];
  if (ids.length === 0) return [];
  const known = await request.lookup('deployment', ids);
  const listed = new Map(items.map((item) => [item.id, toDeployment(item, project.project())]));
  return ids
    .flatMap((id): readonly Due[] => {
      const before = known.get(id) ?? null;
      const shown = listed.get(id) ?? before;
      return shown === null ? [] : [{ before, shown, etag: before === null ? null : (followed[id] ?? null) }];
    })
    .filter((due) => due.shown.id in followed || hasMoved(due))
    .filter(({ shown }) => Date.parse(shown.createdAt) > now - FOLLOWED_FOR_MS)
    .sort((one, other) => Date.parse(other.shown.createdAt) - Date.parse(one.shown.createdAt))
    .slice(0, most);
}

function hasMoved({ before, shown }: Due): boolean {
  return before === null || Date.parse(shown.updatedAt) > Date.parse(before.updatedAt);
}

interface Look {
  readonly before: Deployment | null;
  readonly after: Deployment;
  readonly etag: string | null;
}

/** A 304 is free. One whose statuses are not to be had is left alone. */
async function lookAt(
  project: ProjectReader,
  { drops }: FeedContext,
  due: readonly Due[],
): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const { before, shown, etag } of due) {
    const path = `/deployments/${shown.id}/statuses` as const;
    const answer = await project.detail(path, { per_page: FULL_PAGE }, { etag });
    if (answer === null) continue;
    if (!answer.isModified) {
      looks.push({ before, after: before ?? shown, etag });
      continue;
    }
    const statuses = parseList(deploymentStatusSchema, answer.data);
    drops.add(statuses.faults);
    looks.push({ before, after: withStatus(shown, statuses.items), etag: answer.etag });
  }
  return looks;
}
