import { commitsBetween } from '../../core/history.js';
import { READ_CONTENTS, READ_PULLS, WRITE_PULLS } from '../http/call.js';
import { canSee, refuseByNeed } from '../http/permission.js';
import { nodeId, repoPageUrl, timestamp } from '../render/address.js';
import type { Account } from '../state/account.js';
import { overallAt } from '../state/check.js';
import { addReviewComment, type ReviewComment } from '../state/comment.js';
import type { GithubState } from '../state/github-state.js';
import { reviewDecisionOf } from '../state/obstacle.js';
import type { PullRequest } from '../state/pull-request.js';
import { hasRole, type Repository } from '../state/repository.js';
import { type ReviewThread, settleThread, threadsOf } from '../state/review-thread.js';
import type { Token } from '../state/token.js';
import { graphqlProblem, notAccessible, notPermitted } from './graphql-problem.js';

interface Slice {
  readonly first?: number | null;
  readonly last?: number | null;
}

interface Turn {
  readonly input: { readonly threadId: string; readonly clientMutationId?: string | null };
}

interface Reply {
  readonly input: { readonly pullRequestReviewThreadId: string; readonly body: string };
}

/** The roots of what is asked of pull requests and their threads; the rest of GitHub's schema has no answer here. */
export function pullThreads(state: GithubState, token: Token) {
  const turn = ({ input }: Turn, by: Account | null) => {
    const found = findThread(state, token, input.threadId);
    const { repository, pull } = found;
    const isTheirs = hasRole(repository, token.owner, 'write') || pull.author === token.owner;
    if (!isTheirs) throw notPermitted(token.owner.login, 'ResolveReviewThread');
    settleThread(found.thread.opening, by);
    return { clientMutationId: input.clientMutationId ?? null, thread: threadNode(state, token, found) };
  };
  return {
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      const repository = state.paths.get(`${owner}/${name}`.toLowerCase())?.repository;
      if (repository === undefined || !canSee(repository, token)) {
        throw graphqlProblem(
          'NOT_FOUND',
          `Could not resolve to a Repository with the name '${owner}/${name}'.`,
        );
      }
      return {
        id: nodeId('R', repository.id),
        pullRequest: ({ number }: { readonly number: number }) => pullNode(state, token, repository, number),
      };
    },
    addPullRequestReviewThreadReply: ({ input }: Reply) => {
      const found = findThread(state, token, input.pullRequestReviewThreadId);
      const { repository, pull, thread } = found;
      if (input.body.trim() === '') throw graphqlProblem('UNPROCESSABLE', "Body can't be blank");
      const written = { author: token.owner, body: input.body, at: thread.opening };
      const comment = addReviewComment(state, repository, pull, written);
      return { comment: commentNode(state, token, found, comment) };
    },
    resolveReviewThread: (args: Turn) => turn(args, token.owner),
    unresolveReviewThread: (args: Turn) => turn(args, null),
  };
}

function pullNode(state: GithubState, token: Token, repository: Repository, number: number) {
  if (refuseByNeed(repository, token, READ_PULLS) !== null) {
    throw notAccessible();
  }
  const pull = repository.pulls.get(number);
  if (pull === undefined) {
    throw graphqlProblem('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
  }
  return {
    id: nodeId('PR', pull.id),
    number,
    reviewDecision: reviewDecisionOf(repository, pull),
    baseRef: () => baseNode(token, repository, pull),
    commits: () => ({ nodes: [{ commit: commitNode(repository, pull) }] }),
    reviewThreads: (slice: Slice) => {
      const threads = threadsOf(repository, pull);
      return connection(threads, slice, (thread) => threadNode(state, token, { repository, pull, thread }));
    },
  };
}

/** A branch of its own repository; there are no forks here. */
function baseNode(token: Token, repository: Repository, { baseRef }: PullRequest) {
  if (refuseByNeed(repository, token, READ_CONTENTS) !== null) throw notAccessible();
  const { branches, commits } = repository;
  const base = branches.get(baseRef);
  if (base === undefined) return null;
  return {
    compare: ({ headRef }: { readonly headRef: string }) => {
      const head = branches.get(headRef);
      if (head === undefined) return null;
      return {
        aheadBy: commitsBetween(commits, base, head).length,
        behindBy: commitsBetween(commits, head, base).length,
      };
    },
  };
}

/** Its head: no others are asked for. */
function commitNode(repository: Repository, { headSha }: PullRequest) {
  const state = overallAt(repository, headSha);
  return { oid: headSha, statusCheckRollup: state === null ? null : { state } };
}

interface Found {
  readonly repository: Repository;
  readonly pull: PullRequest;
  readonly thread: ReviewThread;
}

function threadNode(state: GithubState, token: Token, found: Found) {
  const { repository, pull, thread } = found;
  const { resolvedBy, path, line } = thread.opening;
  const mayTurn = hasRole(repository, token.owner, 'write') || pull.author === token.owner;
  return {
    __typename: 'PullRequestReviewThread',
    id: threadId(thread.opening),
    isResolved: resolvedBy !== null,
    isCollapsed: resolvedBy !== null,
    isOutdated: false,
    resolvedBy: resolvedBy === null ? null : userNode(resolvedBy),
    path,
    line,
    viewerCanResolve: mayTurn && resolvedBy === null,
    viewerCanUnresolve: mayTurn && resolvedBy !== null,
    comments: (slice: Slice) =>
      connection(thread.comments, slice, (comment) => commentNode(state, token, found, comment)),
  };
}

function commentNode(state: GithubState, token: Token, { repository, pull }: Found, comment: ReviewComment) {
  return {
    __typename: 'PullRequestReviewComment',
    id: nodeId('PRRC', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    author: userNode(comment.author),
    viewerDidAuthor: comment.author === token.owner,
    body: comment.body,
    bodyText: comment.body,
    createdAt: timestamp(comment.createdAt),
    updatedAt: timestamp(comment.updatedAt),
    url: repoPageUrl(state, repository, `/pull/${pull.number}#discussion_r${comment.id}`),
  };
}

function userNode({ id, login, name }: Account) {
  return { __typename: 'User', id: nodeId('U', id), databaseId: id, login, name };
}

function threadId({ id }: ReviewComment): string {
  return nodeId('PRRT', id);
}

function findThread(state: GithubState, token: Token, id: string): Found {
  for (const repository of state.repositories.values()) {
    if (!canSee(repository, token)) continue;
    for (const pull of repository.pulls.values()) {
      const thread = threadsOf(repository, pull).find(({ opening }) => threadId(opening) === id);
      if (thread === undefined) continue;
      if (refuseByNeed(repository, token, WRITE_PULLS) !== null) throw notAccessible();
      return { repository, pull, thread };
    }
  }
  throw graphqlProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

/** https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
function connection<T, N>(items: readonly T[], { first, last }: Slice, toNode: (item: T) => N) {
  const count = first ?? last;
  if (count === null || count === undefined || count < 1 || count > 100) {
    throw graphqlProblem('EXCESSIVE_PAGINATION', 'Provide a `first` or `last` value between 1 and 100.');
  }
  const slice = first === null || first === undefined ? items.slice(-count) : items.slice(0, count);
  return {
    totalCount: items.length,
    nodes: slice.map(toNode),
    pageInfo: { hasNextPage: false, hasPreviousPage: slice.length < items.length },
  };
}
