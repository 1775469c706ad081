import type { DocumentChange } from '../../../../src/domain/subjects/document-change.js';
import type { Milestone } from '../../../../src/domain/subjects/milestone.js';
import type { WikiAction, WikiPage } from '../../../../src/domain/subjects/wiki-page.js';
import { daysLeftOf } from '../../../../src/domain/subjects/milestone.js';
import { DAY, SECOND } from '../../../../src/domain/time.js';
import { aMilestone } from '../../../support/a-milestone.js';
import { aWikiEdit } from '../../../support/a-wiki-page.js';
import { at } from '../../../support/builders.js';
import { aChangedFile, aDocumentChange } from '../../../support/some-documents.js';
import type { State, Step } from './history.js';

const TELLS: Readonly<Record<WikiAction, string>> = {
  created: 'wiki-page-created',
  edited: 'wiki-page-edited',
  renamed: 'wiki-page-renamed',
  deleted: 'wiki-page-deleted',
};

/** What Bob does to a page of the wiki. */
export const WIKI_STEPS: readonly Step<WikiPage>[] = [
  ...(['created', 'edited', 'renamed', 'deleted'] as const).map((action) => ({
    name: action,
    tells: [TELLS[action]],
    change: (page: WikiPage) => edit(page, action, []),
  })),
  { name: 'name Alice', tells: ['wiki-mention'], change: (page) => edit(page, 'edited', ['alice']) },
];

function edit(
  { edit: last, updatedAt }: WikiPage,
  action: WikiAction,
  mentions: readonly string[],
): Partial<WikiPage> | null {
  const isGone = last?.action === 'deleted';
  if (isGone !== (action === 'created')) return null;
  return { edit: aWikiEdit({ action, version: `after ${updatedAt}`, mentions }) };
}

/** Commits on the default branch: whom each names. */
export interface Branch extends State {
  readonly commits: readonly (readonly string[])[];
}

export const NO_COMMITS: Branch = { commits: [], updatedAt: at(0) };

export const DOCUMENT_STEPS: readonly Step<Branch>[] = [
  {
    name: 'change a document',
    tells: ['documents-changed'],
    change: ({ commits }) => ({ commits: [...commits, []] }),
  },
  {
    name: 'name Alice in one',
    tells: ['document-mention', 'documents-changed'],
    change: ({ commits }) => ({ commits: [...commits, ['alice']] }),
  },
];

/** What changed between two looks is one change. */
export function changeBetween(
  { commits, updatedAt }: Branch,
  seen: Branch | null,
): readonly DocumentChange[] {
  const known = seen?.commits.length ?? 0;
  const more = commits.slice(known);
  if (more.length === 0) return [];
  const files = more.map((_names, index) => aChangedFile(`docs/${known + index}.md`));
  const namedIn = more.map((names, index) => ({ path: `docs/${known + index}.md`, names }));
  const id = `7:${known}..${commits.length}`;
  return [aDocumentChange(files, { id, namedIn, createdAt: updatedAt, updatedAt })];
}

/** A milestone, and the day on which it is looked at. */
export interface Planned extends State {
  readonly today: number;
  readonly due: number;
  readonly open: number;
}

export const FAR_AHEAD: Planned = { today: 0, due: 5, open: 0, updatedAt: at(0) };

export const MILESTONE_STEPS: readonly Step<Planned>[] = [
  {
    name: 'a day goes by',
    tells: ['milestone-due-soon'],
    change: ({ today }) => ({ today: today + 1 }),
  },
  { name: 'open an issue', tells: ['milestone-due-soon'], change: ({ open }) => ({ open: open + 1 }) },
  { name: 'close an issue', tells: [], change: ({ open }) => (open === 0 ? null : { open: open - 1 }) },
  { name: 'put it off', tells: ['milestone-due-soon'], change: ({ due }) => ({ due: due + 2 }) },
  { name: 'put it forward', tells: ['milestone-due-soon'], change: ({ due }) => ({ due: due - 1 }) },
];

/** On GitLab, which is asked for its issues when it is due soon. */
export function asGitlabTells({ today, due, open, updatedAt }: Planned): readonly Milestone[] {
  const dueOn = at((due * DAY) / SECOND).slice(0, 10);
  const daysLeft = daysLeftOf(dueOn, new Date(at((today * DAY) / SECOND)));
  const progress = daysLeft === null ? null : { open, all: open + 1 };
  return [aMilestone({ dueOn, daysLeft, progress, updatedAt })];
}
