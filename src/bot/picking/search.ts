import type { PendingAction } from '../../domain/ports/people-store.js';
import { HOUR } from '../../domain/time.js';
import { askAndKeep } from '../acting/ask.js';
import { isStop } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { showPicker } from './offer.js';
import { pickerFromJson, searchAnew } from './picker.js';

/** The question what to look for, which a reply answers. */
export const SEARCH_REPLY = 'pick-search';

const LONGEST_SEARCH = 100;

export async function askForSearch(deps: BotDeps, turn: Turn, pickerId: string): Promise<void> {
  await turn.talk.answer();
  const question = { lines: [sentence(turn.t, 'pick.search')], asksReply: true };
  const kept = { action: SEARCH_REPLY, payload: { pickerId }, lifetimeMs: HOUR };
  await askAndKeep(deps, turn, question, kept);
}

/** The list before the search is taken away: its buttons stood for other projects. */
export async function takeSearch(deps: BotDeps, turn: Turn, { payload }: PendingAction): Promise<boolean> {
  const { t, talk, visit } = turn;
  const search = isStop(visit.text) ? '' : visit.text.trim().replace(/\s+/g, ' ').slice(0, LONGEST_SEARCH);
  const taken = await deps.stores.pending.take(textIn(payload, 'pickerId'), deps.clock());
  if (taken === null) await talk.reply({ lines: [sentence(t, 'press.expired')] });
  else {
    const picker = searchAnew(pickerFromJson(taken.payload), search);
    await showPicker(deps, turn, picker, { how: 'reply', id: deps.randomId() });
  }
  return true;
}
