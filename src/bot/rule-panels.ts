import { createHash } from 'node:crypto';
import { line, type Button, type Line, type Message, type TextLine } from '../domain/message.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import {
  ANY_BOT,
  FILTER_FIELDS,
  type FilterField,
  filterOf,
  type WatchFilter,
} from '../domain/watch-filter.js';
import { inPairs } from '../events/render/button-rows.js';
import { encodePress } from './callback-data.js';
import { PAGE_SIZE, pageOf } from './paging.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

export type RuleList = 'include' | 'exclude';

/** Which rules are being chosen. */
export interface RuleChoice {
  readonly list: RuleList;
  readonly field: FilterField;
}

const LISTS: readonly RuleList[] = ['include', 'exclude'];
const LABEL_LENGTH = 40;

/** For people, as a reply or a typed line has it. */
const EXAMPLES: Readonly<Record<FilterField, string>> = {
  branch: 'release/*',
  label: 'urgent',
  author: 'renovate*',
  bots: '',
  reviewer: 'alice',
  team: 'core',
  path: 'docs/**',
  workflow: 'Build',
  job: 'test*',
  stage: 'deploy',
  environment: 'production',
  tag: 'v*',
  image: 'shop/*',
  milestone: 'Spring*',
};

/** What a new rule looks at, and whether it lets through or leaves out. */
export function fieldsPanel(t: Texts, watched: WatchedProject, list: RuleList): Message {
  const { watch, project } = watched;
  const filter = filterOf(watch);
  return {
    lines: [
      sentence(t, 'filters.fields', { project: { text: project.path, href: project.url } }),
      sentence(t, `filters.mode-help-${list}`),
    ],
    buttons: [
      LISTS.map((one) => ({
        label: `${one === list ? '● ' : '○ '}${t(`filters.mode-${one}`)}`,
        action: encodePress({ kind: 'filter-fields', watchId: watch.id, list: one }),
      })),
      ...inPairs(FILTER_FIELDS.map((field) => fieldButton(t, watch.id, { list, field }, filter))),
      [toFilter(t, watch.id)],
    ],
  };
}

/** Bots have no values: pressed, the rule is there, and pressed again, it is not. */
function fieldButton(t: Texts, watchId: string, choice: RuleChoice, filter: WatchFilter): Button {
  const { list, field } = choice;
  const count = filter[list].filter((rule) => rule.field === field).length;
  const name = t(`filter-field.${field}`);
  if (field === 'bots') {
    const digest = digestOfValue(ANY_BOT.pattern);
    const action = encodePress({ kind: 'filter-value', watchId, list, field, digest });
    return { label: count > 0 ? `✓ ${name}` : name, action };
  }
  const action = encodePress({ kind: 'filter-values', watchId, list, field, page: 0 });
  return { label: count > 0 ? `✓ ${name} (${count})` : `${name} ›`, action };
}

/** What there is to choose from: rules that nothing seen stands for, and what was seen. */
export function choicesOf(
  filter: WatchFilter,
  { list, field }: RuleChoice,
  offered: readonly string[],
): readonly string[] {
  const own = filter[list].filter((rule) => rule.field === field).map(({ pattern }) => pattern);
  return [...own.filter((pattern) => !offered.includes(pattern)), ...offered];
}

export interface ValuesView extends RuleChoice {
  /** What was seen of the field lately. */
  readonly offered: readonly string[];
  readonly page: number;
  /** What is to be said before. */
  readonly note?: TextLine;
}

/** One page of values: `✓` those that are rules. A reply to it is a value, too. */
export function valuesPanel(t: Texts, watched: WatchedProject, view: ValuesView): Message {
  const { watch } = watched;
  const { list, field, note } = view;
  const filter = filterOf(watch);
  const { items, page, pages } = pageOf(choicesOf(filter, view, view.offered), view.page);
  const turn = (label: string, target: number): Button => ({
    label,
    action: encodePress({ kind: 'filter-values', watchId: watch.id, list, field, page: target }),
  });
  const lines = valueLines(t, watched, view, items.length > 0);
  const back = encodePress({ kind: 'filter-fields', watchId: watch.id, list });
  return {
    lines: note === undefined ? lines : [note, line(''), ...lines],
    buttons: [
      ...inPairs(items.map((pattern) => valueButton(watched, view, pattern))),
      [
        ...(page > 0 ? [turn(t('button.previous'), page - 1)] : []),
        ...(page < pages - 1 ? [turn(t('button.next'), page + 1)] : []),
      ],
      [{ label: t('button.fields'), action: back }, toFilter(t, watch.id)],
    ].filter((row) => row.length > 0),
  };
}

function valueLines(
  t: Texts,
  { project, account }: WatchedProject,
  { list, field }: RuleChoice,
  hasAny: boolean,
): readonly Line[] {
  return [
    sentence(t, `filters.values-${list}`, {
      field: t(`filter-field.${field}`),
      project: { text: project.path, href: project.url },
    }),
    ...(field === 'team' && account.forge.kind === 'gitlab' ? [sentence(t, 'filters.no-teams')] : []),
    sentence(t, hasAny ? 'filters.press-or-type' : 'filters.only-type', {
      example: { text: EXAMPLES[field], style: 'code' },
    }),
  ];
}

function valueButton({ watch }: WatchedProject, { list, field }: RuleChoice, pattern: string): Button {
  const isRule = filterOf(watch)[list].some((rule) => rule.field === field && rule.pattern === pattern);
  const digest = digestOfValue(pattern);
  return {
    label: short(`${isRule ? '✓ ' : ''}${pattern}`),
    action: encodePress({ kind: 'filter-value', watchId: watch.id, list, field, digest }),
  };
}

/** Names a value on its button: a place in the list would mean another one after a change. */
export function digestOfValue(pattern: string): string {
  return createHash('sha256').update(pattern).digest('base64url').slice(0, 12);
}

export function pageOfValue(choices: readonly string[], pattern: string): number {
  return Math.floor(Math.max(0, choices.indexOf(pattern)) / PAGE_SIZE);
}

function toFilter(t: Texts, watchId: string): Button {
  return { label: t('button.filter'), action: encodePress({ kind: 'filter-open', watchId }) };
}

function short(text: string): string {
  return text.length <= LABEL_LENGTH ? text : `${text.slice(0, LABEL_LENGTH - 1)}…`;
}
