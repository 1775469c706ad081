import { line } from '../../domain/message.js';
import { homeName } from './home-name.js';
import type { SubjectView } from './subject-view.js';

/** It speaks up so seldom that it needs no living card. */
export const milestoneView: SubjectView<'milestone'> = {
  status: null,
  lines: (milestone, place, t) => {
    const { title, url, dueOn } = milestone;
    const facts = [homeName(milestone, place, t), t('card.issue-due', { day: new Date(dueOn) })];
    return [line({ text: title, href: url }, ` · ${facts.join(' · ')}`)];
  },
};
