import type { OpenAccount } from '../../domain/account.js';
import { CONFIRM_LIFETIME_MS } from '../acting/confirm.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { CHOICE, confirmMessage } from './card.js';
import { keepDraft, type PlacedDraft } from './draft.js';
import { keyOf, makeIssue } from './make.js';
import { goOn } from './steps.js';

/** What others see is asked once more: the answer is bound to the draft as it was shown. */
export async function pressCreate(
  deps: BotDeps,
  turn: Turn,
  { draft, choice }: { readonly draft: PlacedDraft; readonly choice: number },
  account: OpenAccount,
): Promise<void> {
  const { t, talk, visit } = turn;
  const now = deps.clock().getTime();
  const isYes = choice === CHOICE.yes;
  if (!isYes && visit.chatKind === 'private') return makeIssue(deps, turn, draft, account);
  if (!isYes) {
    await keepDraft(deps, visit, draft, now);
    await talk.answer();
    return talk.show(confirmMessage(t, draft));
  }
  if (draft.askedAt === null) return goOn(deps, turn, draft);
  const isLate = now - draft.askedAt > CONFIRM_LIFETIME_MS;
  // What was begun in time and then cut off is told of, however late it is asked for.
  const isBegun = isLate && (await deps.stores.actions.find(keyOf(draft))) !== null;
  if (isLate && !isBegun) return goOn(deps, turn, draft, sentence(t, 'run.too-late'));
  await makeIssue(deps, turn, draft, account);
}
