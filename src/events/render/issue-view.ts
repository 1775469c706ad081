import { line, type Line } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Issue } from '../../domain/subjects/issue.js';
import { markOfIssue } from './marks.js';
import type { Place, SubjectView } from './subject-view.js';

export const issueView: SubjectView<'issue'> = {
  status: issueStatusLine,
  lines: issueLines,
  offers: ({ state }) => (state === 'open' ? ['close'] : ['reopen']),
};

/** The same on both forges. */
export function issueLabel(number: string): string {
  return `#${number}`;
}

function issueStatusLine(issue: Issue, t: Translate): Line {
  return line(`${markOfIssue(issue.state)} `, { text: statusText(issue, t), style: 'bold' });
}

function statusText({ state, closedBy }: Issue, t: Translate): string {
  if (state === 'open') return t('card.issue-open');
  return closedBy === null ? t('card.issue-closed') : t('card.issue-closed-by', { who: closedBy.name });
}

function issueLines(issue: Issue, { project }: Place, t: Translate): readonly Line[] {
  const { title, number, url, author, assignees, dueOn, labels } = issue;
  const facts = [project.path, author.name, ...labels];
  if (issue.isConfidential) facts.push(`🔒 ${t('card.issue-confidential')}`);
  const lines = [line({ text: `${issueLabel(number)} ${title}`, href: url }), line(facts.join(' · '))];
  if (issue.state === 'closed') return lines;
  const people = assignees.map(({ name }) => name).join(', ');
  if (people !== '') lines.push(line(t('card.assigned-to', { people })));
  if (dueOn !== null) lines.push(line(t('card.issue-due', { day: new Date(dueOn) })));
  return lines;
}
