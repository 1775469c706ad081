import { type Answer, answer, entity, problem } from '../http/answer.js';
import { READ_PULLS, type RepoCall, type RepoRoute, WRITE_PULLS, textsOf, withPull } from '../http/call.js';
import { renderAccount } from '../render/account.js';
import { repoApiUrl } from '../render/address.js';
import { renderPullSimple } from '../render/pull-request.js';
import { type Account, findAccount } from '../state/account.js';
import { type PullRequest, requestReview, withdrawReviewRequest } from '../state/pull-request.js';
import { roleOf } from '../state/repository.js';

const PATH = '/pulls/:number/requested_reviewers';

export function requestedReviewerRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: PATH, needs: READ_PULLS, handle: showRequested },
    { method: 'POST', path: PATH, needs: { ...WRITE_PULLS, role: 'triage' }, handle: request },
    { method: 'DELETE', path: PATH, needs: { ...WRITE_PULLS, role: 'triage' }, handle: withdraw },
  ];
}

function showRequested(call: RepoCall): Answer {
  const { state, repository } = call;
  return withPull(call, (pull) =>
    entity(Math.max(pull.version, repository.versions.identity), () => ({
      users: pull.requestedReviewers.map((account) => renderAccount(state, account)),
      teams: [],
    })),
  );
}

function request(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  return withReviewers(call, (pull, reviewers) => {
    if (reviewers.includes(pull.author)) {
      return problem(422, 'Review cannot be requested from pull request author.');
    }
    if (reviewers.some((reviewer) => roleOf(repository, reviewer) === null)) {
      return problem(422, 'Reviews may only be requested from collaborators.');
    }
    for (const reviewer of reviewers) requestReview(state, repository, pull, { reviewer, by: viewer });
    const location = repoApiUrl(state, repository, `/pulls/${pull.number}`);
    return answer(201, renderPullSimple(state, repository, pull), { location });
  });
}

function withdraw(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  return withReviewers(call, (pull, reviewers) => {
    for (const reviewer of reviewers)
      withdrawReviewRequest(state, repository, pull, { reviewer, by: viewer });
    return answer(200, renderPullSimple(state, repository, pull));
  });
}

function withReviewers(
  call: RepoCall,
  handle: (pull: PullRequest, reviewers: readonly Account[]) => Answer,
): Answer {
  return withPull(call, (pull) => {
    const named = textsOf(call.body, 'reviewers').map((login) => findAccount(call.state, login));
    const reviewers = named.filter((account) => account !== undefined);
    if (reviewers.length < named.length) {
      return problem(422, 'Reviews may only be requested from collaborators.');
    }
    return handle(pull, reviewers);
  });
}
