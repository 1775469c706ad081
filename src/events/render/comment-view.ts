import { line, quote } from '../../domain/message.js';
import type { CommentTarget } from '../../domain/subjects/comment.js';
import { issueLabel } from './issue-view.js';
import { mergeRequestLabel } from './merge-request-view.js';
import type { Place, SubjectView } from './subject-view.js';

/** A comment lives under the card of what it is on. */
export const commentView: SubjectView<'comment'> = {
  status: null,
  words: ({ body }) => [quote(body)],
  offers: () => [],
  lines: ({ on, url }, place) => [
    line({ text: `${labelOf(on, place)} ${on.title}`, href: url }, ` · ${place.project.path}`),
  ],
};

function labelOf({ kind, number }: CommentTarget, place: Place): string {
  return kind === 'issue' ? issueLabel(number) : mergeRequestLabel(place.kind, number);
}
