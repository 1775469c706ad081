import type { AnyActionDefinition, Asked } from '../../actions/define-action.js';
import type { OpenAccount } from '../../domain/account.js';
import type { Look } from '../../domain/actions/look.js';
import { ForgeError } from '../../domain/errors.js';
import type { BotDeps } from '../bot-deps.js';
import type { Ground } from './errand.js';

interface Seen {
  readonly ground: Ground;
  readonly look: Look;
}

/**
 * Without those that would ask for one of what the project, or the subject, has none of: a look does not tell. Where the
 * forge does not tell either, a press will.
 */
export async function withoutNothingToChoose(
  deps: BotDeps,
  account: OpenAccount,
  seen: Seen,
  possible: readonly AnyActionDefinition[],
): Promise<readonly AnyActionDefinition[]> {
  const isThere = await Promise.all(
    possible.map(({ asks }) => isAnyThere(deps, account, seen, asks).catch(unlessTold)),
  );
  return possible.filter((_, index) => isThere[index]);
}

function unlessTold(error: unknown): true {
  if (error instanceof ForgeError) return true;
  throw error;
}

async function isAnyThere(
  deps: BotDeps,
  account: OpenAccount,
  { ground, look }: Seen,
  asks: Asked | undefined,
): Promise<boolean> {
  const { forge, project, threadId } = ground;
  const actions = deps.actions[forge.kind];
  const session = deps.openSession(account);
  if (asks === 'thread' && threadId === null && look.kind === 'merge-request') {
    return (await actions.listOpenThreads(session, project, look.mergeRequest.number)).length > 0;
  }
  if (asks === 'label' && look.kind !== 'pipeline') {
    const { labels } = look.kind === 'issue' ? look.issue : look.mergeRequest;
    return (await actions.listLabels(session, project)).some((label) => !labels.includes(label));
  }
  return true;
}
