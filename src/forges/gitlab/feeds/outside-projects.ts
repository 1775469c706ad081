import { z } from 'zod';
import { HOUR, MINUTE, SECOND } from '../../../domain/time.js';
import type { RawEvent } from '../schema.js';
import { newestId, placeSchema, type Place } from './event-pages.js';
import { latestOf } from './feed-read.js';
import type { Memberships } from './memberships.js';

/** A watched project of which the reader is no member, or was none a moment ago. */
const outsideProjectSchema = z.object({
  projectId: z.string(),
  /** How far its events were told; `null`: that is where it stands at the first look. */
  place: placeSchema.nullable(),
  /** Server's time of the last look; `null`: there was none, or it left something to be told. */
  lookedAt: z.string().nullable(),
  newestAt: z.string().nullable(),
  /**
   * `joining`: a member by now, and one more look is owed for what happened before. `inside`: remembered until the
   * activity, which shows it from now on, has come as far.
   */
  standing: z.enum(['outside', 'joining', 'inside']),
});

export type OutsideProject = z.infer<typeof outsideProjectSchema>;

/** Part of a cursor. */
export const outsideSchema = z.object({
  /** Server's time of the last look at what the reader is a member of. */
  checkedAt: z.string().nullable(),
  /** How far the activity had told of members' projects then. */
  checkedPlace: placeSchema,
  /** Watched projects of which the reader was a member then. */
  members: z.array(z.string()),
  projects: z.array(outsideProjectSchema),
  /** Server's time of the last look without a cause. */
  turnAt: z.string().nullable(),
});

export type Outside = z.infer<typeof outsideSchema>;

export const NOTHING_OUTSIDE: Outside = {
  checkedAt: null,
  checkedPlace: { id: 0, since: null, readAt: null },
  members: [],
  projects: [],
  turnAt: null,
};

/** Who leaves a project is noticed so late, and misses nothing. */
const CHECK_MS = HOUR;
/** Where something has happened, each read looks; one of all the others has its turn so often. */
const BUSY_MS = 15 * MINUTE;
const TURN_MS = 100 * SECOND;
/** One request each, mostly. */
const MAX_LOOKS = 5;

export function forgetUnwatched(outside: Outside, watched: readonly string[]): Outside {
  return {
    ...outside,
    members: outside.members.filter((id) => watched.includes(id)),
    projects: outside.projects.filter(({ projectId }) => watched.includes(projectId)),
  };
}

/** It is time, or of some watched project nothing is known. */
export function isCheckDue(outside: Outside, watched: readonly string[], now: Date): boolean {
  const { checkedAt, members, projects } = outside;
  const isKnown = (id: string): boolean =>
    members.includes(id) || projects.some(({ projectId }) => projectId === id);
  return checkedAt === null || age(checkedAt, now) >= CHECK_MS || !watched.every(isKnown);
}

export interface Check {
  readonly watched: readonly string[];
  readonly memberships: Memberships;
  readonly now: Date;
  /** How far the activity had told before this read. */
  readonly activity: Place;
}

/** What the list leaves open stays as it was, and counts as a member's where it is new. */
export function afterCheck(outside: Outside, check: Check): Outside {
  const { watched, memberships, now, activity } = check;
  const known = new Map(outside.projects.map((project) => [project.projectId, project]));
  const members = new Set(outside.members);
  const isNone = (id: string): boolean => memberships.isWhole && !memberships.ids.has(id);
  const next = watched.flatMap((projectId): OutsideProject[] => {
    const before = known.get(projectId);
    if (!isNone(projectId))
      return before === undefined ? [] : [memberships.ids.has(projectId) ? joined(before) : before];
    if (before !== undefined) return [{ ...before, standing: 'outside' }];
    const place = members.has(projectId) ? outside.checkedPlace : beginningBy(activity);
    return [{ projectId, place, lookedAt: null, newestAt: null, standing: 'outside' }];
  });
  const outsideIds = new Set(next.map(({ projectId }) => projectId));
  return {
    ...outside,
    checkedAt: now.toISOString(),
    checkedPlace: activity,
    members: watched.filter((id) => !outsideIds.has(id)),
    projects: next,
  };
}

