import { GroupWikis } from '@gitbeaker/rest';
import { z } from 'zod';
import type { ForgeError } from '../../../domain/errors.js';
import type { Sighting } from '../../../domain/feed.js';
import type { Project } from '../../../domain/project.js';
import { isOutOfReach } from '../errors.js';
import type { WikiHome } from '../transform/wiki-page.js';
import { lookAtPages, readPages } from '../wiki-look.js';
import { isOfThisAlone } from './detail.js';
import { inOrder, latestOf, toDate, type FeedRead, type FeedYield } from './feed-read.js';
import {
  homeOf,
  isStranger,
  knownGroupSchema,
  REST_LOOKS,
  takeTurn,
  type KnownGroup,
} from './group-queue.js';

const cursorSchema = z.object({ groups: z.array(knownGroupSchema) });

/** What came of one group's turn. */
interface GroupLook {
  readonly group: KnownGroup;
  readonly sightings: readonly Sighting[];
}

/**
 * The wikis of the groups above the watched projects. No list names those that have one, no event tells of them or of
 * who wrote: each is asked for its pages in turn. https://docs.gitlab.com/api/group_wikis/
 */
export async function readGroupWikis(read: FeedRead): Promise<FeedYield> {
  const { cursor, watched } = read.request;
  const { due, waiting } = takeTurn(watched, cursorSchema.safeParse(cursor).data?.groups ?? []);
  const looks = await lookAtEach(read, due);
  const sightings = looks.flatMap((look) => look.sightings);
  const told = sightings.filter(({ isNews }) => isNews);
  return {
    cursor: { groups: [...waiting, ...looks.map(({ group }) => group)] },
    sightings: inOrder(sightings),
    wakes: [],
    hasChanged: told.length > 0,
    isRunning: false,
    // What happens before a group is first seen is history.
    hasMore: waiting.some(isStranger),
    newestAt: toDate(latestOf(told.map(({ subject }) => subject.updatedAt))),
  };
}

/** One that the server stumbles over does not hold up the others, whose turn comes all the same. */
async function lookAtEach(read: FeedRead, due: readonly KnownGroup[]): Promise<readonly GroupLook[]> {
  const looks: GroupLook[] = [];
  const faults: { readonly group: string; readonly error: ForgeError }[] = [];
  for (const group of due) {
    try {
      looks.push(await lookAt(read, group));
    } catch (error) {
      if (!isOfThisAlone(error)) throw error;
      looks.push({ group, sightings: [] });
      faults.push({ group: group.path, error });
    }
  }
  const [first] = faults;
  if (first !== undefined && faults.length === due.length) throw first.error;
  for (const { group, error } of faults) {
    const { code, status, message: detail } = error;
    read.logger.warn({ group, code, status, detail }, 'the wiki of a group cannot be read');
  }
  return looks;
}

async function lookAt(read: FeedRead, group: KnownGroup): Promise<GroupLook> {
  const { client, drops, request } = read;
  const project = homeOf(group, request.watched);
  if (project === undefined) return { group, sightings: [] };
  try {
    const pages = await readPages(
      (options) => client.ask(GroupWikis, (wikis) => wikis.all(group.path, options)),
      drops,
    );
    const now = client.serverTime()?.toISOString() ?? group.seenAt ?? new Date(0).toISOString();
    const { known, sightings } = await lookAtPages(pages, {
      home: toHome(group, project),
      known: group.wiki,
      isForgotten: group.projectId !== project.id,
      lookup: request.lookup,
      readEvents: () => Promise.resolve([]),
      now,
      // A watch that is younger than that hears no history.
      datedAt: group.seenAt ?? now,
    });
    const seen = { wiki: known, seenAt: now, projectId: project.id };
    return { group: { ...group, ...seen, isRefused: false }, sightings };
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    return { group: refused(read, group, error), sightings: [] };
  }
}

function toHome({ path }: KnownGroup, project: Project): WikiHome {
  const root = project.url.slice(0, -project.path.length);
  return {
    id: `groups/${path}`,
    projectId: project.id,
    group: path,
    url: `${root}groups/${path}/-/wikis`,
  };
}

/** Its tier has no wikis, it is off, or not the reader's to see: the operator hears of it once. */
function refused({ logger }: FeedRead, group: KnownGroup, { code, status }: ForgeError): KnownGroup {
  if (!group.isRefused) {
    const fields = { group: group.path, code, status, rest: REST_LOOKS };
    logger.info(fields, 'a group shows this account no wiki, and is asked seldom');
  }
  return { ...group, isRefused: true, rest: REST_LOOKS };
}
