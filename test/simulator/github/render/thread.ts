import type { GithubState } from '../state/github-state.js';
import type { Thread, ThreadSubject } from '../state/inbox.js';
import { apiUrl, repoApiUrl, timestamp } from './address.js';
import { renderMinimalRepository } from './repository.js';

export function renderThread(state: GithubState, thread: Thread) {
  const url = apiUrl(state, `/notifications/threads/${thread.id}`);
  return {
    id: String(thread.id),
    unread: thread.isUnread,
    reason: thread.reason,
    updated_at: timestamp(thread.updatedAt),
    last_read_at: thread.lastReadAt && timestamp(thread.lastReadAt),
    subject: renderSubject(state, thread),
    repository: renderMinimalRepository(state, thread.repository),
    url,
    subscription_url: `${url}/subscription`,
  };
}

/** A check suite has no address: GitHub sends `null`, although its schema promises text. */
function renderSubject(state: GithubState, thread: Thread) {
  const { title, subject, latest, repository } = thread;
  if (subject.kind === 'run') return { title, url: null, latest_comment_url: null, type: 'CheckSuite' };
  const [path, type] = addressOf(subject);
  const url = repoApiUrl(state, repository, path);
  const latestUrl = {
    subject: () => url,
    'issue-comment': (id: number) => repoApiUrl(state, repository, `/issues/comments/${id}`),
    'review-comment': (id: number) => repoApiUrl(state, repository, `/pulls/comments/${id}`),
    'commit-comment': (id: number) => repoApiUrl(state, repository, `/comments/${id}`),
  }[latest.kind]('id' in latest ? latest.id : 0);
  return { title, url, latest_comment_url: latestUrl, type };
}

function addressOf(subject: Exclude<ThreadSubject, { kind: 'run' }>): readonly [path: string, type: string] {
  if (subject.kind === 'commit') return [`/commits/${subject.commit.sha}`, 'Commit'];
  const { kind, number } = subject.on;
  return kind === 'pull' ? [`/pulls/${number}`, 'PullRequest'] : [`/issues/${number}`, 'Issue'];
}
