import type { ForgeEvent } from './event.js';
import type { Person } from './forge.js';

/** Somebody of a group who asked to be mentioned there when news name them. */
export interface Callee {
  /** Telegram user id. */
  readonly personId: string;
  /** As Telegram has it. */
  readonly name: string;
  readonly forgeUrl: string;
  /** Who they are there, by the account that they linked. */
  readonly user: Pick<Person, 'id' | 'login'>;
}

/** Those among them whom one of the happenings calls for, each once. */
export function calledBy(
  events: readonly ForgeEvent[],
  forgeUrl: string,
  callees: readonly Callee[],
): readonly Callee[] {
  const called = callees.filter(
    (callee) => callee.forgeUrl === forgeUrl && events.some((event) => isCalled(event, callee.user)),
  );
  const byPerson = new Map(called.map((callee) => [callee.personId, callee]));
  return [...byPerson.values()];
}

/** Who did it knows. */
function isCalled(event: ForgeEvent, user: Callee['user']): boolean {
  const { type, subject, actor, details } = event;
  if (actor?.id === user.id) return false;
  if (type === 'review-requested') return details['reviewerId'] === user.id;
  if (type === 'merge-request-assigned' || type === 'issue-assigned')
    return details['assigneeId'] === user.id;
  if (type === 'pipeline-failed' && subject.kind === 'pipeline')
    return [subject.actor, subject.mergeRequestAuthor ?? null].some((one) => one?.id === user.id);
  return isNaming(event) && 'mentions' in subject && subject.mentions.includes(user.login.toLowerCase());
}

/** The words of it are new; those of a description are with the opening alone. */
function isNaming({ subject, isNew }: ForgeEvent): boolean {
  return subject.kind === 'comment' || subject.kind === 'commit-note' || isNew === true;
}
