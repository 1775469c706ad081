import { type Answer, entity, notFound, problem, unprocessable } from '../http/answer.js';
import { READ_PULLS, type RepoCall, type RepoRoute, WRITE_PULLS, textOf, withPull } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderReview } from '../render/review.js';
import type { PullRequest } from '../state/pull-request.js';
import { type Review, type Verdict, addReview, dismissReview, editReview } from '../state/review.js';

const VERDICTS = new Map<string, Verdict>([
  ['APPROVE', 'APPROVED'],
  ['REQUEST_CHANGES', 'CHANGES_REQUESTED'],
  ['COMMENT', 'COMMENTED'],
]);

export function reviewRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/pulls/:number/reviews', needs: READ_PULLS, handle: listReviews },
    { method: 'POST', path: '/pulls/:number/reviews', needs: WRITE_PULLS, handle: createReview },
    { method: 'GET', path: '/pulls/:number/reviews/:review', needs: READ_PULLS, handle: showReview },
    { method: 'PUT', path: '/pulls/:number/reviews/:review', needs: WRITE_PULLS, handle: edit },
    {
      method: 'PUT',
      path: '/pulls/:number/reviews/:review/dismissals',
      needs: { ...WRITE_PULLS, role: 'write' },
      handle: dismiss,
    },
  ];
}

/** In the order they were given. */
function listReviews(call: RepoCall): Answer {
  const { state, repository } = call;
  return withPull(call, (pull) =>
    list(call, {
      version: Math.max(pull.version, repository.versions.identity),
      isShared: true,
      items: () => pull.reviews,
      render: (review) => renderReview(state, repository, review),
    }),
  );
}

function createReview(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withPull(call, (pull) => {
    const text = textOf(body, 'body') ?? '';
    const verdict = VERDICTS.get(textOf(body, 'event') ?? '');
    if (verdict === undefined) return unprocessable('Pending reviews are not simulated: send an event');
    const refusal = refuseReview(call, pull, verdict, text);
    if (refusal !== null) return refusal;
    const commitSha = textOf(body, 'commit_id');
    const review = addReview(state, repository, pull, {
      author: viewer,
      verdict,
      body: text,
      ...(commitSha === undefined ? {} : { commitSha }),
    });
    return shown(call, review);
  });
}

function refuseReview(call: RepoCall, pull: PullRequest, verdict: Verdict, text: string): Answer | null {
  if (pull.author === call.viewer && verdict === 'APPROVED') {
    return unprocessable('Can not approve your own pull request');
  }
  if (pull.author === call.viewer && verdict === 'CHANGES_REQUESTED') {
    return unprocessable('Can not request changes on your own pull request');
  }
  if (verdict !== 'APPROVED' && text === '') return unprocessable("Body can't be blank");
  const commitSha = textOf(call.body, 'commit_id');
  const isKnown = commitSha === undefined || pull.commits.some(({ sha }) => sha === commitSha);
  return isKnown ? null : unprocessable('The commit is not part of the pull request');
}

function showReview(call: RepoCall): Answer {
  return withReview(call, (review) => shown(call, review));
}

/** Changes the words; the verdict stays. */
function edit(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  return withReview(call, (review) => {
    if (review.author !== viewer) return problem(403, 'Must have push access to repository');
    const body = textOf(call.body, 'body') ?? '';
    if (body.trim() === '') return unprocessable("Body can't be blank");
    editReview(state, repository, review, body);
    return shown(call, review);
  });
}

function dismiss(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withReview(call, (review) => {
    const message = textOf(body, 'message');
    if (message === undefined) return unprocessable("Message can't be blank");
    if (review.verdict !== 'APPROVED' && review.verdict !== 'CHANGES_REQUESTED') {
      return unprocessable(`Can not dismiss a ${review.verdict.toLowerCase()} pull request review`);
    }
    dismissReview(state, repository, review, { actor: viewer, message });
    return shown(call, review);
  });
}

function withReview(call: RepoCall, handle: (review: Review) => Answer): Answer {
  return withPull(call, (pull) => {
    const review = pull.reviews.find(({ id }) => id === Number(call.params.review));
    return review === undefined ? notFound() : handle(review);
  });
}

function shown({ state, repository }: RepoCall, review: Review): Answer {
  return entity(review.pull.version, () => renderReview(state, repository, review));
}
