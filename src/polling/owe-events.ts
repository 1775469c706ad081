import { chatKey, isInnerChat, REACTIONS_CHAT } from '../domain/chat.js';
import { type ForgeEvent, isTold } from '../domain/event.js';
import type { FeedReading } from '../domain/feed.js';
import type { FilterTarget } from '../domain/filter-values.js';
import { toHappening } from '../domain/judge-event.js';
import { dedupeKeyOf, type EventNotification } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { Project } from '../domain/project.js';
import { cardKey, type Snapshot } from '../domain/subject.js';
import type { Watch } from '../domain/watch.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import { isOwnChat, keepFromOutsiders } from './keep-from-outsiders.js';
import { type Delivery, placesOf, routeEvent, type RoutingMoment } from './route-event.js';
import { withoutEchoes } from './without-echoes.js';
import { withoutTouched } from './without-touched.js';

/** Owes the events that happened to the chats whose watches let them through. */
export async function oweEvents(
  tx: PollTransaction,
  { clock }: CycleDeps,
  turn: FeedTurn,
  {
    events: kept,
    unveiled,
    reading,
  }: {
    readonly events: readonly ForgeEvent[];
    /** Had before, and told now where others than the owner read. */
    readonly unveiled: readonly ForgeEvent[];
    readonly reading: FeedReading;
  },
): Promise<readonly EventNotification[]> {
  const events = [...kept, ...unveiled].filter(isTold);
  if (events.length === 0) return [];
  const { work } = turn;
  const places = new Map(events.map((event) => [event, placesOf(event, work.projects)]));
  const watches = (await tx.loadWatches([...new Set([...places.values()].flat())])).filter(isForNews);
  const targets = await loadTargets(tx, events, watches);
  const moment = momentOf(turn, reading, clock());
  const letter = letterOf(turn, watches, reading);
  const notifications = events.flatMap((event) => {
    const target = targets.get(cardKey(event.subject)) ?? null;
    const happening = { ...toHappening(event, target), places: places.get(event) ?? [] };
    return routeEvent(happening, watches, moment)
      .filter(({ chatKey: key }) => !unveiled.includes(event) || !isOwnChat(key, work.account.personId))
      .flatMap((delivery) => letter(event, delivery));
  });
  const [reactions, news] = splitReactions(notifications);
  const told = await owePeople(tx, turn, news);
  if (reactions.length > 0) await tx.queueReactions(reactions.map(({ event }) => event.key));
  return [...reactions, ...told];
}

/** Owes people what they may be told, and have not said themselves. */
export async function owePeople(
  tx: PollTransaction,
  { work: { account } }: FeedTurn,
  news: readonly EventNotification[],
): Promise<readonly EventNotification[]> {
  const told = await withoutEchoes(tx, account.forge.url, keepFromOutsiders(news, account.personId));
  if (told.length > 0) await tx.enqueue(told);
  return told;
}

/** By which clocks it is decided what came before a watch. */
export function momentOf({ feed }: FeedTurn, { serverTime }: FeedReading, now: Date): RoutingMoment {
  const serverAheadMs = serverTime === null ? null : serverTime.getTime() - now.getTime();
  return { now, serverAheadMs, baselineAt: feed.baselineAt };
}

/** Writes what a chat is told of an event; nothing where the watch's project is not known any more. */
export function letterOf(
  { work }: FeedTurn,
  watches: readonly Watch[],
  { movedTo }: FeedReading,
): (event: ForgeEvent, delivery: Delivery) => readonly EventNotification[] {
  const projects = projectsById(work.projects, movedTo);
  const projectOf = new Map(watches.map(({ id, projectId }) => [id, projectId]));
  const { id: accountId, personId, forge, user, token } = work.account;
  return (event, delivery) => {
    const project = projects.get(projectOf.get(delivery.rule.watchId) ?? '');
    if (project === undefined) return [];
    const role = work.roles.get(project.id) ?? null;
    const reader = delivery.chatKey === personId ? { reader: { user, canWrite: token.canWrite, role } } : {};
    const addressee = isOwnChat(delivery.chatKey, personId) ? {} : { addressee: user };
    const common = { dedupeKey: dedupeKeyOf(forge, event), accountId, forgeKind: forge.kind };
    const whom = { ...reader, ...addressee };
    return [{ kind: 'event', ...delivery, ...common, event: withoutTouched(event), project, ...whom }];
  };
}

/** Desks hear of their tickets alone, and the timeline keeps what nobody is told. */
function isForNews({ chatKey: key }: Watch): boolean {
  return key === chatKey(REACTIONS_CHAT) || !isInnerChat(key);
}

/** What the operator's own code is to hear goes to its queue, and what people are to read to the outbox. */
function splitReactions(
  notifications: readonly EventNotification[],
): readonly [readonly EventNotification[], readonly EventNotification[]] {
  const isReaction = (one: EventNotification): boolean => one.chatKey === chatKey(REACTIONS_CHAT);
  return [notifications.filter(isReaction), notifications.filter((one) => !isReaction(one))];
}

/** What comments and threads stand under, for the rules of filters; nothing is read where no watch has any. */
async function loadTargets(
  tx: PollTransaction,
  events: readonly ForgeEvent[],
  watches: readonly Watch[],
): Promise<ReadonlyMap<string, FilterTarget>> {
  const talk = events.map(({ subject }) => subject).filter((subject) => 'on' in subject);
  if (talk.length === 0 || watches.every(({ filter }) => filter === null)) return new Map();
  const found = await tx.loadSnapshots([...new Set(talk.map((subject) => cardKey(subject)))]);
  return new Map([...found].filter(isTarget));
}

function isTarget(entry: [string, Snapshot]): entry is [string, FilterTarget] {
  return entry[1].kind === 'merge-request' || entry[1].kind === 'issue';
}

function projectsById(
  projects: readonly Project[],
  moved: Project | undefined,
): ReadonlyMap<string, Project> {
  const byId = new Map(projects.map((project) => [project.id, project]));
  if (moved !== undefined) byId.set(moved.id, moved);
  return byId;
}
