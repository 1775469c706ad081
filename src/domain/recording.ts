import { chatKey, RECORD_CHAT } from './chat.js';
import type { Project } from './project.js';
import { ANY_FILES } from './wanted-files.js';
import type { Watch } from './watch.js';
import { onlyTopics, type WatchFilter } from './watch-filter.js';

/** Of one account: as many as the budget of requests is made for. */
export const MOST_RECORDED = 20;

/** What the timeline keeps of a project that is recorded: commits with their files, which are read where a rule asks for any. */
export const RECORDED: WatchFilter = {
  ...onlyTopics(['pushes', 'merge-requests', 'pipelines', 'releases', 'tags', 'images']),
  exclude: [ANY_FILES],
};

/** There for the timeline: nobody is told of what it finds. */
export function isForRecord({ chatKey: key }: Pick<Watch, 'chatKey'>): boolean {
  return key === chatKey(RECORD_CHAT);
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
  recorded: readonly string[],
  listed: readonly P[],
): RecordingChange<P> {
  const wanted = listed.slice(0, MOST_RECORDED);
  return {
    come: wanted.filter(({ id }) => !recorded.includes(id)),
    leave: recorded.filter((id) => !wanted.some((project) => project.id === id)),
  };
}
