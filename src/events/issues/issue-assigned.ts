import { isSamePerson, type Person } from '../../domain/forge.js';
import type { Issue } from '../../domain/subjects/issue.js';
import { includes } from '../rules/concern.js';
import { type Change, defineEvent } from '../define-event.js';

/** Whom a new issue is assigned to stands on its card; of the others' parts only a change is told. */
export const issueAssigned = defineEvent({
  type: 'issue-assigned',
  subject: 'issue',
  topic: 'issues',
  mark: '📌',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect(change, viewer) {
    const { after } = change;
    if (after.state !== 'open') return [];
    return newlyAssigned(change, viewer).map((assignee) => ({
      occasion: `${assignee.id}@${after.updatedAt}`,
      actor: presumedActor(after, assignee, viewer),
      at: after.updatedAt,
      details: { assigneeId: assignee.id },
    }));
  },
  concern: (_change, { details }, viewer) => (details?.assigneeId === viewer.id ? 'assignee' : null),
  isTeamNews: () => false,
  headline({ assignees }, { reason, details }, t) {
    if (reason === 'assignee') return [t('event.issue-assigned')];
    const who = assignees.find(({ id }) => id === details.assigneeId)?.name ?? '';
    return [t('event.issue-assigned-to', { who })];
  },
});

function newlyAssigned({ before, after }: Change<'issue'>, viewer: Person): readonly Person[] {
  if (before === null) return after.assignees.filter((assignee) => isSamePerson(assignee, viewer));
  return after.assignees.filter((assignee) => !includes(before.assignees, assignee));
}

/** Forges do not say who assigned. Authors commonly take their own work, which is no news to them. */
function presumedActor({ author }: Issue, assignee: Person, viewer: Person): Person | null {
  const isTaken = isSamePerson(assignee, author);
  return isSamePerson(assignee, viewer) && !isTaken ? null : author;
}
