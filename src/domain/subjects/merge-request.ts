import type { Person } from '../forge.js';
import type { Mergeability } from './mergeability.js';
import type { TouchedByHead } from './touched-files.js';

export type MergeRequestState = 'open' | 'merged' | 'closed';

/**
 * `commented`: looked at it without a verdict; GitHub then drops the person from the requested reviewers.
 * `dismissed`: somebody declared the verdict void, on GitHub.
 */
export type ReviewState = 'approved' | 'changes-requested' | 'commented' | 'dismissed';

/** Where one person's review stands. */
export interface Review {
  readonly person: Person;
  readonly state: ReviewState;
  /** Head commit it was given for, where the forge tells; a later approval of another head is news again. */
  readonly sha: string | null;
  /** When, where the forge tells. */
  readonly at: string | null;
  /** When they looked at it since, without another verdict. Missing: they did not, or an older version did not remember. */
  readonly latestAt?: string;
  /** What came with a verdict; missing: nothing, or the forge keeps its words among the comments (GitLab). */
  readonly words?: ReviewWords;
}

export interface ReviewWords {
  /** Markdown as written, cut to `MAX_COMMENT_LENGTH`. */
  readonly body: string;
  readonly mentions: readonly string[];
}

/** It merges by itself once its gates are open. */
export interface AutoMerge {
  /** Who set it, where the forge tells. */
  readonly by: Person | null;
  /** Its turn comes in a merge queue (GitHub). */
  readonly isQueued?: true;
}

/** GitLab's merge request, GitHub's pull request. */
export interface MergeRequest {
  readonly kind: 'merge-request';
  readonly id: string;
  readonly projectId: string;
  /** `iid` on GitLab. */
  readonly number: string;
  readonly title: string;
  readonly author: Person;
  readonly state: MergeRequestState;
  readonly isDraft: boolean;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly headSha: string;
  /** Earlier heads: see `rememberMoves`. */
  readonly formerly?: readonly string[];
  readonly reviewers: readonly Person[];
  /**
   * Ids of the reviewers who have not answered. Missing where whoever answers leaves `reviewers` (GitHub), and in what an
   * older version remembered, which is no knowledge.
   */
  readonly pendingReviewers?: readonly string[];
  /** Teams asked as a whole, by slug. `null`: the forge asks none. */
  readonly reviewerTeams: readonly string[] | null;
  readonly assignees: readonly Person[];
  readonly reviews: readonly Review[];
  /** A further verdict may move nothing, so soon after what has (GitLab): they are to be read once more. */
  readonly mayHideVerdicts?: true;
  /** Lower-case logins mentioned in the description, `@` removed; code and quotes do not count. */
  readonly mentions: readonly string[];
  readonly labels: readonly string[];
  /** `null`: not known yet. Missing in what an older version remembered, which is no knowledge either. */
  readonly mergeability?: Mergeability | null;
  /** `null`: not set. Missing in what an older version remembered. */
  readonly autoMerge?: AutoMerge | null;
  /** Missing where no filter asks for them, and until they are read. */
  readonly touched?: TouchedByHead;
  /** There may be verdicts that are not known, from before it was watched: GitHub's lists do not tell them. */
  readonly isSketch?: true;
  readonly mergedBy: Person | null;
  readonly closedBy: Person | null;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
