import type { Order, OrderAction, Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import type { GithubClient } from '../client.js';
import { comment, editComment } from './comment-orders.js';
import { assign, close, createIssue, label, reopen } from './discussed-orders.js';
import { readViewer } from './look-at-pull.js';
import { askReview, merge, updateBranch } from './pull-orders.js';
import { refusalOf } from './refusal.js';
import { cancelRun, decideDeployment, retryRun, runWorkflow } from './run-orders.js';
import type { Site } from './site.js';
import { approve, requestChanges, withdrawApproval } from './verdict-orders.js';

type OrderOf<A extends OrderAction> = Order extends infer O
  ? O extends { readonly action: infer B }
    ? A extends B
      ? O
      : never
    : never
  : never;

type Perform<O> = (site: Site, order: O, client: GithubClient) => Promise<Receipt>;

const unsupported = (): Promise<Receipt> => Promise.reject(new ActionRefused('unsupported'));

const PERFORM: { readonly [A in OrderAction]: Perform<OrderOf<A>> } = {
  'retry-pipeline': retryRun,
  'cancel-pipeline': cancelRun,
  'run-pipeline': runWorkflow,
  // There are no manual jobs: deployments wait instead.
  'play-job': unsupported,
  'decide-deployment': decideDeployment,
  approve,
  unapprove: (site, order, client) => withdrawApproval(site, order, () => readViewer(client)),
  'request-changes': requestChanges,
  merge,
  'stop-auto-merge': unsupported,
  'mark-ready': unsupported,
  'mark-draft': unsupported,
  'update-branch': updateBranch,
  'ask-review': askReview,
  'resolve-thread': unsupported,
  close,
  reopen,
  assign,
  label,
  comment,
  'edit-comment': editComment,
  'create-issue': createIssue,
};

/** Throws `ActionRefused` where GitHub will not. */
export async function perform(client: GithubClient, site: Site, order: Order): Promise<Receipt> {
  const act = PERFORM[order.action] as Perform<Order>;
  try {
    return await act(site, order, client);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    throw refusalOf(error, site.place.lacksScope) ?? error;
  }
}
