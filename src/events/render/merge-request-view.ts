import { LOOK } from '../../domain/actions/act-button.js';
import type { Reason } from '../../domain/event.js';
import type { ForgeKind, Person } from '../../domain/forge.js';
import { line, quote, type Line } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { MergeRequest, ReviewState } from '../../domain/subjects/merge-request.js';
import { verdictWords } from '../rules/verdict.js';
import { markOfMergeRequest } from './marks.js';
import type { Place, SubjectView } from './subject-view.js';

export const mergeRequestView: SubjectView<'merge-request'> = {
  status: mergeRequestStatusLine,
  words: (mergeRequest, details) => {
    const words = verdictWords(mergeRequest, details);
    return words === null ? [] : [quote(words.body)];
  },
  lines: mergeRequestLines,
  offers,
};

/** Reviewers approve, authors merge. */
function offers(
  { state, isDraft, mergeability }: MergeRequest,
  reason: Reason | null,
): readonly string[] | null {
  if (state === 'merged') return null;
  if (state === 'closed') return ['reopen'];
  const approve = reason === 'author' ? [] : [LOOK, 'approve'];
  return !isDraft && mergeability?.state === 'mergeable' ? [...approve, 'merge'] : approve;
}

/** `!12` on GitLab, `#12` on GitHub. */
export function mergeRequestLabel(kind: ForgeKind, number: string): string {
  return `${kind === 'gitlab' ? '!' : '#'}${number}`;
}

function mergeRequestStatusLine(mergeRequest: MergeRequest, t: Translate): Line {
  return line(`${markOfMergeRequest(mergeRequest)} `, { text: statusText(mergeRequest, t), style: 'bold' });
}

function mergeRequestLines(
  mergeRequest: MergeRequest,
  { kind, project }: Place,
  t: Translate,
): readonly Line[] {
  const { title, number, url, author, sourceBranch, targetBranch } = mergeRequest;
  const lines: Line[] = [
    line({ text: `${mergeRequestLabel(kind, number)} ${title}`, href: url }),
    line(`${project.path} · ${author.name} · ${sourceBranch} → ${targetBranch}`),
  ];
  for (const [key, people] of standing(mergeRequest)) {
    if (people.length > 0) lines.push(line(t(key, { people: people.map(({ name }) => name).join(', ') })));
  }
  return lines;
}

function statusText({ state, isDraft, mergedBy, closedBy }: MergeRequest, t: Translate): string {
  if (state === 'merged') {
    return mergedBy === null
      ? t('card.merge-request-merged')
      : t('card.merge-request-merged-by', { who: mergedBy.name });
  }
  if (state === 'closed') {
    return closedBy === null
      ? t('card.merge-request-closed')
      : t('card.merge-request-closed-by', { who: closedBy.name });
  }
  return t(isDraft ? 'card.merge-request-draft' : 'card.merge-request-open');
}

/** Who has said what and who still has to; a reviewer who gave a verdict is not asked any more. */
function standing(mergeRequest: MergeRequest): readonly (readonly [string, readonly Person[]])[] {
  const gave = (state: ReviewState): readonly Person[] =>
    mergeRequest.reviews.filter((review) => review.state === state).map(({ person }) => person);
  const approved = gave('approved');
  const refused = gave('changes-requested');
  const answered = new Set([...approved, ...refused].map(({ id }) => id));
  const asked = mergeRequest.reviewers.filter(({ id }) => !answered.has(id));
  const isOpen = mergeRequest.state === 'open';
  return [
    ['card.approved-by', approved],
    ['card.changes-requested-by', refused],
    ['card.review-asked-of', isOpen ? asked : []],
    ['card.assigned-to', isOpen ? mergeRequest.assignees : []],
  ];
}
