import type { Account } from '../../domain/account.js';
import type { BotDeps } from '../bot-deps.js';
import { suggestedTo } from '../invite.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { showPicker } from './offer.js';
import { beginPicker } from './picker.js';
import { isWatched } from './picker-message.js';

/** Offers the account's projects, with those ticked that the invitation suggests which is followed. False: it suggests nothing here. */
export async function offerSuggested(
  deps: BotDeps,
  turn: Turn,
  account: Account,
  manner: 'always' | 'if-suggested',
): Promise<boolean> {
  const { t, talk, visit } = turn;
  const suggestion = await suggestedTo(deps, turn, account);
  if (suggestion === null && manner === 'if-suggested') return false;
  const watched = await deps.stores.watches.listOfChat(visit.chatKey);
  const { projects, unseen } = suggestion ?? { projects: [], unseen: 0 };
  if (unseen > 0) await talk.reply({ lines: [sentence(t, 'invite.unseen', { count: unseen })] });
  const ticked = projects.filter((project) => !isWatched(watched, account, project));
  await showPicker(deps, turn, beginPicker(account.id, { ticked }), { how: 'reply', id: deps.randomId() });
  return true;
}
