import type { FeedReading } from '../domain/feed.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import { ownerNotice } from '../domain/owner-notice.js';
import { isToldOf } from './project-access.js';

/** Follows a project to its new path; true when its owner is told, once however many feeds of the project find out. */
export async function noteMove(
  tx: PollTransaction,
  { clock }: Pick<CycleDeps, 'clock'>,
  { work }: Pick<FeedTurn, 'work'>,
  { movedTo }: Pick<FeedReading, 'movedTo'>,
): Promise<boolean> {
  const before = work.projects.find(({ id }) => id === movedTo?.id);
  if (movedTo === undefined || !(await tx.saveProject(movedTo)) || before === undefined) return false;
  const { id, path, url } = movedTo;
  // Then it is the default branch that has another name.
  if (path === before.path || !(await isToldOf(tx, id))) return false;
  const params = { project: path, before: before.path, url };
  await tx.enqueue([ownerNotice('project-moved', work.account, `${id}:${clock().toISOString()}`, params)]);
  return true;
}
