import { TOPICS, type Topic } from '../domain/topic.js';
import { emptyFilter, type Toggle, type WatchFilter } from '../domain/watch-filter.js';
import { covers, EVENT_NAMES, typesOf, type EventName } from './event-names.js';
import type { HandlerDescription } from './messages.js';

interface KnownType {
  readonly type: string;
  readonly topic: Topic;
}

/** Lets through what some handler wants, whomever it concerns, so that feeds are read for that and for nothing else. */
export function wantedFilter(
  handlers: readonly Pick<HandlerDescription, 'pattern' | 'match'>[],
  definitions: readonly KnownType[],
): WatchFilter {
  const names = Object.values(EVENT_NAMES).filter((name) =>
    handlers.some(({ pattern }) => covers(pattern, name)),
  );
  const types = new Set<string>(names.flatMap((name: EventName) => typesOf(name)));
  const on: readonly Toggle[] = definitions
    .filter(({ type }) => types.has(type))
    .map(({ topic, type }) => ({ topic, type }));
  const off = TOPICS.filter((topic) => on.every((toggle) => toggle.topic !== topic));
  return {
    ...emptyFilter('participating'),
    on,
    off: off.map((topic) => ({ topic, type: null })),
  };
}
