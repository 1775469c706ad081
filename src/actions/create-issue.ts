import type { OpenAccount } from '../domain/account.js';
import type { ActionRecord } from '../domain/actions/action-record.js';
import type { CreateIssueOrder, Receipt } from '../domain/actions/order.js';
import { NO_RECEIPT } from '../domain/actions/order.js';
import { ActionRefused, type RefusalCode } from '../domain/actions/refusal.js';
import { ForgeError } from '../domain/errors.js';
import type { ForgeActions } from '../domain/ports/forge-actions.js';
import type { ForgeSession } from '../domain/ports/forge-adapter.js';
import type { Project } from '../domain/project.js';
import { abandonedBefore, finish, isSilence, type ActDeps } from './act.js';

/** Nothing is looked at for it. */
export interface CreationWay {
  readonly actions: Pick<ForgeActions, 'perform'>;
  readonly session: ForgeSession;
}

export interface Creation {
  /** Names the draft and the try: see `Deed`. */
  readonly requestKey: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly account: OpenAccount;
  readonly project: Project;
  readonly order: CreateIssueOrder;
}

export type CreationOutcome =
  | { readonly kind: 'done'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly words: string | null }
  | { readonly kind: 'failed'; readonly error: ForgeError }
  /** The same request is on its way. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unsure' }
  /** This try ended before without an issue: another one needs a key of its own. */
  | { readonly kind: 'spent' };

/** The guard of what makes something new: there is nothing to look at, so after a lost answer it is never made again. */
export async function createIssue(
  deps: ActDeps,
  way: CreationWay,
  creation: Creation,
): Promise<CreationOutcome> {
  const { requestKey, person, account, project, order } = creation;
  const known = await deps.records.find(requestKey);
  if (known !== null) return outcomeOf(deps, known);
  if (account.token.canWrite === false) return { kind: 'refused', code: 'scope', words: null };
  const now = deps.clock();
  const { kind, url } = account.forge;
  const deed = {
    requestKey,
    personId: person.id,
    personName: person.name,
    forge: { kind, url },
    login: account.user.login,
    project,
    target: null,
    action: order.action,
    detail: {},
  };
  const beginning = await deps.records.begin(deed, now, abandonedBefore(now));
  if (beginning.kind !== 'begun') return outcomeOf(deps, beginning.record);
  return carryOut(deps, way, creation, beginning.id);
}

async function carryOut(
  deps: ActDeps,
  way: CreationWay,
  { account, project, order }: Creation,
  id: string,
): Promise<CreationOutcome> {
  const where = { action: order.action, accountId: account.id, projectId: project.id };
  try {
    const receipt = await way.actions.perform(way.session, project, order);
    await finish(deps, id, { result: 'done', code: null, receipt });
    deps.logger.info(where, 'an issue was created');
    return { kind: 'done', receipt };
  } catch (error) {
    if (error instanceof ActionRefused) {
      const { code, words } = error;
      await finish(deps, id, { result: 'refused', code, receipt: null });
      deps.logger.info({ ...where, code, words }, 'an issue was refused');
      return { kind: 'refused', code, words };
    }
    const isKnown = error instanceof ForgeError && !isSilence(error);
    const code = error instanceof ForgeError ? error.code : 'defect';
    await finish(deps, id, { result: isKnown ? 'failed' : 'unsure', code, receipt: null });
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.warn({ ...where, error }, 'an issue could not be created');
    return isKnown ? { kind: 'failed', error } : { kind: 'unsure' };
  }
}

/** What became of the same request before. */
async function outcomeOf(deps: ActDeps, record: ActionRecord): Promise<CreationOutcome> {
  const { id, startedAt, result, receipt } = record;
  if (result === 'done') return { kind: 'done', receipt: receipt ?? NO_RECEIPT };
  if (result === 'unsure') return { kind: 'unsure' };
  if (result !== null) return { kind: 'spent' };
  if (startedAt >= abandonedBefore(deps.clock())) return { kind: 'busy' };
  await finish(deps, id, { result: 'unsure', code: null, receipt: null });
  return { kind: 'unsure' };
}
