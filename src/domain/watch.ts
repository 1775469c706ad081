export type WatchLevel = 'participating' | 'team' | 'all' | 'muted';

export const WATCH_LEVELS: readonly WatchLevel[] = ['participating', 'team', 'all', 'muted'];

/** A chat's subscription to a project through one account. */
export interface Watch {
  readonly id: string;
  readonly chatKey: string;
  readonly accountId: string;
  readonly projectId: string;
  readonly level: WatchLevel;
  readonly mutedUntil: Date | null;
  /** False in a group until the account's owner agreed that the group may read the project. */
  readonly isConfirmed: boolean;
  readonly createdAt: Date;
}

export function isMuted(watch: Pick<Watch, 'level' | 'mutedUntil'>, now: Date): boolean {
  return watch.level === 'muted' || (watch.mutedUntil !== null && watch.mutedUntil > now);
}
