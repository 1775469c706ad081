import type { Subject, SubjectOf } from '../subject.js';

/** A name, or a merge request by its head, that may be moved from one thing to another. */
type Movable = SubjectOf<'tag' | 'image' | 'merge-request'>;

/** Each is as long as a digest, and they are kept for everything that moves. */
const KEPT = 20;

/**
 * Hands on what the name stood for before, as far as the account saw it, the last one last, so that its next move to the
 * same place is known for another one.
 */
export function rememberMoves<S extends Subject>(before: Subject | null, after: S): S {
  if (before === null || !isMovable(before) || !isMovable(after)) return after;
  const { formerly = [] } = before;
  const left = targetOf(before);
  const trail = left === targetOf(after) ? formerly : [...formerly, left].slice(-KEPT);
  return trail.length === 0 ? after : { ...after, formerly: trail };
}

/**
 * Tells this move from the others of the name, which may go to and fro. No forge dates it so that all accounts see the
 * same time.
 */
export function moveOccasion(move: string, after: Movable): string {
  const { formerly = [] } = after;
  const [from, to] = [formerly.at(-1), targetOf(after)];
  const earlier = formerly.filter((one, index) => one === from && formerly[index + 1] === to).length;
  return earlier === 0 ? move : `${move}#${earlier + 1}`;
}

/**
 * The same where a move is known by its end alone, so that those who saw only the last of several moves know it for the
 * same one.
 */
export function arrivalOccasion(after: Movable): string {
  const target = targetOf(after);
  const earlier = (after.formerly ?? []).filter((one) => one === target).length;
  return earlier === 0 ? target : `${target}#${earlier + 1}`;
}

function isMovable(subject: Subject): subject is Movable {
  return subject.kind === 'tag' || subject.kind === 'image' || subject.kind === 'merge-request';
}

function targetOf(subject: Movable): string {
  if (subject.kind === 'merge-request') return subject.headSha;
  return subject.kind === 'tag' ? subject.sha : subject.digest;
}
