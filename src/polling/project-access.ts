import type { Account } from '../domain/account.js';
import { isAtWork } from '../domain/desk.js';
import type { Notice, NoticeCode } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { Project } from '../domain/project.js';
import { isForRecord } from '../domain/recording.js';
import { subjectKey } from '../domain/subject.js';
import type { ProjectAccess } from '../domain/subjects/project-access.js';
import { deskNotices, ownerNotice } from '../domain/owner-notice.js';

export interface AccessChange {
  readonly account: Account;
  readonly project: Project;
  readonly now: Date;
}

/** Tells the owner, once however many feeds of the project see it, that the token reads it no more. */
export async function noteAccessLost(tx: PollTransaction, change: AccessChange): Promise<void> {
  if ((await findAccess(tx, change.project))?.isLost === true) return;
  const lost = accessOf(change, true);
  await tx.saveSnapshots([lost]);
  const desks = await tx.desks.pause(change.project.id, 'access');
  const isTold = await isToldOf(tx, change.project.id);
  await tx.enqueue([
    ...(isTold ? [accessNotice('access-lost', change, lost.updatedAt)] : []),
    ...deskNotices('desk-paused-access', change.account, desks, lost.updatedAt),
  ]);
}

/**
 * The counterpart; true when the owner is told. A project that was watched anew while it counted as lost is set right
 * without a word.
 */
export async function noteAccessRegained(
  tx: PollTransaction,
  change: AccessChange,
  tellsOwner: boolean,
): Promise<boolean> {
  const known = await findAccess(tx, change.project);
  if (known?.isLost !== true) return false;
  await tx.saveSnapshots([accessOf(change, false)]);
  const desks = await tx.desks.resume(change.project.id);
  await tx.enqueue(deskNotices('desk-resumed', change.account, desks.filter(isAtWork), known.updatedAt));
  const isTold = tellsOwner && (await isToldOf(tx, change.project.id));
  if (isTold) await tx.enqueue([accessNotice('access-regained', change, known.updatedAt)]);
  return isTold;
}

/** Of what is there for the timeline alone nobody is told anything. */
export async function isToldOf(tx: PollTransaction, projectId: string): Promise<boolean> {
  const watches = await tx.loadWatches([projectId]);
  return watches.length === 0 || !watches.every(isForRecord);
}

function accessNotice(code: NoticeCode, { account, project }: AccessChange, since: string): Notice {
  const { path, url } = project;
  return ownerNotice(code, account, `${project.id}:${since}`, { project: path, url });
}

async function findAccess(tx: PollTransaction, project: Project): Promise<ProjectAccess | null> {
  const key = subjectKey({ kind: 'project-access', id: project.id });
  const known = (await tx.loadSnapshots([key])).get(key);
  return known?.kind === 'project-access' ? known : null;
}

function accessOf({ project, now }: AccessChange, isLost: boolean): ProjectAccess {
  return {
    kind: 'project-access',
    id: project.id,
    projectId: project.id,
    isLost,
    updatedAt: now.toISOString(),
  };
}
