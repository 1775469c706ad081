import type { ActionRecord } from '../domain/actions/action-record.js';
import type { Account } from '../domain/account.js';
import type { Logger } from '../domain/logger.js';
import { noticeTo } from '../domain/owner-notice.js';
import type { PeopleStores } from '../domain/ports/people-store.js';
import { MINUTE, type Clock } from '../domain/time.js';
import { labelOfDeed } from './acting/ground.js';

/** Telegram hands a press over again as soon as the bot is back, and then it is looked at: this is for what stays open. */
const LEFT_AFTER_MS = 10 * MINUTE;
const AT_ONCE = 100;

export interface CutOffDeps {
  readonly stores: Pick<PeopleStores, 'actions' | 'accounts' | 'notices'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Ends what a process that ended left open, and tells whoever asked for it that nobody knows whether it was done. */
export async function endCutOff(deps: CutOffDeps): Promise<void> {
  const { stores, clock, logger } = deps;
  const before = new Date(clock().getTime() - LEFT_AFTER_MS);
  for (const record of await stores.actions.listOpen(before, AT_ONCE)) {
    const { action, project, forge } = record;
    logger.warn(
      { action, project: project.path, forge: forge.url },
      'an action was cut off, and nobody came back to it',
    );
    // First: told twice it is told once, and what has ended is not told any more.
    await tell(deps, record);
    await stores.actions.finish(record.id, { result: 'unsure', code: null, receipt: null }, clock());
  }
}

async function tell({ stores }: CutOffDeps, record: ActionRecord): Promise<void> {
  const { id, personId, project } = record;
  const account = accountOf(await stores.accounts.listOf(personId), record);
  if (account === null) return;
  const params = { place: `${project.path}${labelOfDeed(record) ?? ''}` };
  await stores.notices.enqueue(noticeTo(account, 'action-cut-off', id, params));
}

function accountOf(accounts: readonly Account[], { forge, login }: ActionRecord): Account | null {
  const there = accounts.filter((account) => account.forge.url === forge.url);
  return there.find(({ user }) => user.login === login) ?? there[0] ?? null;
}

/** Looks each minute, until stopped. */
export async function watchCutOff(
  deps: CutOffDeps & { readonly wait: (ms: number, signal: AbortSignal) => Promise<void> },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await endCutOff(deps).catch((error: unknown) => {
      deps.logger.warn({ error }, 'what was cut off cannot be looked for, trying again');
    });
    await deps.wait(MINUTE, signal);
  }
}
