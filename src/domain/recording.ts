import { chatKey, RECORD_CHAT, RECORD_CHOSEN_CHAT } from './chat.js';
import type { Project } from './project.js';
import type { Watch } from './watch.js';
import { onlyTopics, type WatchFilter } from './watch-filter.js';

/** Of one account, chosen ones among them: as many as the budget of requests is made for. */
export const MOST_RECORDED = 20;

/** What the timeline keeps of a project that is recorded. */
export const RECORDED: WatchFilter = onlyTopics([
  'pushes',
  'merge-requests',
  'pipelines',
  'releases',
  'tags',
  'images',
]);

/** There for the timeline: nobody is told of what it finds. */
export function isForRecord(watch: Pick<Watch, 'chatKey'>): boolean {
  return isFollowed(watch) || isChosen(watch);
}

/** Came with all of the account's projects, and goes with them. */
export function isFollowed({ chatKey: key }: Pick<Watch, 'chatKey'>): boolean {
  return key === chatKey(RECORD_CHAT);
}

/** Stays until the person ends it. */
export function isChosen({ chatKey: key }: Pick<Watch, 'chatKey'>): boolean {
  return key === chatKey(RECORD_CHOSEN_CHAT);
}

/**
 * Of projects that are listed most recently active first, those to record beside the chosen ones, which take their
 * place first and are among them where they are listed. `chosen`: ids.
 */
export function fitting<P extends Pick<Project, 'id'>>(
  listed: readonly P[],
  chosen: readonly string[],
): readonly P[] {
  const others = listed.filter(({ id }) => !chosen.includes(id));
  const left = new Set(others.slice(Math.max(0, MOST_RECORDED - chosen.length)));
  return listed.filter((project) => !left.has(project));
}

export interface RecordingChange<P> {
  readonly come: readonly P[];
  /** Ids. */
  readonly leave: readonly string[];
}

/**
 * What is recorded from now on and what no longer, so that it is those of the account's projects that moved last.
 * `listed`: all of them, or as many as fit on a page, most recently active first.
 */
export function recordingAfter<P extends Pick<Project, 'id'>>(
  { recorded, chosen }: { readonly recorded: readonly string[]; readonly chosen: readonly string[] },
  listed: readonly P[],
): RecordingChange<P> {
  const wanted = fitting(listed, chosen);
  return {
    come: wanted.filter(({ id }) => !recorded.includes(id)),
    leave: recorded.filter((id) => !wanted.some((project) => project.id === id)),
  };
}
