import { MINUTE } from '../time.js';
import type { Comment } from '../subjects/comment.js';
import type { ActionRecord, Deed } from './action-record.js';

/** Actions that leave words of whoever did them. */
export const SPEAKING: readonly string[] = ['comment', 'request-changes'];

/** That somebody said something from here. */
export type SpokenDeed = Pick<Deed, 'personId' | 'login' | 'project' | 'target' | 'chatKey'> &
  Pick<ActionRecord, 'startedAt' | 'finishedAt' | 'result' | 'receipt'>;

/** No answer is waited for that long, and by that much the clocks of forges are off at most. */
const UNDER_WAY_MS = 2 * MINUTE;

/** Whether the comment is what was said. Before the forge's answer, or where it never came, who said it, on what and when has to do. */
export function isEchoOf(deed: SpokenDeed, comment: Comment): boolean {
  if (deed.project.id !== comment.projectId) return false;
  const isUnanswered = deed.finishedAt === null || deed.result === 'unsure';
  return isUnanswered ? mayBeEchoOf(deed, comment) : deed.receipt?.id === comment.id;
}

function mayBeEchoOf({ login, target, startedAt }: SpokenDeed, { author, on, createdAt }: Comment): boolean {
  const isOnIt = target?.kind === on.kind && target.number === on.number;
  const apartMs = Math.abs(Date.parse(createdAt) - startedAt.getTime());
  return isOnIt && apartMs <= UNDER_WAY_MS && login.toLowerCase() === author.login.toLowerCase();
}
