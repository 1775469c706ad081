import type { Account } from '../../domain/account.js';
import type { MergeGate, MergeRequestLook } from '../../domain/actions/look.js';
import { ForgeError } from '../../domain/errors.js';
import type { SeenMergeRequest } from '../../domain/ports/subject-store.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import { settleMergeability, type MergeabilityState } from '../../domain/subjects/mergeability.js';
import type { BotDeps } from '../bot-deps.js';

/** Each costs about six requests, once: what they show is kept. */
const MOST = 8;

const STATES: Readonly<Record<MergeGate, MergeabilityState | null>> = {
  open: 'mergeable',
  conflict: 'conflict',
  unknown: null,
  draft: 'blocked',
  behind: 'blocked',
  'checks-pending': 'blocked',
  'checks-failed': 'blocked',
  'needs-approval': 'blocked',
  'threads-open': 'blocked',
  blocked: 'blocked',
};

/**
 * With the verdicts on those of which only a list was read before, by looking at some of them now with the token of their
 * account. What cannot be looked at stays as it is known.
 */
export async function completeSketches(
  deps: BotDeps,
  accounts: readonly Account[],
  seen: readonly SeenMergeRequest[],
): Promise<readonly SeenMergeRequest[]> {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const wanted = seen.filter((one) => one.mergeRequest.isSketch === true).slice(0, MOST);
  const looked = await Promise.all(
    wanted.map(async (one) => [one, await complete(deps, byId.get(one.accountId), one)] as const),
  );
  const found = new Map(looked);
  return seen.map((one) => found.get(one) ?? one);
}

async function complete(
  deps: BotDeps,
  account: Account | undefined,
  seen: SeenMergeRequest,
): Promise<SeenMergeRequest> {
  if (account?.state !== 'active') return seen;
  const open = await deps.stores.accounts.open(account.id);
  if (open === null) return seen;
  const { number } = seen.mergeRequest;
  try {
    const look = await deps.actions[account.forge.kind].lookAt(deps.openSession(open), seen.project, {
      kind: 'merge-request',
      number,
    });
    if (look.kind !== 'merge-request') return seen;
    const mergeRequest = seenAt(deps.clock(), look);
    await deps.stores.subjects.complete(account.id, mergeRequest, deps.clock());
    return { ...seen, mergeRequest };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'a merge request could not be looked at for a list');
    return seen;
  }
}

function seenAt(now: Date, { mergeRequest, gate }: MergeRequestLook): MergeRequest {
  const known = mergeRequest.mergeability ?? null;
  const mergeability =
    known ??
    settleMergeability(null, {
      seen: STATES[gate],
      at: now.toISOString(),
      updatedAt: mergeRequest.updatedAt,
    });
  return { ...mergeRequest, mergeability };
}
