import type { ForgeEvent } from '../domain/event.js';
import type { Person } from '../domain/forge.js';
import type { Subject } from '../domain/subject.js';

/** Whether this person did it, or has a part in what it is about. Logins know no case. */
export function isAbout({ actor, subject }: Pick<ForgeEvent, 'actor' | 'subject'>, login: string): boolean {
  const wanted = login.replace(/^@/, '').toLowerCase();
  return [actor?.login ?? '', ...loginsIn(subject)].some((one) => one.toLowerCase() === wanted);
}

function loginsIn(subject: Subject): readonly string[] {
  return [...people(subject).map((person) => person?.login ?? ''), ...names(subject)];
}

function people(subject: Subject): readonly (Person | null)[] {
  switch (subject.kind) {
    case 'pipeline':
      return [subject.actor, subject.mergeRequestAuthor ?? null];
    case 'merge-request': {
      const { author, reviewers, assignees, reviews, mergedBy, closedBy } = subject;
      return [author, ...reviewers, ...assignees, ...reviews.map(({ person }) => person), mergedBy, closedBy];
    }
    case 'issue':
      return [subject.author, ...subject.assignees, subject.closedBy];
    case 'comment':
      return [subject.author, subject.on.author];
    case 'thread-list':
      return [subject.on.author];
    case 'deployment':
      return [subject.actor];
    case 'wiki-page':
      return [subject.edit?.author ?? null];
    default:
      return 'author' in subject ? [subject.author] : [];
  }
}

/** Who is only named. */
function names(subject: Subject): readonly string[] {
  const mentions = 'mentions' in subject ? subject.mentions : [];
  return subject.kind === 'comment' ? [...mentions, ...(subject.thread?.participants ?? [])] : mentions;
}
