import type { Forge } from '../../domain/forge.js';
import { plainText } from '../../domain/message.js';
import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { instanceLabel } from '../forge-words.js';
import { putPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { sendPrivately } from '../tell-privately.js';
import type { Turn } from '../turn.js';
import type { Unfound } from './typed-ground.js';

const INVITED = 'invited';

/** How to link an account: nobody else's business, but said in the group where the bot may not write to the person. */
export function invite(deps: BotDeps, turn: Turn, forge: Forge): Promise<void> {
  return tellUnfound(deps, turn, { key: 'act.no-account', params: { forge: instanceLabel(forge) } });
}

/** Says why nothing was found to act on, and what is about the person's account in private. */
export async function tellUnfound(deps: BotDeps, turn: Turn, { key, params }: Unfound): Promise<void> {
  const { visit, talk, t } = turn;
  const line = sentence(t, key, params);
  const isPersonal = key === 'act.no-account' && visit.chatKind === 'group';
  if (isPersonal && visit.query !== null) return talk.insist(plainText(line), 'alert');
  await talk.answer();
  if (isPersonal && (await sendPrivately(deps, visit.visitor.id, { lines: [line] }))) return;
  await talk.reply({ lines: [line] });
}

/** For whoever may just have talked to others: not more than once a day, and never in the group. */
export async function inviteTalker(deps: BotDeps, { visit, t }: Turn, forge: Forge): Promise<void> {
  const id = `${INVITED}:${visit.visitor.id}:${forge.url}`;
  if ((await deps.stores.pending.find(id, deps.clock())) !== null) return;
  await putPending(deps, visit, id, { action: INVITED, payload: {}, lifetimeMs: DAY });
  const line = sentence(t, 'act.no-account', { forge: instanceLabel(forge) });
  await sendPrivately(deps, visit.visitor.id, { lines: [line] });
}
