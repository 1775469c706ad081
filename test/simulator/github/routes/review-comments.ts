import { type Answer, answer, entity, invalid, notFound, problem } from '../http/answer.js';
import { READ_PULLS, type RepoCall, type RepoRoute, WRITE_PULLS, textOf, withPull } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderReviewComment } from '../render/comment.js';
import { type ReviewComment, addReviewComment, editComment } from '../state/comment.js';
import type { PullRequest } from '../state/pull-request.js';
import { hasRole } from '../state/repository.js';
import { orderComments } from './comment-order.js';

export function reviewCommentRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/pulls/comments', needs: READ_PULLS, handle: listAll },
    { method: 'GET', path: '/pulls/comments/:comment', needs: READ_PULLS, handle: show },
    { method: 'PATCH', path: '/pulls/comments/:comment', needs: WRITE_PULLS, handle: edit },
    { method: 'GET', path: '/pulls/:number/comments', needs: READ_PULLS, handle: listOfPull },
    { method: 'POST', path: '/pulls/:number/comments', needs: WRITE_PULLS, handle: create },
    {
      method: 'POST',
      path: '/pulls/:number/comments/:comment/replies',
      needs: WRITE_PULLS,
      handle: reply,
    },
  ];
}

function listAll(call: RepoCall): Answer {
  return listComments(call, () => orderComments(call.repository.reviewComments.values(), call.query));
}

function listOfPull(call: RepoCall): Answer {
  return withPull(call, (pull) =>
    listComments(call, () => {
      const comments = [...call.repository.reviewComments.values()].filter(
        (comment) => comment.pull === pull,
      );
      return orderComments(comments, call.query);
    }),
  );
}

/** `commit_id` shows the pull request's present head, so a push changes the list as well. */
function listComments(call: RepoCall, items: () => readonly ReviewComment[]): Answer {
  const { state, repository } = call;
  return list(call, {
    version: versionOf(call),
    isShared: true,
    items,
    render: (comment) => renderReviewComment(state, repository, comment),
  });
}

function show(call: RepoCall): Answer {
  const { state, repository } = call;
  return withComment(call, null, (comment) =>
    entity(versionOf(call), () => renderReviewComment(state, repository, comment)),
  );
}

function edit(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  return withComment(call, null, (comment) => {
    const body = textOf(call.body, 'body') ?? '';
    if (comment.author !== viewer && !hasRole(repository, viewer, 'write')) {
      return problem(403, 'Must have push access to repository');
    }
    if (body.trim() === '') return invalid('PullRequestReviewComment', 'body', 'missing_field');
    editComment(state, repository, comment, body);
    return entity(versionOf(call), () => renderReviewComment(state, repository, comment));
  });
}

function create(call: RepoCall): Answer {
  return withPull(call, (pull) => {
    const inReplyTo = call.body.in_reply_to;
    if (typeof inReplyTo === 'number') {
      const opening = call.repository.reviewComments.get(inReplyTo);
      return opening?.pull === pull
        ? write(call, pull, opening)
        : invalid('PullRequestReviewComment', 'in_reply_to', 'invalid');
    }
    const path = textOf(call.body, 'path');
    const commitSha = textOf(call.body, 'commit_id');
    const { line = 1 } = call.body;
    if (path === undefined) return invalid('PullRequestReviewComment', 'path', 'missing_field');
    if (commitSha === undefined) return invalid('PullRequestReviewComment', 'commit_id', 'missing_field');
    if (typeof line !== 'number') return invalid('PullRequestReviewComment', 'line', 'invalid');
    return write(call, pull, { path, line, commitSha });
  });
}

function reply(call: RepoCall): Answer {
  return withPull(call, (pull) => withComment(call, pull, (comment) => write(call, pull, comment)));
}

function write(call: RepoCall, pull: PullRequest, at: Parameters<typeof addReviewComment>[3]['at']): Answer {
  const { state, repository, viewer } = call;
  const body = textOf(call.body, 'body') ?? '';
  if (body.trim() === '') return invalid('PullRequestReviewComment', 'body', 'missing_field');
  const comment = addReviewComment(state, repository, pull, { author: viewer, body, at });
  const rendered = renderReviewComment(state, repository, comment);
  return answer(201, rendered, { location: rendered.url });
}

function withComment(
  call: RepoCall,
  pull: PullRequest | null,
  handle: (comment: ReviewComment) => Answer,
): Answer {
  const comment = call.repository.reviewComments.get(Number(call.params.comment));
  if (comment === undefined || (pull !== null && comment.pull !== pull)) return notFound();
  return handle(comment);
}

function versionOf({ repository }: RepoCall): number {
  const { reviewComments, heads, identity } = repository.versions;
  return Math.max(reviewComments, heads, identity);
}
