import { z } from 'zod';
import {
  type Circle,
  circleOf,
  circleOfNames,
  isEmpty,
  isInCircle,
  joinCircles,
} from '../../../domain/circle.js';
import type { Wake } from '../../../domain/feed.js';
import type { PeerCall } from '../../../domain/peer-call.js';
import type { Project } from '../../../domain/project.js';
import { extractMentions } from '../../mentions.js';
import type { RawMergeRequest } from '../schema.js';
import { latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { readMergeRequestList } from './merge-request-lists.js';

const PAGE_SIZE = 50;
const MAX_PAGES = 4;
const MAX_REMEMBERED = 100;

/** A merge request as the pulse last saw it: who has a part in it, and whom its description names. */
const knownSchema = z.object({
  id: z.string(),
  updatedAt: z.string(),
  people: z.array(z.string()),
  mentions: z.array(z.string()),
});

type Known = z.infer<typeof knownSchema>;

const cursorSchema = z.object({ newestAt: z.string().nullable(), known: z.array(knownSchema) });

/**
 * Tells that merge requests of a project move, and who has a part in them, with one request for all who watch it:
 * whatever is done to a merge request, a comment included, moves its time. What happened is left to those people's own
 * feeds, so it asks for no details and shows nothing. https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests
 */
export async function readPulse(read: FeedRead, { id: projectId }: Pick<Project, 'id'>): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const since = cursor?.newestAt ?? null;
  const query = since === null ? { projectId } : { projectId, updatedAfter: withOverlap(since) };
  const limits = { pageSize: PAGE_SIZE, maxPages: cursor === null ? 1 : MAX_PAGES };
  const { rows } = await readMergeRequestList(read, query, limits);
  const known = new Map(cursor?.known.map((one) => [one.id, one]));
  const moved = rows.filter((row) => known.get(row.id)?.updatedAt !== row.updated_at);
  const newestAt = latestOf(rows.map(({ updated_at }) => updated_at));
  return {
    cursor: {
      newestAt: latestOf([since ?? read.client.serverTime()?.toISOString() ?? null, newestAt]),
      known: remember(known, rows),
    },
    sightings: [],
    ...(moved.length === 0 ? { wakes: [] } : followUp(read, projectId, circlesOf(moved, known))),
    hasChanged: moved.length > 0,
    isRunning: false,
    newestAt: toDate(newestAt),
  };
}

function remember(known: ReadonlyMap<string, Known>, rows: readonly RawMergeRequest[]): readonly Known[] {
  const latest = new Map(known);
  for (const row of rows.toReversed()) {
    latest.delete(row.id);
    latest.set(row.id, {
      id: row.id,
      updatedAt: row.updated_at,
      people: partsIn(row).map(({ id }) => id),
      mentions: [...extractMentions(row.description)],
    });
  }
  return [...latest.values()].slice(-MAX_REMEMBERED);
}

function partsIn(row: RawMergeRequest) {
  const { author, assignee, assignees, reviewers, merge_user, merged_by, closed_by } = row;
  return [author, assignee, ...assignees, ...reviewers, merge_user, merged_by, closed_by].filter(
    (person) => person !== null,
  );
}

interface Circles {
  readonly inIt: Circle;
  /** Newly named in a description, of which the inbox tells. */
  readonly named: Circle;
}

/** Who has left a merge request is concerned, too. */
function circlesOf(moved: readonly RawMergeRequest[], known: ReadonlyMap<string, Known>): Circles {
  const named = moved.flatMap((row) => {
    const before = new Set(known.get(row.id)?.mentions);
    return extractMentions(row.description).filter((name) => !before.has(name));
  });
  const before = moved.flatMap(({ id }) => known.get(id)?.people ?? []);
  return {
    inIt: joinCircles([circleOf(moved.flatMap(partsIn)), { ids: before, logins: [] }]),
    named: circleOfNames(named),
  };
}

/**
 * The reader's own activity shows the comments, and calls those whom they concern; their own merge requests and to-dos
 * are woken only if they have a part in it, as those of the others are.
 */
function followUp(
  { request: { viewer } }: FeedRead,
  projectId: string,
  { inIt, named }: Circles,
): { readonly wakes: readonly Wake[]; readonly calls: readonly PeerCall[] } {
  const mine = { kind: 'merge-requests', projectId: null } as const;
  const inbox = { kind: 'inbox', projectId: null } as const;
  const shared = { projectId, isAccountFeed: true, reachesWideLevels: false } as const;
  return {
    wakes: [
      { kind: 'activity', projectId: null },
      { kind: 'merge-requests', projectId },
      ...(isInCircle(viewer, inIt) ? [mine] : []),
      ...(isInCircle(viewer, named) ? [inbox] : []),
    ],
    calls: [
      { ...shared, kind: 'merge-requests', whom: inIt },
      ...(isEmpty(named) ? [] : [{ ...shared, kind: 'inbox', whom: named } as const]),
    ],
  };
}
