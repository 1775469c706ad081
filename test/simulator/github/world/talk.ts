import type { Account } from '../state/account.js';
import { addIssueComment, addReviewComment, deleteComment, editComment } from '../state/comment.js';
import { nextVersion } from '../state/github-state.js';
import { addReview, dismissReview } from '../state/review.js';
import { openingOf, settleThread } from '../state/review-thread.js';
import type { Moves, Scene } from './scene.js';

/** Verdicts and comments. */
export function talkMoves(
  scene: Scene,
): Moves<
  | 'approve'
  | 'unapprove'
  | 'requestChanges'
  | 'commentReview'
  | 'dismissReview'
  | 'comment'
  | 'reviewComment'
  | 'editComment'
  | 'deleteComment'
  | 'resolveThread'
  | 'reopenThread'
  | 'lockConversation'
> {
  const { state } = scene;
  const dismiss = (path: string, number: number, reviewer: string, by: string): void => {
    const { repository, pull } = scene.pull(path, number);
    const review = pull.reviews.findLast(
      ({ author, verdict }) =>
        author === scene.user(reviewer) && verdict !== 'COMMENTED' && verdict !== 'DISMISSED',
    );
    if (review === undefined) throw new Error(`${reviewer} has given no verdict to dismiss.`);
    dismissReview(state, repository, review, { actor: scene.user(by), message: 'Out of date.' });
  };
  const settle = (path: string, commentId: string, by: Account | null): void => {
    const comment = scene.comment(scene.repository(path), commentId);
    if ('on' in comment) throw new Error(`Comment ${commentId} is in no thread.`);
    settleThread(openingOf(comment), by);
  };
  return {
    lockConversation(path: string, number: number): void {
      const { pulls, issues } = scene.repository(path);
      const locked = pulls.get(number) ?? issues.get(number);
      if (locked === undefined) throw new Error(`There is no ${path}#${number}.`);
      locked.isLocked = true;
      locked.version = nextVersion(state);
    },

    approve(path: string, number: number, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      addReview(state, repository, pull, {
        author: scene.otherThanAuthor(pull, by),
        verdict: 'APPROVED',
        body: '',
      });
    },

    requestChanges(path: string, number: number, by: string, text = 'This needs another look.'): void {
      const { repository, pull } = scene.pull(path, number);
      addReview(state, repository, pull, {
        author: scene.otherThanAuthor(pull, by),
        verdict: 'CHANGES_REQUESTED',
        body: text,
      });
    },

    commentReview(path: string, number: number, by: string, text: string): void {
      const { repository, pull } = scene.pull(path, number);
      addReview(state, repository, pull, { author: scene.user(by), verdict: 'COMMENTED', body: text });
    },

    unapprove: (path, number, by) => dismiss(path, number, by, by),
    dismissReview: dismiss,

    comment(
      path: string,
      number: number,
      by: string,
      ...[text, inReplyTo]: [text: string, inReplyTo?: string]
    ): string {
      const { repository, pull } = scene.pull(path, number);
      const author = scene.user(by);
      const opening = repository.reviewComments.get(Number(inReplyTo));
      const comment =
        opening === undefined
          ? addIssueComment(state, repository, pull, { author, body: text })
          : addReviewComment(state, repository, pull, { author, body: text, at: opening });
      return String(comment.id);
    },

    reviewComment(path: string, number: number, by: string, text: string): string {
      const { repository, pull } = scene.pull(path, number);
      const file = pull.commits[0]?.files[0]?.path ?? 'README.md';
      const written = { author: scene.user(by), body: text, at: { path: file, line: 2 } };
      return String(addReviewComment(state, repository, pull, written).id);
    },

    editComment(path: string, commentId: string, text: string): void {
      const repository = scene.repository(path);
      editComment(state, repository, scene.comment(repository, commentId), text);
    },

    deleteComment(path: string, commentId: string): void {
      const repository = scene.repository(path);
      deleteComment(state, repository, scene.comment(repository, commentId));
    },

    resolveThread: (path, _number, commentId, by) => settle(path, commentId, scene.user(by)),
    reopenThread: (path, _number, commentId) => settle(path, commentId, null),
  };
}
