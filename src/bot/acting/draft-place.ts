import type { Subject } from '../../domain/subject.js';
import type { BotDeps } from '../bot-deps.js';
import { instanceLabel } from '../forge-words.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import { placeOnly, type DraftPlace } from './kept-place.js';
import { ownAccount } from './own-account.js';
import { recallGround } from './remember-ground.js';
import { placeOf, type Place, type Unfound } from './typed-ground.js';

/** A list on buttons is no longer than this. */
export const MOST_OFFERED = 40;

/** The project that was named, that of the news replied to, or those that the chat watches, to choose from. */
export async function findDraftPlace(
  deps: BotDeps,
  turn: Turn,
  { named, how }: { readonly named: string | null; readonly how: TextKey },
): Promise<DraftPlace | { readonly places: readonly DraftPlace[] } | Unfound> {
  if (named !== null) return asDraftPlace(await placeOf(deps, turn, { project: named, number: '' }));
  const told = await toldBefore(deps, turn);
  if (told !== null) {
    const own = await ownAccount(deps, turn.visit.visitor.id, told);
    return own === null
      ? { key: 'act.no-account', params: { forge: instanceLabel(told.forge) } }
      : placeOnly(told);
  }
  const watches = await deps.stores.watches.listOfChat(turn.visit.chatKey);
  const places = watches
    .filter(({ watch }) => watch.isConfirmed)
    .map(({ account: { forge, id: accountId }, project }): DraftPlace => ({ forge, accountId, project }));
  const [only, ...others] = places;
  if (only === undefined) return { key: how, params: {} };
  if (others.length > 0) return { places: places.slice(0, MOST_OFFERED) };
  return asDraftPlace(await placeOf(deps, turn, { project: null, number: '' }));
}

export interface Told extends DraftPlace {
  /** `null`: it was no news, but an answer of ours. */
  readonly subject: Subject | null;
}

/** What the message is about that this one replies to. */
export async function toldBefore(deps: BotDeps, { visit }: Pick<Turn, 'visit'>): Promise<Told | null> {
  if (visit.repliesTo === null) return null;
  const told = await deps.stores.news.findTold(visit.address.chatId, visit.repliesTo);
  if (told === null) {
    const ground = await recallGround(deps, { visit }, visit.repliesTo);
    return ground === null ? null : { ...placeOnly(ground), subject: null };
  }
  const account = told.kind === 'event' ? await deps.stores.accounts.find(told.accountId) : null;
  if (told.kind !== 'event' || account === null) return null;
  const { forge, id: accountId } = account;
  return { forge, accountId, project: told.project, subject: told.event.subject };
}

function asDraftPlace(found: Place | Unfound): DraftPlace | Unfound {
  if ('key' in found) return found;
  const { forge, id: accountId } = found.account;
  return { forge, accountId, project: found.project };
}
