import type { JsonObject } from '../../domain/json.js';
import type { OwnProject } from '../../domain/project.js';
import { PLAIN_LEVELS, type PlainLevel } from '../../domain/watch.js';
import { PAGE_SIZE } from '../paging.js';
import { listOf, projectFromJson, projectToJson, textIn } from '../pending-payload.js';

/** What a list of projects is kept as between two presses. */
export const PICKER = 'pick-project';

/** Choices behind those of the projects themselves. */
export const CHOICE = {
  previous: 900,
  next: 901,
  done: 902,
  search: 903,
  all: 904,
  back: 905,
  participating: 910,
  team: 911,
  everything: 912,
} as const;

/** What one list keeps; whoever has more projects searches. */
export const MOST_LISTED = 400;
/** What is watched at once is read at once. */
export const MOST_TICKED = 20;

const PURPOSES = ['watch', 'invite', 'record'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The person's own projects as far as they were read, and those that are ticked. */
export interface Picker {
  readonly accountId: string;
  readonly purpose: Purpose;
  /** It stands where the list of watches stood, and leads back to it. */
  readonly isFromWatches: boolean;
  /** `null`: to be chosen for what is ticked. */
  readonly level: PlainLevel | null;
  /** Empty: all of them. */
  readonly search: string;
  readonly projects: readonly OwnProject[];
  /** Ids of those that the person has starred, which stand first. */
  readonly starred: readonly string[];
  /** Outlives a search that does not find them. */
  readonly ticked: readonly OwnProject[];
  /** Page of the forge to read next; `null` at the end. */
  readonly nextPage: number | null;
  /** Index of the first project shown. */
  readonly start: number;
}

export function beginPicker(
  accountId: string,
  over: Partial<Pick<Picker, 'purpose' | 'level' | 'ticked' | 'isFromWatches'>> = {},
): Picker {
  const { ticked = [] } = over;
  return {
    accountId,
    purpose: 'watch',
    isFromWatches: false,
    level: null,
    search: '',
    starred: [],
    nextPage: 1,
    start: 0,
    ...over,
    ticked,
    projects: ticked,
  };
}

/** The same choice over another list, which is still to be read. */
export function searchAnew(picker: Picker, search: string): Picker {
  return { ...picker, search, projects: search === '' ? picker.ticked : [], nextPage: 1, start: 0 };
}

/** Takes the tick away where there is one. */
export function toggle(picker: Picker, project: OwnProject): Picker {
  const others = picker.ticked.filter(({ id }) => id !== project.id);
  return { ...picker, ticked: others.length < picker.ticked.length ? others : [...others, project] };
}

export function turnPage(picker: Picker, direction: 1 | -1): Picker {
  return { ...picker, start: Math.max(0, picker.start + direction * PAGE_SIZE) };
}

/** Each project once, in the order of its first mention, and the view within the list. */
export function grow(
  picker: Picker,
  found: readonly OwnProject[],
  more: Pick<Picker, 'nextPage'> & Partial<Pick<Picker, 'starred'>>,
): Picker {
  const known = new Set(picker.projects.map(({ id }) => id));
  const added = found.filter(({ id }) => !known.has(id));
  return { ...picker, ...more, projects: [...picker.projects, ...added].slice(0, MOST_LISTED) };
}

export function pickerToJson(picker: Picker): JsonObject {
  const { projects, ticked } = picker;
  return {
    ...picker,
    projects: projects.map((project) => projectToJson(project)),
    ticked: ticked.map((project) => projectToJson(project)),
  };
}

export function pickerFromJson(payload: JsonObject): Picker {
  return {
    accountId: textIn(payload, 'accountId'),
    purpose: PURPOSES.find((known) => known === payload.purpose) ?? 'watch',
    isFromWatches: payload.isFromWatches === true,
    level: PLAIN_LEVELS.find((known) => known === payload.level) ?? null,
    search: textIn(payload, 'search'),
    projects: projectsIn(payload, 'projects'),
    starred: listOf(payload.starred).filter((id) => typeof id === 'string'),
    ticked: projectsIn(payload, 'ticked'),
    nextPage: typeof payload.nextPage === 'number' ? payload.nextPage : null,
    start: typeof payload.start === 'number' ? payload.start : 0,
  };
}

function projectsIn(payload: JsonObject, name: string): readonly OwnProject[] {
  return listOf(payload[name])
    .map((json) => projectFromJson(json))
    .filter((project) => project !== null);
}
