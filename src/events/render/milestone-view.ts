import { line } from '../../domain/message.js';
import type { SubjectView } from './subject-view.js';

/** It speaks up so seldom that it needs no living card. */
export const milestoneView: SubjectView<'milestone'> = {
  status: null,
  lines: ({ title, url, dueOn, group }, { project }, t) => [
    line({ text: title, href: url }, ` · ${group ?? project.path} · ${t('card.issue-due', { day: dueOn })}`),
  ],
};
