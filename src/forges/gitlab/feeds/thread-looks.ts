import { MergeRequestDiscussions } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Sighting } from '../../../domain/feed.js';
import type { ThreadList } from '../../../domain/subjects/thread-list.js';
import { MINUTE } from '../../../domain/time.js';
import { changedAmong } from '../../changed-among.js';
import { parseList } from '../parse.js';
import { discussionSchema, type RawDiscussion, type RawMergeRequest } from '../schema.js';
import { toThreadList, toThreadPlace } from '../transform/thread-list.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';
import { walkPages } from './walk-pages.js';

const lookSchema = z.object({
  id: z.string(),
  /** As the merge request showed itself then. */
  mark: z.string(),
  /** Some thread that concerns the reader was open. */
  isOpen: z.boolean(),
});

type Look = z.infer<typeof lookSchema>;

/** Part of a cursor. */
export const threadLooksSchema = z.object({
  /** One for each merge request; whose turn was longest ago comes first. */
  looks: z.array(lookSchema),
  /** Server's time of the last look at one that had not moved. */
  againAt: z.string().nullable(),
});

export type ThreadLooks = z.infer<typeof threadLooksSchema>;

export const NO_LOOKS: ThreadLooks = { looks: [], againAt: null };

/** That moves may cost in one read, in requests; the rest comes with the next ones. */
const MAX_LOOKS = 10;

/** To resolve a thread moves nothing while another one is open, so one of those with open ones is looked at so often. */
const AGAIN_MS = 10 * MINUTE;

const PAGE_SIZE = 100;
const MAX_PAGES = 3;

/** https://docs.gitlab.com/api/discussions/#list-all-merge-request-discussion-items */
export async function lookAtThreads(
  read: FeedRead,
  rows: readonly RawMergeRequest[],
  before: ThreadLooks,
): Promise<{ readonly sightings: readonly Sighting[]; readonly threads: ThreadLooks }> {
  const talkedOf = new Map(rows.filter(hasTalk).map((row) => [row.id, row]));
  const moved = movedOf(talkedOf, before.looks).slice(0, MAX_LOOKS);
  const again = nextStill(read, talkedOf, before);
  const lists: ThreadList[] = [];
  const fresh: Look[] = [];
  for (const row of again === null ? moved : [...moved, again]) {
    const discussions = await readDiscussions(read, row.project_id, row.iid);
    const list =
      discussions === null ? null : toThreadList(toThreadPlace(row), discussions, read.request.viewer);
    if (list !== null) lists.push(list);
    const isOpen = list?.threads.some(({ resolution }) => resolution === null) ?? false;
    fresh.push({ id: row.id, mark: markOf(row), isOpen });
  }
  const looked = new Set(fresh.map(({ id }) => id));
  const changed = await changedAmong(read.request.lookup, 'thread-list', lists);
  return {
    sightings: changed.map((subject) => ({ subject, isNews: false })),
    threads: {
      looks: [...before.looks.filter(({ id }) => talkedOf.has(id) && !looked.has(id)), ...fresh],
      againAt: again === null ? before.againAt : (timeOf(read) ?? before.againAt),
    },
  };
}

function hasTalk({ user_notes_count }: RawMergeRequest): boolean {
  return (user_notes_count ?? 0) > 0;
}

/** Where all threads must be resolved before a merge, the flag tells that they are. */
function markOf({ updated_at, blocking_discussions_resolved }: RawMergeRequest): string {
  return blocking_discussions_resolved === false ? `${updated_at} open` : updated_at;
}

/** What was never looked at is there to be known, and comes last. */
function movedOf(
  rows: ReadonlyMap<string, RawMergeRequest>,
  looks: readonly Look[],
): readonly RawMergeRequest[] {
  const known = new Map(looks.map((look) => [look.id, look.mark]));
  return [...rows.values()]
    .filter((row) => known.get(row.id) !== markOf(row))
    .toSorted((one, other) => Number(known.has(other.id)) - Number(known.has(one.id)));
}

/** Whose turn it is, if it is time for one. */
function nextStill(
  read: FeedRead,
  rows: ReadonlyMap<string, RawMergeRequest>,
  { looks, againAt }: ThreadLooks,
): RawMergeRequest | null {
  const now = timeOf(read);
  const isTime = now !== null && (againAt === null || Date.parse(now) >= Date.parse(againAt) + AGAIN_MS);
  if (!isTime) return null;
  for (const { id, mark, isOpen } of looks) {
    const row = rows.get(id);
    if (isOpen && row !== undefined && markOf(row) === mark) return row;
  }
  return null;
}

function timeOf({ client }: FeedRead): string | null {
  return client.serverTime()?.toISOString() ?? null;
}

/** The oldest come first, up to some hundreds; `null`: they cannot be had. */
export function readDiscussions(
  { client, drops }: FeedRead,
  projectId: string,
  number: string,
): Promise<readonly RawDiscussion[] | null> {
  return askForDetail(async () => {
    const found: RawDiscussion[] = [];
    const ask = (page: number) =>
      client.ask(MergeRequestDiscussions, (discussions) =>
        discussions.all(projectId, Number(number), { perPage: PAGE_SIZE, page }),
      );
    for await (const { body } of walkPages(MAX_PAGES, ask))
      found.push(...parseList(discussionSchema, body, drops));
    return found;
  });
}
