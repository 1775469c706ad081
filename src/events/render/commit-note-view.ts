import { line, quote } from '../../domain/message.js';
import type { SubjectView } from './subject-view.js';

export const commitNoteView: SubjectView<'commit-note'> = {
  status: null,
  words: ({ body }) => [quote(body)],
  lines: ({ title, sha, url }, { project }) => [
    line({ text: title, href: url }, ` · ${sha.slice(0, 8)} · ${project.path}`),
  ],
};
