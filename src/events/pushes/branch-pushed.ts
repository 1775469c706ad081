import type { Push } from '../../domain/subjects/push.js';
import type { Translate } from '../../domain/ports/translator.js';
import { defineEvent } from '../define-event.js';
import { wasPushed } from '../rules/was-pushed.js';

/** Silent: the merging of a merge request is a push to its target as well. */
export const branchPushed = defineEvent({
  type: 'branch-pushed',
  subject: 'push',
  topic: 'pushes',
  mark: '⬆️',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => wasPushed('pushed', change),
  concern: () => null,
  isTeamNews: () => false,
  headline: (push, _occurrence, t) => [whatWasPushed(push, t)],
});

function whatWasPushed({ branch, author, isForced, commitCount }: Push, t: Translate): string {
  const named = { who: author.name, branch };
  if (isForced) return t('event.branch-force-pushed', named);
  if (commitCount === null) return t('event.branch-pushed-to', named);
  return t('event.branch-pushed', { ...named, count: commitCount });
}
