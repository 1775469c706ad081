import type { OpenAccount } from '../../domain/account.js';
import type { Look } from '../../domain/actions/look.js';
import { ForgeError } from '../../domain/errors.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import type { Ground } from './errand.js';
import { failureLine, wordsFor } from './outcome-text.js';
import { accountFor } from './own-account.js';
import { retireNews } from './retire-news.js';
import { tell, type How } from './show-outcome.js';

/**
 * What the visitor's own account sees of it; `null`: why it sees nothing was said. What a look shows of the role is what
 * news offers from then on.
 */
export async function lookByOwn<S extends { readonly look: Look }>(
  deps: BotDeps,
  turn: Turn,
  { ground, how }: { readonly ground: Ground; readonly how: How },
  read: (account: OpenAccount) => Promise<S>,
): Promise<{ readonly account: OpenAccount; readonly seen: S } | null> {
  const account = await accountFor(deps, turn, ground);
  if (account === null) return null;
  try {
    const seen = await read(account);
    await deps.stores.watches.noteRole(account.id, ground.project.id, seen.look.role);
    return { account, seen };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'a subject could not be looked at');
    await tell(turn, how, failureLine(turn.t, error, wordsFor(turn.t, ground), 'act.gone'));
    if (error.code === 'not-found') await retireNews(deps, turn, ground);
    return null;
  }
}
