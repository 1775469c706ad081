import type { ForgeErrorCode } from '../errors.js';
import type { Person } from '../forge.js';
import type { MergeMethod } from './look.js';
import type { RefusalCode } from './refusal.js';

/** A merge request or an issue: what can be closed, assigned and talked about. */
export interface Discussed {
  readonly on: 'merge-request' | 'issue';
  readonly number: string;
}

interface OfMergeRequest {
  readonly number: string;
}

/** The head commit that the person saw: nothing happens when it has moved. */
interface Pinned extends OfMergeRequest {
  readonly headSha: string;
}

export interface MergeOrder extends Pinned {
  readonly action: 'merge';
  readonly method: MergeMethod;
  readonly deletesBranch: boolean;
  /** Merges once the gates are open, rather than now. */
  readonly whenReady: boolean;
  /** As in `MergeRequestLook.mergesByTrain`: it gets on, now or once its gates are open. */
  readonly byTrain?: true;
}

/** Of what was merged, and only while the branch is at that commit: it may have gained others since. */
export interface DeleteBranchOrder extends Pinned {
  readonly action: 'delete-branch';
  readonly branch: string;
}

export interface RunOrder {
  readonly action: 'run-pipeline';
  readonly ref: string;
  /** GitHub's workflow; `null` on GitLab, where the project has one configuration. */
  readonly workflowId: string | null;
  /** GitLab's variables, GitHub's inputs. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface CreateIssueOrder {
  readonly action: 'create-issue';
  readonly title: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly assignees: readonly Person[];
  /** GitLab only. */
  readonly isConfidential: boolean;
}

export interface CommentOrder extends Discussed {
  readonly action: 'comment';
  readonly text: string;
  /** As in `CommentThread`; `null` speaks to the subject as a whole. */
  readonly threadId: string | null;
  /** The comment that is answered, unless everybody reads it: what is said is read by nobody else than that. */
  readonly answers?: string;
}

/** Everything that a forge can be told to do, in its own terms and with nothing left to decide. */
export type Order =
  | { readonly action: 'retry-pipeline'; readonly pipelineId: string; readonly jobs: 'failed' | 'all' }
  | { readonly action: 'cancel-pipeline'; readonly pipelineId: string }
  | RunOrder
  | { readonly action: 'play-job'; readonly jobId: string; readonly projectId?: string }
  | {
      readonly action: 'decide-deployment';
      readonly pipelineId: string;
      readonly deploymentId: string;
      readonly verdict: 'approved' | 'rejected';
    }
  | (Pinned & { readonly action: 'approve' })
  | (OfMergeRequest & { readonly action: 'unapprove' })
  | (Pinned & { readonly action: 'request-changes'; readonly text: string })
  | MergeOrder
  | DeleteBranchOrder
  | (OfMergeRequest & { readonly action: 'stop-auto-merge' })
  | (OfMergeRequest & { readonly action: 'mark-ready' | 'mark-draft' })
  | (Pinned & { readonly action: 'update-branch' })
  | (OfMergeRequest & { readonly action: 'new-pipeline' })
  | (OfMergeRequest & { readonly action: 'ask-review'; readonly person: Person })
  | (OfMergeRequest & { readonly action: 'resolve-thread'; readonly threadId: string })
  | (Discussed & { readonly action: 'close' | 'reopen' })
  | (Discussed & { readonly action: 'assign'; readonly person: Person })
  | (Discussed & { readonly action: 'label'; readonly label: string })
  | CommentOrder
  | (Discussed & { readonly action: 'edit-comment'; readonly commentId: string; readonly text: string })
  | (Discussed & {
      readonly action: 'edit-issue';
      readonly on: 'issue';
      readonly title: string;
      readonly text: string;
    })
  | CreateIssueOrder;

export type OrderAction = Order['action'];

/** What the forge made of it. */
export interface Receipt {
  /** Of what came into being: the comment, the issue, the pipeline. In the form that an order takes it again. */
  readonly id: string | null;
  readonly url: string | null;
  /** It was done, but the text that goes with it may not be there. */
  readonly isWordless?: boolean;
  /** An issue was made without these, by name: whoever made it may not set them. */
  readonly leftOut?: { readonly labels: readonly string[]; readonly people: readonly string[] };
  /** It was merged, and the branch that was to go with it is still there. */
  readonly keptBranch?: { readonly name: string; readonly code: RefusalCode | ForgeErrorCode };
}

export const NO_RECEIPT: Receipt = { id: null, url: null };
