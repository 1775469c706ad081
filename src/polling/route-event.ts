import type { ForgeEvent } from '../domain/event.js';
import { type FilterTarget, filterValues, touchedFilesOf } from '../domain/filter-values.js';
import type { Forge } from '../domain/forge.js';
import { liesIn } from '../domain/group.js';
import type { DeliveryRule } from '../domain/notification.js';
import type { Project } from '../domain/project.js';
import { pathsOf } from '../domain/subjects/document-change.js';
import type { TouchedFiles } from '../domain/subjects/touched-files.js';
import { SECOND } from '../domain/time.js';
import { wantedFiles, wantedPaths } from '../domain/wanted-files.js';
import { isMuted, type OpenLevel, type Watch } from '../domain/watch.js';
import { type FilterValues, judge } from '../domain/watch-filter.js';
import { matchRule } from './match-rule.js';

/** A chat that is told, and the rule that let the event through. */
export interface Delivery {
  readonly chatKey: string;
  readonly rule: DeliveryRule;
}

export interface RoutingMoment {
  readonly now: Date;
  /** By how much the forge's clock is ahead of ours; `null`: it did not say. */
  readonly serverAheadMs: number | null;
  /** First read of the feed that showed the event, by the forge's clock; `null` when it is this one. */
  readonly baselineAt: Date | null;
}

/** Something that happened, with what the rules of filters can ask of it. */
export interface Happening {
  readonly event: ForgeEvent;
  /** Ids of the projects whose watches it is told through; missing: the one that showed it. */
  readonly places?: readonly string[];
  readonly values: FilterValues;
  /** `null`: not known, or it has none. */
  readonly touched: TouchedFiles | null;
}

/** `target`: what a comment stands under, where it is known. */
export function toHappening(event: ForgeEvent, target: FilterTarget | null): Happening {
  const { subject } = event;
  return { event, values: filterValues(subject, target), touched: touchedFilesOf(subject, target) };
}

/** Which chats hear of an event of these watches' account: each at most once. */
export function routeEvent(
  happening: Happening,
  watches: readonly Watch[],
  moment: RoutingMoment,
): readonly Delivery[] {
  const { event, places = [event.projectId] } = happening;
  const deliveries = new Map<string, Delivery>();
  for (const watch of watches) {
    if (!places.includes(watch.projectId) || !watch.isConfirmed || isMuted(watch, moment.now)) continue;
    if (precedesWatch(event, watch, moment) || deliveries.has(watch.chatKey)) continue;
    const rule = ruleOf(watch, happening);
    if (rule !== null) deliveries.set(watch.chatKey, { chatKey: watch.chatKey, rule });
  }
  return [...deliveries.values()];
}

/** What belongs to a group is told through each of its projects that the account watches. */
export function placesOf(
  { projectId, subject }: Pick<ForgeEvent, 'projectId' | 'subject'>,
  projects: readonly Pick<Project, 'id' | 'path'>[],
): readonly string[] {
  const group = 'group' in subject ? subject.group : undefined;
  if (group === undefined) return [projectId];
  return projects.filter(({ path }) => liesIn(path, group)).map(({ id }) => id);
}

/** The same for every account that sees the event, so that two of them in one chat make one message. */
export function dedupeKeyOf(forge: Pick<Forge, 'url'>, event: Pick<ForgeEvent, 'key'>): string {
  return `${forge.url}|${event.key}`;
}

const LETS_THROUGH: Readonly<Record<OpenLevel, (event: ForgeEvent) => boolean>> = {
  participating: ({ reason }) => reason !== null,
  team: ({ reason, isTeamNews }) => reason !== null || isTeamNews,
  all: () => true,
};

/** Of files that changed, those alone that the watch asks for; a change of unknown files is told to all who hear of any. */
function ruleOf(watch: Watch, happening: Happening): DeliveryRule | null {
  const { subject } = happening.event;
  if (subject.kind !== 'document-change' || subject.files.length === 0) return passByPaths(watch, happening);
  const files = wantedFiles(subject, watch.filter, matchRule);
  if (files.length === 0) return null;
  const values = { ...happening.values, path: files.flatMap(pathsOf) };
  const rule = passOf(watch, { ...happening, values });
  return rule === null ? null : { ...rule, paths: files.map(({ path }) => path) };
}

/** Commits count by what the watch’s rules leave of their files; where that is not certain they are told. */
function passByPaths(watch: Watch, happening: Happening): DeliveryRule | null {
  const { touched, values } = happening;
  if (touched === null || watch.filter === null) return passOf(watch, happening);
  const path = wantedPaths(touched, watch.filter, matchRule);
  if (path === null) return passOf(watch, happening);
  return path.length === 0 ? null : passOf(watch, { ...happening, values: { ...values, path } });
}

function passOf({ id, level, filter }: Watch, { event, values }: Happening): DeliveryRule | null {
  const rule = { watchId: id, level, reason: event.reason };
  if (filter !== null) {
    const passesBase = LETS_THROUGH[filter.base](event);
    const pass = judge(filter, event, { passesBase, values, matches: matchRule });
    return pass === null ? null : { ...rule, pass };
  }
  return level !== 'muted' && level !== 'custom' && LETS_THROUGH[level](event) ? rule : null;
}

/**
 * An account's feeds may be older than a watch: what happened before it is history to its chat. What a younger feed
 * sees change has changed since, whatever its times say. Forges cut times to the second.
 */
function precedesWatch({ at }: ForgeEvent, { createdAt }: Watch, moment: RoutingMoment): boolean {
  const { serverAheadMs, baselineAt } = moment;
  if (serverAheadMs === null) return false;
  const watchedAt = createdAt.getTime() + serverAheadMs;
  const isYounger = baselineAt !== null && baselineAt.getTime() + SECOND > watchedAt;
  return !isYounger && Date.parse(at) + SECOND <= watchedAt;
}
