import type { Order, OrderAction, Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import { comment, editComment } from './comment-orders.js';
import { assign, close, createIssue, editIssue, label, reopen } from './discussed-orders.js';
import { markDraft, markReady, stopAutoMerge } from './plan-orders.js';
import { askReview, deleteBranch, merge, updateBranch } from './pull-orders.js';
import { refusalOf } from './refusal.js';
import { cancelRun, decideDeployment, retryRun, runWorkflow } from './run-orders.js';
import type { Site } from './site.js';
import { resolveThread } from './threads.js';
import { approve, requestChanges, withdrawApproval } from './verdict-orders.js';

type OrderOf<A extends OrderAction> = Order extends infer O
  ? O extends { readonly action: infer B }
    ? A extends B
      ? O
      : never
    : never
  : never;

type Perform<O> = (site: Site, order: O) => Promise<Receipt>;

const unsupported = (): Promise<Receipt> => Promise.reject(new ActionRefused('unsupported'));

const PERFORM: { readonly [A in OrderAction]: Perform<OrderOf<A>> } = {
  'retry-pipeline': retryRun,
  'cancel-pipeline': cancelRun,
  'run-pipeline': runWorkflow,
  // There are no manual jobs: deployments wait instead.
  'play-job': unsupported,
  'new-pipeline': unsupported,
  'decide-deployment': decideDeployment,
  approve,
  unapprove: withdrawApproval,
  'request-changes': requestChanges,
  merge,
  'delete-branch': deleteBranch,
  'stop-auto-merge': stopAutoMerge,
  'mark-ready': markReady,
  'mark-draft': markDraft,
  'update-branch': updateBranch,
  'ask-review': askReview,
  'resolve-thread': resolveThread,
  close,
  reopen,
  assign,
  label,
  comment,
  'edit-comment': editComment,
  'edit-issue': editIssue,
  'create-issue': createIssue,
};

/** Throws `ActionRefused` where GitHub will not. */
export async function perform(site: Site, order: Order): Promise<Receipt> {
  const act = PERFORM[order.action] as Perform<Order>;
  try {
    return await act(site, order);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    throw refusalOf(error, site.place.lacksScope) ?? error;
  }
}
