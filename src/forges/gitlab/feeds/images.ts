import { isDeepStrictEqual } from 'node:util';
import { ContainerRegistry } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Sighting } from '../../../domain/feed.js';
import type { Project } from '../../../domain/project.js';
import { rememberMoves } from '../../../domain/subjects/moves.js';
import { isOutOfReach } from '../errors.js';
import { parseItem } from '../parse.js';
import { imageTagSchema, type RawImageRepository, type RawImageTag } from '../schema.js';
import { imageId, toImage } from '../transform/image.js';
import { toDate, latestOf, type FeedRead, type FeedYield } from './feed-read.js';
import { newNames, readRegistry, registryMarkSchema, type SeenRepository } from './registry.js';
import { NO_TURNS, takeRechecks, turnsSchema } from './tag-turns.js';

/** A list of tags tells names alone: each digest is a request. */
const MAX_DETAILS = 20;
/** Of these, tags known before that may have moved; all of them take their turn. */
const RECHECKS = { all: 5, versions: 2 };
/** What moves later is known by what it was at the first look. */
const FIRST_LOOK = { all: MAX_DETAILS, versions: MAX_DETAILS };

const cursorSchema = z.object({
  /** Server's time of the first look. */
  since: z.string(),
  repositories: registryMarkSchema,
  turns: turnsSchema.default(NO_TURNS),
});

/** One tag to be looked into. */
interface Due {
  readonly repository: RawImageRepository;
  readonly tag: string;
  readonly isNew: boolean;
}

/** A tag is new where the list did not name it before. https://docs.gitlab.com/api/container_registry/ */
export async function readImages(read: FeedRead, project: Project): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const seen = await readRegistry(read, project, cursor);
  const now = read.client.serverTime()?.toISOString() ?? '';
  const next = cursor ?? { since: now, repositories: {}, turns: NO_TURNS };
  const fresh = seen.flatMap((one) => dueOf(one, newNames(one), true));
  const known = seen.map((one) => dueOf(one, one.before, false));
  const rechecks = takeRechecks(known, next.turns, cursor === null ? FIRST_LOOK : RECHECKS);
  const told = fresh.slice(0, MAX_DETAILS - RECHECKS.all);
  const sightings = await readDetails(read, project, [...told, ...rechecks.due]);
  const marks = seen.map((one) => [one.repository.id, markOf(one, fresh.slice(told.length))] as const);
  return {
    cursor: {
      ...next,
      repositories: { ...next.repositories, ...Object.fromEntries(marks) },
      turns: rechecks.turns,
    },
    sightings,
    wakes: [],
    hasChanged: sightings.length > 0,
    isRunning: false,
    newestAt: toDate(latestOf(sightings.map(({ subject }) => subject.updatedAt))),
  };
}

function dueOf({ repository }: SeenRepository, tags: readonly string[], isNew: boolean): readonly Due[] {
  return tags.map((tag) => ({ repository, tag, isNew }));
}

/** Without the new ones that are left for the next look. */
function markOf({ repository, tags }: SeenRepository, left: readonly Due[]) {
  const later = new Set(left.filter((due) => due.repository === repository).map(({ tag }) => tag));
  return { count: repository.tags_count, tags: tags.filter((tag) => !later.has(tag)) };
}

async function readDetails(
  read: FeedRead,
  project: Project,
  due: readonly Due[],
): Promise<readonly Sighting[]> {
  if (due.length === 0) return [];
  const known = await read.request.lookup(
    'image',
    due.map(({ repository, tag }) => imageId(project, repository, tag)),
  );
  const sightings: Sighting[] = [];
  for (const { repository, tag, isNew } of due) {
    const raw = await readTag(read, project, { repository, tag });
    const at = read.client.serverTime()?.toISOString();
    if (raw === null || at === undefined) continue;
    const before = known.get(imageId(project, repository, tag)) ?? null;
    const subject = rememberMoves(before, toImage(raw, { project, repository }, { before, isNew, at }));
    if (!isDeepStrictEqual(before, subject)) sightings.push({ subject, isNews: isNew });
  }
  return sightings;
}

/** `null`: it is gone again. */
async function readTag(
  { client, drops }: FeedRead,
  project: Project,
  { repository, tag }: Pick<Due, 'repository' | 'tag'>,
): Promise<RawImageTag | null> {
  try {
    const { body } = await client.ask(ContainerRegistry, (registry) =>
      registry.showTag(project.id, Number(repository.id), tag),
    );
    return parseItem(imageTagSchema, body, drops);
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    return null;
  }
}
