import type { Account } from './account.js';
import type { Commit } from './commit.js';
import { type GithubState, nextId, nextVersion } from './github-state.js';
import { mentionedIn } from './mentions.js';
import type { Discussed } from './issue.js';
import { type Repository, roleOf } from './repository.js';
import type { WorkflowRun } from './workflow-run.js';

export type Reason =
  | 'subscribed'
  | 'author'
  | 'comment'
  | 'state_change'
  | 'ci_activity'
  | 'assign'
  | 'review_requested'
  | 'mention'
  | 'team_mention';

/** A reason gives way only to a higher one: a thread that once addressed somebody stays so. */
const RANK = {
  subscribed: 0,
  comment: 1,
  state_change: 1,
  author: 1,
  ci_activity: 1,
  assign: 2,
  review_requested: 2,
  team_mention: 3,
  mention: 4,
} as const satisfies Record<Reason, number>;

export type ThreadSubject =
  | { readonly kind: 'discussed'; readonly on: Discussed }
  | { readonly kind: 'run'; readonly run: WorkflowRun }
  | { readonly kind: 'commit'; readonly commit: Commit };

export type LatestComment =
  | { readonly kind: 'subject' }
  | { readonly kind: 'issue-comment'; readonly id: number }
  | { readonly kind: 'review-comment'; readonly id: number }
  | { readonly kind: 'commit-comment'; readonly id: number };

export interface Thread {
  readonly id: number;
  readonly repository: Repository;
  readonly subject: ThreadSubject;
  title: string;
  reason: Reason;
  isUnread: boolean;
  isDone: boolean;
  updatedAt: Date;
  lastReadAt: Date | null;
  latest: LatestComment;
}

/** One person's notifications. */
export interface Inbox {
  readonly threads: Map<number, Thread>;
  version: number;
}

export interface Activity {
  readonly actor: Account;
  readonly latest?: LatestComment;
  /** Text in which people may be addressed. */
  readonly text?: string;
  /** People whom it is about, with the reason they are told. */
  readonly about?: ReadonlyMap<Account, Reason>;
  /** Tells these only, not everybody who takes part. */
  readonly isPersonal?: boolean;
}

export function inboxOf(state: GithubState, account: Account): Inbox {
  const present = state.inboxes.get(account.id);
  if (present !== undefined) return present;
  const inbox: Inbox = { threads: new Map(), version: nextVersion(state) };
  state.inboxes.set(account.id, inbox);
  return inbox;
}

/** Tells everybody whom something on a pull request or an issue concerns, except who did it. */
export function announce(
  state: GithubState,
  repository: Repository,
  on: Discussed,
  activity: Activity,
): void {
  const reasons = new Map<Account, Reason>();
  if (activity.isPersonal !== true) {
    for (const watcher of repository.watchers) reasons.set(watcher, 'subscribed');
    for (const [participant, reason] of on.participants) reasons.set(participant, reason);
  }
  for (const [account, reason] of activity.about ?? []) reasons.set(account, reason);
  for (const [account, reason] of mentionedIn(state, activity.text ?? '')) reasons.set(account, reason);
  for (const [account, reason] of reasons) {
    if (roleOf(repository, account) === null) continue;
    if (reason !== 'subscribed') takePart(on, account, reason);
    if (account.id === activity.actor.id) continue;
    notify(state, account, {
      repository,
      subject: { kind: 'discussed', on },
      title: on.title,
      reason,
      latest: activity.latest ?? { kind: 'subject' },
    });
  }
}

/** Tells those whom a commit's message, or a comment on it, names, except who wrote that. */
export function announceCommit(
  state: GithubState,
  repository: Repository,
  commit: Commit,
  { actor, text = '', latest = { kind: 'subject' } }: Activity,
): void {
  for (const [account, reason] of mentionedIn(state, text)) {
    if (account.id === actor.id || roleOf(repository, account) === null) continue;
    const title = commit.message.split('\n', 1)[0] ?? '';
    notify(state, account, {
      repository,
      subject: { kind: 'commit', commit },
      title,
      reason,
      latest,
    });
  }
}

/** From now on every activity on it concerns this person. */
export function takePart(on: Discussed, account: Account, reason: Reason): void {
  const present = on.participants.get(account);
  if (present === undefined || RANK[reason] > RANK[present]) on.participants.set(account, reason);
}

export function notify(
  state: GithubState,
  recipient: Account,
  news: Pick<Thread, 'repository' | 'subject' | 'title' | 'reason' | 'latest'>,
): void {
  const inbox = inboxOf(state, recipient);
  const now = state.clock();
  inbox.version = nextVersion(state);
  const thread = threadAbout(inbox, news.subject);
  if (thread === undefined) {
    const id = nextId(state, 'thread');
    inbox.threads.set(id, { ...news, id, isUnread: true, isDone: false, updatedAt: now, lastReadAt: null });
    return;
  }
  if (RANK[news.reason] > RANK[thread.reason]) thread.reason = news.reason;
  Object.assign(thread, {
    title: news.title,
    latest: news.latest,
    updatedAt: now,
    isUnread: true,
    isDone: false,
  });
}

export function markThread(state: GithubState, inbox: Inbox, thread: Thread, as: 'read' | 'done'): void {
  thread.isUnread = false;
  thread.isDone ||= as === 'done';
  thread.lastReadAt = state.clock();
  inbox.version = nextVersion(state);
}

function threadAbout(inbox: Inbox, subject: ThreadSubject): Thread | undefined {
  const key = subjectKey(subject);
  for (const thread of inbox.threads.values()) {
    if (subjectKey(thread.subject) === key) return thread;
  }
  return undefined;
}

function subjectKey(subject: ThreadSubject): string {
  if (subject.kind === 'commit') return `commit ${subject.commit.sha}`;
  return subject.kind === 'discussed' ? `${subject.on.kind} ${subject.on.id}` : `run ${subject.run.id}`;
}