/** First sight is silent, but where the activity itself begins at a time. */
function beginningBy(activity: Place): Place | null {
  return activity.since === null ? null : activity;
}

function joined(project: OutsideProject): OutsideProject {
  return project.standing === 'outside' ? { ...project, standing: 'joining' } : project;
}

/** The activity shows nothing but members' projects. */
export function afterActivity(outside: Outside, shown: readonly RawEvent[]): Outside {
  const ids = new Set(shown.map(({ project_id: id }) => id));
  const projects = outside.projects.map((project) =>
    ids.has(project.projectId) ? joined(project) : project,
  );
  return { ...outside, projects };
}

export interface Turns {
  readonly due: readonly OutsideProject[];
  /** One of them has no other cause than its turn. */
  readonly hasTurn: boolean;
}

/** Those not looked at for longest first. */
export function takeTurns({ projects, turnAt }: Outside, now: Date): Turns {
  const waiting = projects
    .filter(({ standing }) => standing !== 'inside')
    .toSorted((one, other) => (one.lookedAt ?? '').localeCompare(other.lookedAt ?? ''));
  const owed = waiting.filter((project) => hasCause(project, now));
  const isTime = turnAt === null || age(turnAt, now) >= TURN_MS;
  const turn = isTime ? waiting.filter((project) => !owed.includes(project)).slice(0, 1) : [];
  return { due: [...owed.slice(0, MAX_LOOKS), ...turn], hasTurn: turn.length > 0 };
}

function hasCause({ lookedAt, newestAt, standing }: OutsideProject, now: Date): boolean {
  const isBusy = newestAt !== null && age(newestAt, now) < BUSY_MS;
  return lookedAt === null || standing === 'joining' || isBusy;
}

export interface LookedAt {
  /** What the looks showed, by the project; `null`: it could not be had. */
  readonly looks: ReadonlyMap<string, readonly RawEvent[] | null>;
  readonly hasTurn: boolean;
  readonly now: Date;
  /** The last event that was told, where the rest has to wait. */
  readonly doneId: number | null;
  /** How far the activity has told. */
  readonly activityId: number;
}

export function afterLooks(outside: Outside, looked: LookedAt): Outside {
  const { looks, hasTurn, now, activityId } = looked;
  const projects = outside.projects.map((project) => {
    const events = looks.get(project.projectId);
    return events === undefined ? project : afterLook(project, events, looked);
  });
  const isPast = ({ standing, place }: OutsideProject): boolean =>
    standing === 'inside' && (place === null || place.id <= activityId);
  return {
    ...outside,
    members: [...outside.members, ...projects.filter(isPast).map(({ projectId }) => projectId)],
    projects: projects.filter((project) => !isPast(project)),
    turnAt: hasTurn ? now.toISOString() : outside.turnAt,
  };
}

function afterLook(
  project: OutsideProject,
  events: readonly RawEvent[] | null,
  { now, doneId }: Pick<LookedAt, 'now' | 'doneId'>,
): OutsideProject {
  if (events === null) return { ...project, lookedAt: now.toISOString() };
  const { place, standing } = project;
  const newest = newestId(events, place);
  const id = place === null || doneId === null ? newest : Math.max(place.id, Math.min(newest, doneId));
  const isWhole = id === newest;
  return {
    ...project,
    place: { id, since: null, readAt: isWhole ? now.toISOString() : (place?.readAt ?? null) },
    lookedAt: isWhole ? now.toISOString() : null,
    newestAt: latestOf([project.newestAt, ...events.map(({ created_at: at }) => at)]),
    standing: isWhole && standing === 'joining' ? 'inside' : standing,
  };
}

/** Some of them were not looked at yet, or not to the end. */
export function isBehind({ projects }: Outside): boolean {
  return projects.some(({ lookedAt, standing }) => lookedAt === null && standing !== 'inside');
}

function age(time: string, now: Date): number {
  return now.getTime() - Date.parse(time);
}
