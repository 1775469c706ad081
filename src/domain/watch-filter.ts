import type { ForgeEvent } from './event.js';
import { type Topic, TOPICS } from './topic.js';
import type { OpenLevel, Watch } from './watch.js';

/** A topic, or with a type one kind of event in it. */
export interface Toggle {
  readonly topic: Topic;
  readonly type: string | null;
}

export type FilterField =
  | 'branch'
  | 'label'
  | 'author'
  | 'bots'
  | 'reviewer'
  | 'team'
  | 'path'
  | 'workflow'
  | 'job'
  | 'stage'
  | 'environment'
  | 'tag'
  | 'image'
  | 'milestone';

export const FILTER_FIELDS: readonly FilterField[] = [
  'branch',
  'label',
  'author',
  'bots',
  'reviewer',
  'team',
  'path',
  'workflow',
  'job',
  'stage',
  'environment',
  'tag',
  'image',
  'milestone',
];

export interface FilterRule {
  readonly field: FilterField;
  /** `*` stands for anything, in `branch` and `path` for anything but a slash; `**` crosses slashes. */
  readonly pattern: string;
}

/** `bots` asks a question that has no pattern of its own. */
export const ANY_BOT: FilterRule = { field: 'bots', pattern: '*' };

/** What a watch of level `custom` tells: the base decides, toggles add and take away, rules narrow down. */
export interface WatchFilter {
  readonly base: OpenLevel;
  /** Told although the base would not. */
  readonly on: readonly Toggle[];
  /** Not told although the base would. */
  readonly off: readonly Toggle[];
  /** Of each field that is named here, one rule must match, where the subject has that field at all. */
  readonly include: readonly FilterRule[];
  /** None may match. */
  readonly exclude: readonly FilterRule[];
}

/** What a subject has of each field; a missing field is one that its kind does not have. */
export type FilterValues = { readonly [F in FilterField]?: readonly string[] };

export type MatchRule = (rule: FilterRule, value: string) => boolean;

/** Why a filter let an event through. */
export interface FilterPass {
  /** The toggle that told it although the base would not. */
  readonly toggle: Toggle | null;
  /** The rules that it had to meet, and met. */
  readonly met: readonly FilterRule[];
}

export function emptyFilter(base: OpenLevel): WatchFilter {
  return { base, on: [], off: [], include: [], exclude: [] };
}

/** All of these topics, whomever it concerns, and nothing besides. */
export function onlyTopics(topics: readonly Topic[]): WatchFilter {
  const toggles = (wanted: boolean): readonly Toggle[] =>
    TOPICS.filter((topic) => topics.includes(topic) === wanted).map((topic) => ({ topic, type: null }));
  return { ...emptyFilter('participating'), on: toggles(true), off: toggles(false) };
}

/** The filter that stands for a watch as it is, to be changed from there. */
export function filterOf({ filter, level }: Pick<Watch, 'filter' | 'level'>): WatchFilter {
  return filter ?? emptyFilter(level === 'muted' || level === 'custom' ? 'participating' : level);
}

/** `passesBase`: the base level would tell it. `null`: it is not told. */
export function judge(
  filter: WatchFilter,
  event: Pick<ForgeEvent, 'type' | 'topic' | 'onRequest'>,
  subject: { readonly passesBase: boolean; readonly values: FilterValues; readonly matches: MatchRule },
): FilterPass | null {
  const toggle = toggleOf(filter, event);
  if (toggle === 'off' || (toggle === null && !subject.passesBase)) return null;
  if (toggle?.type !== event.type && !isAskedFor(filter, event, subject.matches)) return null;
  const isMet = (rule: FilterRule): boolean =>
    (subject.values[rule.field] ?? []).some((value) => subject.matches(rule, value));
  if (filter.exclude.some(isMet)) return null;
  const asked = filter.include.filter(({ field }) => subject.values[field] !== undefined);
  const met = asked.filter(isMet);
  const hasMissed = asked.some(({ field }) => !met.some((rule) => rule.field === field));
  return hasMissed ? null : { toggle: subject.passesBase ? null : toggle, met };
}

/** A toggle of the whole topic, or a base that hears of all, asks for nothing that is told on request alone. */
function isAskedFor(
  { include }: WatchFilter,
  { onRequest }: Pick<ForgeEvent, 'onRequest'>,
  matches: MatchRule,
): boolean {
  if (onRequest === undefined) return true;
  const values: FilterValues = onRequest;
  return include.some((rule) => values[rule.field]?.some((value) => matches(rule, value)));
}

/** What is said of the kind of event counts before what is said of its topic. */
function toggleOf(
  { on, off }: WatchFilter,
  { type, topic }: Pick<ForgeEvent, 'type' | 'topic'>,
): Toggle | 'off' | null {
  const ofType = (toggle: Toggle): boolean => toggle.type === type;
  const ofTopic = (toggle: Toggle): boolean => toggle.type === null && toggle.topic === topic;
  if (off.some(ofType)) return 'off';
  const typeOn = on.find(ofType);
  if (typeOn !== undefined) return typeOn;
  return off.some(ofTopic) ? 'off' : (on.find(ofTopic) ?? null);
}
