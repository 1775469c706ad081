import { isInnerChat } from './chat.js';
import type { WatchFilter } from './watch-filter.js';

/** How much a watch tells of itself. */
export type OpenLevel = 'participating' | 'team' | 'all';

/** A level that needs nothing besides its name. */
export type PlainLevel = OpenLevel | 'muted';

export type WatchLevel = PlainLevel | 'custom';

export const OPEN_LEVELS: readonly OpenLevel[] = ['participating', 'team', 'all'];

export const PLAIN_LEVELS: readonly PlainLevel[] = [...OPEN_LEVELS, 'muted'];

/** A chat's subscription to a project through one account. */
export interface Watch {
  readonly id: string;
  readonly chatKey: string;
  readonly accountId: string;
  readonly projectId: string;
  readonly level: WatchLevel;
  /** Set exactly when the level is `custom`. */
  readonly filter: WatchFilter | null;
  readonly mutedUntil: Date | null;
  /** False in a group until the account's owner agreed that the group may read the project. */
  readonly isConfirmed: boolean;
  readonly createdAt: Date;
}

export function isMuted(watch: Pick<Watch, 'level' | 'mutedUntil'>, now: Date): boolean {
  return watch.level === 'muted' || (watch.mutedUntil !== null && watch.mutedUntil > now);
}

/** One of people, who are told in chats; the others are for reactions, desks and the timeline. */
export function isOfPeople({ chatKey }: Pick<Watch, 'chatKey'>): boolean {
  return !isInnerChat(chatKey);
}
