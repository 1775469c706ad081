import { type Topic, TOPICS } from '../domain/topic.js';
import type { Toggle } from '../domain/watch-filter.js';
import { EVENTS } from '../events/index.js';
import { nearestOf } from '../domain/nearest-word.js';
import type { TextKey, Texts } from './translator.js';

/** What can be switched on and off, in the order of the buttons: each topic that has events, and behind it its events. */
export const TOGGLES: readonly Toggle[] = TOPICS.flatMap((topic): readonly Toggle[] => {
  const events = EVENTS.filter((event) => event.topic === topic);
  return events.length === 0
    ? []
    : [{ topic, type: null }, ...events.map(({ type }): Toggle => ({ topic, type }))];
});

/** The one word that names a toggle, typed and on buttons. */
export function nameOf({ topic, type }: Toggle): string {
  return type ?? topic;
}

const NAMED: ReadonlyMap<string, Toggle> = new Map([
  ...TOPICS.map((topic): readonly [string, Toggle] => [topic, { topic, type: null }]),
  ...EVENTS.map(({ topic, type }): readonly [string, Toggle] => [type, { topic, type }]),
]);

export function toggleNamed(name: string): Toggle | null {
  return NAMED.get(name) ?? null;
}

/** The topic or kind of event that was probably meant. */
export function nearestToggle(typed: string): string {
  return nearestOf(typed, [...NAMED.keys()])?.word ?? '';
}

/** For people: GitHub's say pull request. */
export function wordsFor(t: Texts, toggle: Toggle, forgeKind: string): string {
  return toggle.type === null
    ? topicWords(t, toggle.topic, forgeKind)
    : eventWords(t, toggle.type, forgeKind);
}

function topicWords(t: Texts, topic: Topic, context: string): string {
  return t(`topic.${topic}`, { context });
}

/** Every kind of event has this text, which a test sees to. */
export function eventWords(t: Texts, type: string, context: string): string {
  return t(`event-name.${type}` as TextKey, { context });
}
