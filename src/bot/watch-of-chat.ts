import type { WatchedProject } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import { sentence } from './phrase.js';
import type { Turn } from './turn.js';

/** A button of another chat, carried here by a changed client, opens nothing. */
export async function watchOfChat(
  { stores }: Pick<BotDeps, 'stores'>,
  { visit }: Pick<Turn, 'visit'>,
  watchId: string,
): Promise<WatchedProject | null> {
  const watches = await stores.watches.listOfChat(visit.chatKey);
  return watches.find(({ watch }) => watch.id === watchId) ?? null;
}

/** With the watch of this chat; says so where it is gone. */
export async function withWatch(
  deps: Pick<BotDeps, 'stores'>,
  turn: Turn,
  watchId: string,
  act: (watched: WatchedProject) => Promise<void>,
): Promise<void> {
  const watched = await watchOfChat(deps, turn, watchId);
  if (watched !== null) return act(watched);
  if (turn.visit.query !== null) return turn.talk.answer(turn.t('watch.gone'));
  await turn.talk.reply({ lines: [sentence(turn.t, 'watch.gone')] });
}
