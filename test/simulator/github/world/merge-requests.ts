import type { FileChange } from '../../core/history.js';
import type { OpenMergeRequest, WorldMergeRequest } from '../../forge-world.js';
import { repoPageUrl } from '../render/address.js';
import * as pulls from '../state/pull-request.js';
import { markDraft, markReady } from '../state/readiness.js';
import { nextNumber } from '../state/repository.js';
import type { Moves, Scene } from './scene.js';

/** What happens to a pull request. */
export function mergeRequestMoves(
  scene: Scene,
): Moves<
  | 'openMergeRequest'
  | 'requestReview'
  | 'withdrawReviewRequest'
  | 'assign'
  | 'unassign'
  | 'pushCommit'
  | 'rewriteHead'
  | 'headSha'
  | 'markReady'
  | 'markDraft'
  | 'editDescription'
  | 'rename'
  | 'merge'
  | 'close'
  | 'reopen'
> {
  const { state } = scene;
  return {
    openMergeRequest(path: string, options: OpenMergeRequest): WorldMergeRequest {
      const repository = scene.repository(path);
      const pull = pulls.openPull(state, repository, {
        author: scene.user(options.author),
        title: options.title,
        body: options.description ?? null,
        isDraft: options.isDraft ?? false,
        headRef: options.sourceBranch ?? `change-${nextNumber(repository)}`,
        files: options.files,
        reviewers: (options.reviewers ?? []).map((login) => scene.user(login)),
        assignees: (options.assignees ?? []).map((login) => scene.user(login)),
      });
      const url = repoPageUrl(state, repository, `/pull/${pull.number}`);
      return { id: pull.id, number: pull.number, url };
    },

    requestReview(path: string, number: number, reviewer: string, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      const request = { reviewer: scene.user(reviewer), by: scene.user(by) };
      pulls.requestReview(state, repository, pull, request);
    },

    withdrawReviewRequest(path: string, number: number, reviewer: string, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      const request = { reviewer: scene.user(reviewer), by: scene.user(by) };
      pulls.withdrawReviewRequest(state, repository, pull, request);
    },

    assign(path: string, number: number, assignee: string, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      const assignees = [...new Set([...pull.assignees, scene.user(assignee)])];
      pulls.setAssignees(state, repository, pull, { assignees, by: scene.user(by) });
    },

    unassign(path: string, number: number, assignee: string, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      const assignees = pull.assignees.filter((account) => account !== scene.user(assignee));
      pulls.setAssignees(state, repository, pull, { assignees, by: scene.user(by) });
    },

    pushCommit(path: string, number: number, by: string, files?: readonly FileChange[]): string {
      const { repository, pull } = scene.pull(path, number);
      return pulls.pushCommit(state, repository, pull, { author: scene.user(by), files }).sha;
    },

    rewriteHead(path: string, number: number, by: string): string {
      const { repository, pull } = scene.pull(path, number);
      return pulls.pushCommit(state, repository, pull, { author: scene.user(by), isForced: true }).sha;
    },

    headSha(path: string, number: number): string {
      return scene.pull(path, number).pull.headSha;
    },

    markReady(path: string, number: number, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      markReady(state, repository, pull, scene.user(by));
    },

    markDraft(path: string, number: number, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      markDraft(state, repository, pull, scene.user(by));
    },

    editDescription(path: string, number: number, text: string, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      pulls.editPull(state, repository, pull, { body: text, by: scene.user(by) });
    },

    rename(path: string, number: number, title: string, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      pulls.editPull(state, repository, pull, { title, by: scene.user(by) });
    },

    merge(path: string, number: number, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      if (pull.state === 'closed') throw new Error(`${path}#${number} is closed.`);
      pulls.mergePull(state, repository, pull, { by: scene.user(by) });
    },

    close(path: string, number: number, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      pulls.closePull(state, repository, pull, scene.user(by));
    },

    reopen(path: string, number: number, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      pulls.reopenPull(state, repository, pull, scene.user(by));
    },
  };
}
