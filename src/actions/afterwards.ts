import type { Look } from '../domain/actions/look.js';
import type { Receipt } from '../domain/actions/order.js';
import { ActionRefused } from '../domain/actions/refusal.js';
import { ForgeError } from '../domain/errors.js';
import type { ActDeps, Way } from './act.js';
import { whereOf, type Attempt } from './attempt.js';

/**
 * Does what follows on what was done, before its record gets an end: a process that ends in between comes back to it.
 * That it fails takes nothing back: the receipt tells of it.
 */
export async function doAfterwards(
  { logger }: Pick<ActDeps, 'logger'>,
  { actions, session }: Way,
  attempt: Attempt,
  { look, receipt }: { readonly look: Look; readonly receipt: Receipt },
): Promise<Receipt> {
  const { definition, input, project, shownSha } = attempt;
  const order = definition.afterwards?.(look, input) ?? null;
  if (order === null) return receipt;
  try {
    await actions.perform(session, project, { ...order, headSha: shownSha ?? order.headSha });
    return receipt;
  } catch (error) {
    if (!(error instanceof ForgeError) && !(error instanceof ActionRefused)) throw error;
    logger.warn({ ...whereOf(attempt), error }, 'a branch stayed that was to go with its merge');
    return { ...receipt, keptBranch: { name: order.branch, code: error.code } };
  }
}
