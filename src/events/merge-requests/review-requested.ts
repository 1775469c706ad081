import { isSamePerson, type Person } from '../../domain/forge.js';
import { askedAgain } from '../rules/asked-again.js';
import { newlyAskedTeams } from '../rules/asked-teams.js';
import { includes } from '../rules/concern.js';
import { verdictOf } from '../rules/verdict.js';
import { type Change, defineEvent } from '../define-event.js';

export const reviewRequested = defineEvent({
  type: 'review-requested',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '👀',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect(change, viewer) {
    const { after } = change;
    if (after.state !== 'open') return [];
    const at = after.updatedAt;
    const people = [...newlyAsked(change, viewer), ...askedAgain(change)].map((reviewer) => ({
      occasion: `${reviewer.id}@${at}`,
      actor: isSamePerson(reviewer, viewer) ? null : after.author,
      at,
      details: { reviewerId: reviewer.id },
    }));
    const teams = newlyAskedTeams(change, viewer).map(({ name, isReaders }) => ({
      occasion: `${name}@${at}`,
      actor: isReaders ? null : after.author,
      at,
      details: { team: name, isReaders },
    }));
    return [...people, ...teams];
  },
  concern: (_change, { details }, viewer) =>
    details?.reviewerId === viewer.id || details?.isReaders === true ? 'reviewer' : null,
  isTeamNews: () => false,
  headline({ reviewers }, { reason, details }, t) {
    const { team } = details;
    if (typeof team === 'string') {
      return [
        reason === 'reviewer'
          ? t('event.review-requested-team', { team })
          : t('event.review-requested-of', { who: team }),
      ];
    }
    if (reason === 'reviewer') return [t('event.review-requested')];
    const who = reviewers.find((reviewer) => reviewer.id === details.reviewerId)?.name ?? '';
    return [t('event.review-requested-of', { who })];
  },
});

/**
 * Who reviews unasked becomes a reviewer on GitLab, which is no request. A merge request that only the reader's part makes news tells nothing
 * about the other reviewers.
 */
function newlyAsked({ before, after, isNew }: Change<'merge-request'>, viewer: Person): readonly Person[] {
  const asked = after.reviewers.filter(
    (reviewer) =>
      !includes(before?.reviewers ?? [], reviewer) &&
      verdictOf(after, reviewer) === verdictOf(before, reviewer),
  );
  return before !== null || isNew ? asked : asked.filter((reviewer) => isSamePerson(reviewer, viewer));
}
