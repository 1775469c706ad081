import { type Answer, answer, entity, invalid, notFound, problem } from '../http/answer.js';
import {
  READ_ISSUES,
  type RepoCall,
  type RepoRoute,
  WRITE_ISSUES,
  textOf,
  withDiscussed,
} from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderIssueComment } from '../render/comment.js';
import { type IssueComment, addIssueComment, deleteComment, editComment } from '../state/comment.js';
import { hasRole } from '../state/repository.js';
import { orderComments } from './comment-order.js';

export function issueCommentRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/issues/comments', needs: READ_ISSUES, handle: listAll },
    { method: 'GET', path: '/issues/comments/:comment', needs: READ_ISSUES, handle: show },
    { method: 'PATCH', path: '/issues/comments/:comment', needs: WRITE_ISSUES, handle: edit },
    { method: 'DELETE', path: '/issues/comments/:comment', needs: WRITE_ISSUES, handle: remove },
    { method: 'GET', path: '/issues/:number/comments', needs: READ_ISSUES, handle: listOfOne },
    { method: 'POST', path: '/issues/:number/comments', needs: WRITE_ISSUES, handle: create },
  ];
}

function listAll(call: RepoCall): Answer {
  const { repository } = call;
  return listComments(call, () => orderComments(repository.issueComments.values(), call.query));
}

/** Oldest first; knows `since` but no `sort`. */
function listOfOne(call: RepoCall): Answer {
  return withDiscussed(call, (on) =>
    listComments(call, () => {
      const comments = [...call.repository.issueComments.values()].filter((comment) => comment.on === on);
      return orderComments(comments, { since: call.query.since });
    }),
  );
}

function listComments(call: RepoCall, items: () => readonly IssueComment[]): Answer {
  const { state, repository } = call;
  return list(call, {
    version: Math.max(repository.versions.issueComments, repository.versions.identity),
    isShared: true,
    items,
    render: (comment) => renderIssueComment(state, repository, comment),
  });
}

function show(call: RepoCall): Answer {
  return withComment(call, (comment) => shown(call, comment));
}

function create(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  return withDiscussed(call, (on) => {
    if (on.isLocked && !hasRole(repository, viewer, 'write')) {
      return problem(403, 'Unable to create comment because issue is locked.');
    }
    const body = textOf(call.body, 'body') ?? '';
    if (body.trim() === '') return invalid('IssueComment', 'body', 'missing_field');
    const comment = addIssueComment(state, repository, on, { author: viewer, body });
    const rendered = renderIssueComment(state, repository, comment);
    return answer(201, rendered, { location: rendered.url });
  });
}

function edit(call: RepoCall): Answer {
  return withOwnComment(call, (comment) => {
    const body = textOf(call.body, 'body') ?? '';
    if (body.trim() === '') return invalid('IssueComment', 'body', 'missing_field');
    editComment(call.state, call.repository, comment, body);
    return shown(call, comment);
  });
}

function remove(call: RepoCall): Answer {
  return withOwnComment(call, (comment) => {
    deleteComment(call.state, call.repository, comment);
    return answer(204);
  });
}

function shown({ state, repository }: RepoCall, comment: IssueComment): Answer {
  const { issueComments, identity } = repository.versions;
  return entity(Math.max(issueComments, identity), () => renderIssueComment(state, repository, comment));
}

function withOwnComment(call: RepoCall, handle: (comment: IssueComment) => Answer): Answer {
  return withComment(call, (comment) => {
    const isAllowed = comment.author === call.viewer || hasRole(call.repository, call.viewer, 'write');
    return isAllowed ? handle(comment) : problem(403, 'Must have push access to repository');
  });
}

function withComment(call: RepoCall, handle: (comment: IssueComment) => Answer): Answer {
  const comment = call.repository.issueComments.get(Number(call.params.comment));
  return comment === undefined ? notFound() : handle(comment);
}
