import type { SecondaryAnswer } from './http/rate-limit.js';
import type { CommitStatus } from './state/check.js';
import type { Role } from './state/repository.js';
import type { BranchRules, RepositorySettings } from './state/settings.js';

/** What only GitHub knows, for scenarios beyond the shared vocabulary. */
export interface GithubExtras {
  setRole(path: string, login: string, role: Role): void;
  /** From now on everything in the repository reaches this person's inbox, as `subscribed`. */
  watchRepository(path: string, login: string): void;
  dismissReview(path: string, number: number, reviewer: string, by: string): void;
  deleteComment(path: string, commentId: string): void;
  /** Nobody sees it but those who may push, until it is published. */
  draftRelease(
    path: string,
    options: { readonly by: string; readonly tag: string; readonly isPrerelease?: boolean },
  ): void;
  publishDraft(path: string, tag: string): void;
  rename(path: string, number: number, title: string, by: string): void;
  /** Requirements of the base branch that are not met; a merge is refused. */
  setBlocked(path: string, number: number, isBlocked: boolean): void;
  /** Of an issue or a pull request: from now on only those who write take part. */
  lockConversation(path: string, number: number): void;
  markDraft(path: string, number: number, by: string): void;
  /** A service says of the head how it stands. */
  setStatus(path: string, number: number, status: Pick<CommitStatus, 'context' | 'state'>, by: string): void;
  /** An app other than Actions checks the head; `null`: it has begun to. */
  reportCheck(path: string, number: number, app: string, conclusion: 'success' | 'failure' | null): void;
  /** Of the repository; what is left out stays as it is. */
  configure(path: string, settings: Partial<RepositorySettings>): void;
  /** What the default branch asks of pull requests; what is left out is not asked. */
  protect(path: string, rules: Partial<BranchRules>): void;
  headSha(path: string, number: number): string;
  /** Writes the file of a workflow, which comes to be by it; returns its id. */
  writeWorkflow(path: string, name: string, text: string, state?: 'active' | 'disabled_manually'): string;
  /** Queued becomes running: after a re-run or a dispatch over the API. */
  proceedPipeline(path: string, id: number): void;
  /** Answers this person's next requests with the secondary limit. */
  limitSecondary(login: string, answer?: SecondaryAnswer, times?: number): void;
  /** Uses up this person's hour. */
  exhaustRateLimit(login: string): void;
  rateLimitUsed(login: string): number;
}
