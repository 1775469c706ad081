import type { ActionRecord, Deed } from '../domain/actions/action-record.js';
import { NO_RECEIPT, type CreateIssueOrder, type Receipt, type RunOrder } from '../domain/actions/order.js';
import { ActionRefused, type RefusalCode } from '../domain/actions/refusal.js';
import { ForgeError } from '../domain/errors.js';
import type { JsonObject } from '../domain/json.js';
import type { ForgeActions } from '../domain/ports/forge-actions.js';
import type { ForgeSession } from '../domain/ports/forge-adapter.js';
import { abandonedBefore, endOf, finish, type ActDeps } from './act.js';
import { deedOf, whereOf, type Demand } from './attempt.js';
import { noteUndone } from './note-undone.js';
import { withoutValues } from './without-values.js';

/** Nothing is looked at for it. */
export interface CreationWay {
  readonly actions: Pick<ForgeActions, 'perform'>;
  readonly session: ForgeSession;
}

export interface Creation extends Demand {
  readonly order: CreateIssueOrder | RunOrder;
}

export type CreationOutcome =
  | { readonly kind: 'done'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly words: string | null }
  | { readonly kind: 'failed'; readonly error: ForgeError }
  | { readonly kind: 'unsure' }
  /** This try ended before without anything new: another one needs a key of its own. */
  | { readonly kind: 'spent' };

/**
 * The guard of what makes something new, an issue or a pipeline: there is nothing to look at, so after a lost answer it
 * is never made again.
 */
export async function create(deps: ActDeps, way: CreationWay, creation: Creation): Promise<CreationOutcome> {
  const known = await deps.records.find(creation.requestKey);
  if (known !== null) return outcomeOf(deps, creation, known);
  const deed = deedOfCreation(creation);
  if (creation.account.token.canWrite === false) {
    await noteUndone(deps, deed, { result: 'refused', code: 'scope' });
    return { kind: 'refused', code: 'scope', words: null };
  }
  const now = deps.clock();
  const beginning = await deps.records.begin(deed, now, abandonedBefore(now));
  if (beginning.kind !== 'begun') return outcomeOf(deps, creation, beginning.record);
  return carryOut(deps, way, creation, beginning.id);
}

export function deedOfCreation(creation: Creation): Deed {
  const { order } = creation;
  return deedOf(creation, { target: null, action: order.action, detail: detailOf(order) });
}

function detailOf(order: Creation['order']): JsonObject {
  return order.action === 'run-pipeline' ? { workflowId: order.workflowId } : {};
}

async function carryOut(
  deps: ActDeps,
  way: CreationWay,
  creation: Creation,
  id: string,
): Promise<CreationOutcome> {
  const { project, order } = creation;
  const fields = { action: order.action, ...whereOf(creation) };
  try {
    const receipt = await way.actions.perform(way.session, project, order);
    await finish(deps, id, { result: 'done', code: null, receipt });
    deps.logger.info(fields, 'something new was made');
    return { kind: 'done', receipt };
  } catch (thrown) {
    const error = withoutValues(thrown, order);
    const end = endOf(error);
    await finish(deps, id, end);
    if (error instanceof ActionRefused) {
      const { code, words } = error;
      deps.logger.info({ ...fields, code, words }, 'something new was refused');
      return { kind: 'refused', code, words };
    }
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.warn({ ...fields, error }, 'something new could not be made');
    return end.result === 'unsure' ? { kind: 'unsure' } : { kind: 'failed', error };
  }
}

/**
 * What became of the same request before. One process at a time gets a chat's presses, one after the other: what has no
 * end was cut off.
 */
async function outcomeOf(
  deps: ActDeps,
  creation: Creation,
  { id, result, receipt }: ActionRecord,
): Promise<CreationOutcome> {
  if (result === 'done') return { kind: 'done', receipt: receipt ?? NO_RECEIPT };
  if (result === 'unsure') return { kind: 'unsure' };
  if (result !== null) return { kind: 'spent' };
  await finish(deps, id, { result: 'unsure', code: null, receipt: null });
  const fields = { action: creation.order.action, ...whereOf(creation) };
  deps.logger.warn(fields, 'something new was cut off, and nobody knows whether it was made');
  return { kind: 'unsure' };
}
