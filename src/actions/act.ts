import type { ActionEnd, ActionRecord } from '../domain/actions/action-record.js';
import type { Look } from '../domain/actions/look.js';
import { NO_RECEIPT, type Receipt } from '../domain/actions/order.js';
import { ActionRefused, type RefusalCode } from '../domain/actions/refusal.js';
import { ForgeError, type ForgeErrorCode, isSilence, mayBeAtWork } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { ActionStore } from '../domain/ports/action-store.js';
import type { ForgeActions } from '../domain/ports/forge-actions.js';
import type { ForgeSession } from '../domain/ports/forge-adapter.js';
import { MINUTE, type Clock } from '../domain/time.js';
import { doAfterwards } from './afterwards.js';
import {
  actorOf,
  contentOf,
  deedOf,
  mustAsk,
  refusalNow,
  whereOf,
  type Attempt,
  type Outcome,
} from './attempt.js';
import { noteUndone } from './note-undone.js';

export interface ActDeps {
  readonly records: ActionStore;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** The way to one forge with the token of whoever acts. */
export interface Way {
  readonly actions: ForgeActions;
  readonly session: ForgeSession;
}

/** No request lasts so long: what began before was left by a process that ended. */
const ABANDONED_AFTER_MS = 2 * MINUTE;

export function abandonedBefore(now: Date): Date {
  return new Date(now.getTime() - ABANDONED_AFTER_MS);
}

/** The one guard of all actions: looks anew, refuses, asks, writes down, does it once, and says what came of it. */
export async function act(deps: ActDeps, way: Way, attempt: Attempt): Promise<Outcome> {
  const known = await deps.records.find(attempt.requestKey);
  if (known?.result === 'done') return { kind: 'done', receipt: known.receipt ?? NO_RECEIPT, look: null };
  if (known !== null && known.finishedAt === null) return afterCutOff(deps, way, attempt, known);
  let look: Look;
  try {
    look = await way.actions.lookAt(way.session, attempt.project, attempt.target);
  } catch (error) {
    if (error instanceof ForgeError)
      await undone(deps, attempt, { result: 'failed', code: error.code }, null);
    return failed(deps, attempt, error, null);
  }
  const code = refusalNow(attempt, look);
  if (code !== null) {
    await undone(deps, attempt, { result: 'refused', code }, look);
    return refused(deps, attempt, { look, code });
  }
  if (!attempt.isConfirmed && mustAsk(attempt)) return { kind: 'confirm', look };
  const now = deps.clock();
  const beginning = await deps.records.begin(
    deedOf(attempt, contentOf(attempt, look)),
    now,
    abandonedBefore(now),
  );
  if (beginning.kind !== 'begun') return endedBefore(beginning.record, look);
  return carryOut(deps, way, attempt, { id: beginning.id, look });
}

/** Somebody is at it, or the same request came to its end and comes again: it ended as it did. */
function endedBefore(record: ActionRecord, look: Look): Outcome {
  const { result, code } = record;
  if (result === 'unsure') return { kind: 'unsure', look };
  if (result === 'refused') return { kind: 'refused', code: code as RefusalCode, words: null, look };
  if (result !== 'failed') return { kind: 'busy', record };
  const known = code === 'defect' ? 'unavailable' : (code as ForgeErrorCode);
  return { kind: 'failed', error: new ForgeError(known, { detail: 'it failed before' }), look };
}

/**
 * The process ended between the request and its answer, or lost the right to poll meanwhile. What the subject shows not
 * done may still be on its way to the forge, or at work there: it is never sent again.
 */
async function afterCutOff(
  deps: ActDeps,
  way: Way,
  attempt: Attempt,
  { id }: ActionRecord,
): Promise<Outcome> {
  const look = await lookAgain(way, attempt);
  const { definition, account, input } = attempt;
  if (look !== null && definition.isDone(look, actorOf(account), input) === true)
    return foundDone(deps, way, attempt, { id, look });
  await finish(deps, id, { result: 'unsure', code: null, receipt: null });
  deps.logger.warn(fieldsOf(attempt), 'an action was cut off, and nobody knows whether it was done');
  return { kind: 'unsure', look };
}

/** What was left to follow when the answer was lost, follows now. */
async function foundDone(deps: ActDeps, way: Way, attempt: Attempt, { id, look }: Found): Promise<Outcome> {
  const receipt = await doAfterwards(deps, way, attempt, { look, receipt: NO_RECEIPT });
  await finish(deps, id, { result: 'done', code: null, receipt });
  return { kind: 'done', receipt, look };
}

interface Found {
  /** Of the record. */
  readonly id: string;
  readonly look: Look;
}

async function carryOut(deps: ActDeps, way: Way, attempt: Attempt, { id, look }: Found): Promise<Outcome> {
  const { definition, input, project } = attempt;
  let done: Receipt;
  try {
    done = await way.actions.perform(way.session, project, definition.order(look, input));
  } catch (error) {
    return notCarriedOut(deps, way, attempt, { id, look, error });
  }
  const receipt = await doAfterwards(deps, way, attempt, { look, receipt: done });
  await finish(deps, id, { result: 'done', code: null, receipt });
  if (receipt.isWordless === true) deps.logger.warn(fieldsOf(attempt), 'an action was done without its text');
  else deps.logger.info(fieldsOf(attempt), 'an action was done');
  return { kind: 'done', receipt, look: await lookAgain(way, attempt) };
}

async function notCarriedOut(
  deps: ActDeps,
  way: Way,
  attempt: Attempt,
  { id, look, error }: Found & { readonly error: unknown },
): Promise<Outcome> {
  if (!(error instanceof ActionRefused)) return afterFailure(deps, way, attempt, { id, error });
  await finish(deps, id, endOf(error));
  const { code, words } = error;
  return refused(deps, attempt, { look: (await lookAgain(way, attempt)) ?? look, code, words });
}

/** How it ended without being done, where nothing can be looked at: a defect tells as little as silence. */
export function endOf(error: unknown): ActionEnd {
  if (error instanceof ActionRefused) return { result: 'refused', code: error.code, receipt: null };
  if (!(error instanceof ForgeError)) return { result: 'unsure', code: 'defect', receipt: null };
  return { result: isSilence(error) ? 'unsure' : 'failed', code: error.code, receipt: null };
}

async function afterFailure(
  deps: ActDeps,
  way: Way,
  attempt: Attempt,
  { id, error }: { readonly id: string; readonly error: unknown },
): Promise<Outcome> {
  const isSilent = isSilence(error);
  const look = isSilent ? await lookAgain(way, attempt) : null;
  const isDone =
    look === null ? null : attempt.definition.isDone(look, actorOf(attempt.account), attempt.input);
  if (look !== null && isDone === true) return foundDone(deps, way, attempt, { id, look });
  const isUnsure = isSilent && (isDone === null || mayBeAtWork(error));
  await finish(deps, id, { ...endOf(error), result: isUnsure ? 'unsure' : 'failed' });
  const outcome = failed(deps, attempt, error, look);
  return isUnsure ? { kind: 'unsure', look } : outcome;
}

async function lookAgain({ actions, session }: Way, { project, target }: Attempt): Promise<Look | null> {
  try {
    return await actions.lookAt(session, project, target);
  } catch (error) {
    if (error instanceof ForgeError) return null;
    throw error;
  }
}

export function finish({ records, clock }: ActDeps, id: string, outcome: ActionEnd): Promise<void> {
  return records.finish(id, outcome, clock());
}

function refused(
  deps: ActDeps,
  attempt: Attempt,
  { look, code, words = null }: { look: Look; code: RefusalCode; words?: string | null },
): Outcome {
  deps.logger.info({ ...fieldsOf(attempt), code, words }, 'an action was refused');
  return { kind: 'refused', code, words, look };
}

function failed({ logger }: ActDeps, attempt: Attempt, error: unknown, look: Look | null): Outcome {
  if (!(error instanceof ForgeError)) throw error;
  logger.warn({ ...fieldsOf(attempt), error }, 'an action failed');
  return { kind: 'failed', error, look };
}

function undone(
  deps: ActDeps,
  attempt: Attempt,
  end: Pick<ActionEnd, 'result' | 'code'>,
  look: Look | null,
): Promise<void> {
  return noteUndone(deps, deedOf(attempt, contentOf(attempt, look)), end);
}

function fieldsOf(attempt: Attempt): Record<string, string> {
  return { action: attempt.definition.name, target: attempt.target.kind, ...whereOf(attempt) };
}
