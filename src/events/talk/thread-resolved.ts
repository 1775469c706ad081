import type { Reason } from '../../domain/event.js';
import type { Person } from '../../domain/forge.js';
import { type Resolution, type ReviewThread, threadsNamed } from '../../domain/subjects/thread-list.js';
import { type Change, defineEvent, type Occurrence } from '../define-event.js';

type Resolved = ReviewThread & { readonly resolution: Resolution };

/** Told once for all threads that one person resolved between two looks; each internal one apart, so that it can be answered. */
export const threadResolved = defineEvent({
  type: 'thread-resolved',
  subject: 'thread-list',
  topic: 'talk',
  mark: '🆗',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => byPerson(newlyResolved(change)).map(toOccurrence),
  concern: ({ after }, { details }) => reasonOf(threadsNamed(after, details ?? {})),
  isTeamNews: () => false,
  headline({ threads }, { actor, details }, t) {
    const count = threadsNamed({ threads }, details).length;
    return actor === null
      ? [t('event.thread-resolved-by-unknown', { count })]
      : [t('event.thread-resolved', { who: actor.name, count })];
  },
});

/**
 * Another time is another resolving, with an opening between that was not seen. One that was not seen before counts only
 * if it began since the last look, so that it was resolved since, too.
 */
function newlyResolved({ before, after, isNew }: Change<'thread-list'>): readonly Resolved[] {
  const known = new Map(before?.threads.map((thread) => [thread.id, thread]));
  const beganSince = ({ createdAt }: ReviewThread): boolean =>
    before === null ? isNew : Date.parse(createdAt) > Date.parse(before.updatedAt);
  return after.threads.filter(isResolved).filter((thread) => {
    const seen = known.get(thread.id);
    return seen === undefined ? beganSince(thread) : seen.resolution?.at !== thread.resolution.at;
  });
}

function isResolved(thread: ReviewThread): thread is Resolved {
  return thread.resolution !== null;
}

function byPerson(threads: readonly Resolved[]): readonly (readonly [Resolved, ...Resolved[]])[] {
  const groups = new Map<string, [Resolved, ...Resolved[]]>();
  for (const thread of threads) {
    const who = `${thread.resolution.by?.id ?? ''} ${thread.isInternal === true ? thread.id : ''}`;
    const group = groups.get(who);
    if (group === undefined) groups.set(who, [thread]);
    else group.push(thread);
  }
  return [...groups.values()];
}

/** The time tells one resolving of a thread from the next. */
function toOccurrence(threads: readonly [Resolved, ...Resolved[]]): Occurrence {
  const [first, ...others] = threads;
  const actor: Person | null = first.resolution.by;
  const at = threads
    .map(({ resolution }) => resolution.at)
    .reduce((latest, time) => (Date.parse(time) > Date.parse(latest) ? time : latest));
  return {
    occasion: `${first.id}+${others.length}@${at}`,
    actor,
    at,
    details: { threads: threads.map(({ id }) => id) },
  };
}

function reasonOf(threads: readonly ReviewThread[]): Reason {
  return threads.some(({ isReaders }) => isReaders) ? 'participant' : 'author';
}
