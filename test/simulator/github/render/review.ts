import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import type { Review } from '../state/review.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';
import { associationOf } from './association.js';

export function renderReview(state: GithubState, repository: Repository, review: Review) {
  const page = repoPageUrl(state, repository, `/pull/${review.pull.number}#pullrequestreview-${review.id}`);
  const pullUrl = repoApiUrl(state, repository, `/pulls/${review.pull.number}`);
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: renderAccount(state, review.author),
    body: review.body,
    state: review.verdict,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: associationOf(repository, review.author),
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    submitted_at: timestamp(review.submittedAt),
    commit_id: review.commitSha,
  };
}
