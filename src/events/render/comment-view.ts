import { line, quote } from '../../domain/message.js';
import { mergeRequestLabel } from './merge-request-view.js';
import type { SubjectView } from './subject-view.js';

/** A comment lives under the card of what it is on. */
export const commentView: SubjectView<'comment'> = {
  status: null,
  words: ({ body }) => quote(body),
  lines: ({ on, url }, { kind, project }) => [
    line({ text: `${mergeRequestLabel(kind, on.number)} ${on.title}`, href: url }, ` · ${project.path}`),
  ],
};
