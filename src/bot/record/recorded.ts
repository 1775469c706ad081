import type { Account } from '../../domain/account.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import { isChosen, isFollowed, isForRecord } from '../../domain/recording.js';
import type { BotDeps } from '../bot-deps.js';

/** What the timeline keeps of an account's projects without telling of it. A project may be in both. */
export interface Recorded {
  readonly followed: readonly WatchedProject[];
  readonly chosen: readonly WatchedProject[];
}

export async function recordedBy({ stores }: Pick<BotDeps, 'stores'>, { id }: Account): Promise<Recorded> {
  const watched = (await stores.watches.listOfAccount(id)).filter(({ watch }) => isForRecord(watch));
  return {
    followed: watched.filter(({ watch }) => isFollowed(watch)),
    chosen: watched.filter(({ watch }) => isChosen(watch)),
  };
}

/** Projects that are read for it, each once. */
export function idsOf(watched: readonly WatchedProject[]): readonly string[] {
  return [...new Set(watched.map(({ project }) => project.id))];
}
