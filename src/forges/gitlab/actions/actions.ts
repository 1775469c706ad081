import type { Look, Target } from '../../../domain/actions/look.js';
import type { OrderAction, Receipt } from '../../../domain/actions/order.js';
import type { Logger } from '../../../domain/logger.js';
import type { ForgeSession } from '../../../domain/ports/forge-adapter.js';
import type { ForgeActions } from '../../../domain/ports/forge-actions.js';
import type { Project } from '../../../domain/project.js';
import { createClient } from '../client.js';
import type { Drops } from '../parse.js';
import type { Acting } from './acting.js';
import { listOpenThreads, readChanges } from './changes.js';
import { listComments } from './comments.js';
import { listBranches, listLabels, listMembers, listTags, WORKFLOWS } from './choices.js';
import * as discussed from './discussed-orders.js';
import { explain } from './explain.js';
import { lookAtIssue } from './look-at-issue.js';
import { lookAtMergeRequest } from './look-at-merge-request.js';
import { lookAtPipeline } from './look-at-pipeline.js';
import * as mergeRequests from './merge-request-orders.js';
import type { OrderOf } from './order-of.js';
import * as pipelines from './pipeline-orders.js';
import * as reviews from './review-orders.js';
import { upload } from './upload.js';

export interface GitlabActionsDeps {
  readonly logger: Logger;
  readonly fetch: typeof globalThis.fetch;
}

type Perform<A extends OrderAction> = (acting: Acting, order: OrderOf<A>) => Promise<Receipt>;

const ORDERS: { readonly [A in OrderAction]: Perform<A> } = {
  'retry-pipeline': pipelines.retryPipeline,
  'cancel-pipeline': pipelines.cancelPipeline,
  'run-pipeline': pipelines.runPipeline,
  'play-job': pipelines.playJob,
  'new-pipeline': pipelines.newPipeline,
  'decide-deployment': pipelines.decideDeployment,
  approve: reviews.approve,
  unapprove: reviews.unapprove,
  'request-changes': reviews.requestChanges,
  'ask-review': reviews.askReview,
  merge: mergeRequests.merge,
  'delete-branch': mergeRequests.deleteBranch,
  'stop-auto-merge': mergeRequests.stopAutoMerge,
  'mark-ready': mergeRequests.markReady,
  'mark-draft': mergeRequests.markDraft,
  'update-branch': mergeRequests.updateBranch,
  'resolve-thread': mergeRequests.resolveThread,
  close: discussed.closeOrReopen,
  reopen: discussed.closeOrReopen,
  assign: discussed.assign,
  label: discussed.label,
  comment: discussed.comment,
  'edit-comment': discussed.editComment,
  'edit-issue': discussed.editIssue,
  'create-issue': discussed.createIssue,
};

export function createGitlabActions({ logger, fetch }: GitlabActionsDeps): ForgeActions {
  /** Warns of what a list held and was not understood. */
  async function act<T>(
    session: ForgeSession,
    project: Project,
    task: (acting: Acting) => Promise<T>,
  ): Promise<T> {
    const drops: Drops = { count: 0, sample: null };
    const result = await task({ client: createClient(session, fetch), project, drops });
    if (drops.count > 0) {
      logger.warn(
        { forge: session.forge.url, ...drops },
        'items of a reply were not understood and left out',
      );
    }
    return result;
  }
  return {
    lookAt: (session, project, target) => act(session, project, (acting) => lookAt(acting, target)),
    perform: (session, project, order) =>
      act(session, project, (acting) => {
        const perform = ORDERS[order.action] as Perform<OrderAction>;
        return perform(acting, order).catch((error: unknown) => explain(acting, order, error));
      }),
    readChanges: (session, project, number, page) =>
      act(session, project, (acting) => readChanges(acting, number, page)),
    listComments: (session, project, on, page) =>
      act(session, project, (acting) => listComments(acting, on, page)),
    listOpenThreads: (session, project, number) =>
      act(session, project, (acting) => listOpenThreads(acting, number)),
    listMembers: (session, project, query) => act(session, project, (acting) => listMembers(acting, query)),
    listLabels: (session, project) => act(session, project, listLabels),
    listBranches: (session, project, query) => act(session, project, (acting) => listBranches(acting, query)),
    listTags: (session, project, query) => act(session, project, (acting) => listTags(acting, query)),
    listWorkflows: () => Promise.resolve(WORKFLOWS),
    upload: (session, project, file) => act(session, project, (acting) => upload(acting, file)),
  };
}

function lookAt(acting: Acting, target: Target): Promise<Look> {
  if (target.kind === 'pipeline') return lookAtPipeline(acting, target.id);
  if (target.kind === 'merge-request') return lookAtMergeRequest(acting, target.number);
  return lookAtIssue(acting, target.number);
}
