import type { ForgeEvent } from '../domain/event.js';
import { liesIn } from '../domain/group.js';
import { type Happening, ruleFor } from '../domain/judge-event.js';
import type { DeliveryRule } from '../domain/notification.js';
import type { Project } from '../domain/project.js';
import { SECOND } from '../domain/time.js';
import { isMuted, type Watch } from '../domain/watch.js';
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

/** Where it happened, besides what happened. */
export interface PlacedHappening extends Happening {
  /** Ids of the projects whose watches it is told through; missing: the one that showed it. */
  readonly places?: readonly string[];
}

/** Which chats hear of an event of these watches' account: each at most once. */
export function routeEvent(
  happening: PlacedHappening,
  watches: readonly Watch[],
  moment: RoutingMoment,
): readonly Delivery[] {
  const { event, places = [event.projectId] } = happening;
  const deliveries = new Map<string, Delivery>();
  for (const watch of watches) {
    if (!places.includes(watch.projectId) || !watch.isConfirmed || isMuted(watch, moment.now)) continue;
    if (precedesWatch(event, watch, moment) || deliveries.has(watch.chatKey)) continue;
    const rule = ruleFor(watch, happening, matchRule);
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
