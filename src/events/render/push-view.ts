import { line } from '../../domain/message.js';
import type { SubjectView } from './subject-view.js';

export const pushView: SubjectView<'push'> = {
  status: null,
  lines: ({ title, branch, url }, { project }) => [
    line({ text: title ?? branch, href: url }, ` · ${project.path}`),
  ],
};
