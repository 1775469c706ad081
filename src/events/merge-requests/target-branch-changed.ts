import { partIn } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** By hand, or by the forge when the branch that it was to go into has been merged. */
export const targetBranchChanged = defineEvent({
  type: 'target-branch-changed',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🎯',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: ({ before, after }) =>
    before !== null && after.state === 'open' && before.targetBranch !== after.targetBranch
      ? [{ occasion: `${after.targetBranch}@${after.updatedAt}`, actor: null, at: after.updatedAt }]
      : [],
  concern: ({ after }, _occurrence, viewer) => partIn(after, viewer),
  isTeamNews: () => false,
  headline: ({ targetBranch }, _occurrence, t) => [
    t('event.target-branch-changed', { branch: targetBranch }),
  ],
});
