import type { OpenAccount } from '../domain/account.js';
import type { ActionRecord, Deed } from '../domain/actions/action-record.js';
import type { Actor, Look, Target } from '../domain/actions/look.js';
import type { Receipt } from '../domain/actions/order.js';
import type { RefusalCode } from '../domain/actions/refusal.js';
import type { ForgeError } from '../domain/errors.js';
import type { Project } from '../domain/project.js';
import { refusalOf, type ActionInput, type AnyActionDefinition } from './define-action.js';

/** Who wants something done, where, and with which account. */
export interface Demand {
  /** Names what asked for it: see `Deed`. */
  readonly requestKey: string;
  readonly person: { readonly id: string; readonly name: string };
  /** As in `Deed`. */
  readonly chatKey?: string;
  /** The clicker's own. */
  readonly account: OpenAccount;
  readonly project: Project;
}

export interface Attempt extends Demand {
  readonly target: Target;
  /** As in `Deed`. */
  readonly label?: string;
  readonly definition: AnyActionDefinition;
  readonly input: ActionInput;
  /** The head commit that the person saw; `null`: none was shown. */
  readonly shownSha: string | null;
  /** They were asked and said yes. */
  readonly isConfirmed: boolean;
  /** Whether it has to be asked also where it could be taken back: others look on. */
  readonly isPublic: boolean;
}

export type Outcome =
  /** Nothing was done yet: it is to be asked with what `look` shows. */
  | { readonly kind: 'confirm'; readonly look: Look }
  /** `look`: afterwards, where it could be read. */
  | { readonly kind: 'done'; readonly receipt: Receipt; readonly look: Look | null }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly words: string | null;
      readonly look: Look;
    }
  | { readonly kind: 'failed'; readonly error: ForgeError; readonly look: Look | null }
  | { readonly kind: 'busy'; readonly record: ActionRecord }
  | { readonly kind: 'unsure'; readonly look: Look | null };

export function deedOf(
  { requestKey, person, chatKey, account, project }: Demand,
  what: Pick<Deed, 'target' | 'label' | 'action' | 'detail'>,
): Deed {
  return {
    requestKey,
    personId: person.id,
    personName: person.name,
    forge: { kind: account.forge.kind, url: account.forge.url },
    login: account.user.login,
    ...(chatKey === undefined ? {} : { chatKey }),
    project,
    ...what,
  };
}

/** What it is, and how. A pipeline goes by the number that people see, once a look told it. */
export function contentOf(
  { target, label, definition, input }: Attempt,
  look: Look | null,
): Pick<Deed, 'target' | 'label' | 'action' | 'detail'> {
  const { method, jobId, deploymentId } = input;
  const named = look?.kind === 'pipeline' ? `#${look.pipeline.number}` : label;
  return {
    target,
    ...(label === undefined || named === undefined ? {} : { label: named }),
    action: definition.name,
    detail: {
      ...(method === undefined ? {} : { method }),
      ...(jobId === undefined ? {} : { jobId }),
      ...(deploymentId === undefined ? {} : { deploymentId }),
    },
  };
}

const WAYS = ['method', 'jobId', 'deploymentId'] as const;

/** Whether that was done, or tried, in another of several ways. */
export function isOtherWay({ detail }: Pick<Deed, 'detail'>, input: ActionInput): boolean {
  return WAYS.some((way) => detail[way] !== input[way]);
}

/** For the log. */
export function whereOf({ account, project }: Demand): Record<string, string> {
  return { accountId: account.id, forge: account.forge.url, projectId: project.id };
}

/** Whether somebody has to be asked before it is done. */
export function mustAsk({ definition, isPublic, shownSha }: Attempt): boolean {
  if (definition.variants !== undefined) return true;
  return definition.isGrave || isPublic || (definition.isPinned === true && shownSha === null);
}

export function actorOf({ user, token }: Pick<OpenAccount, 'user' | 'token'>): Actor {
  return { user, canWrite: token.canWrite };
}

/** Why it cannot be done to what `look` shows; `null`: it can. */
export function refusalNow(attempt: Attempt, look: Look): RefusalCode | null {
  const { definition, shownSha, input } = attempt;
  const refusal = refusalOf(definition, look, actorOf(attempt.account), input);
  if (refusal !== null || definition.isPinned !== true || shownSha === null) return refusal;
  return look.kind === 'merge-request' && look.mergeRequest.headSha !== shownSha ? 'head-moved' : null;
}
