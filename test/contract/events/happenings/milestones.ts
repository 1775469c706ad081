import type { Change } from '../../../../src/events/define-event.js';
import { aMilestone } from '../../../support/a-milestone.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const MILESTONE_HAPPENINGS: Readonly<Record<string, Change<'milestone'>>> = {
  'milestone-due-soon': { before: aMilestone(), after: aMilestone({ daysLeft: 3 }), isNew: false },
};
