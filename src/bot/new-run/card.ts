import {
  line,
  type ActionButton,
  type Button,
  type Line,
  type Message,
  type TextLine,
} from '../../domain/message.js';
import type { RunInput } from '../../domain/ports/forge-actions.js';
import { inPairs } from '../../events/render/button-rows.js';
import { cut } from '../acting/ask.js';
import { pageButtons, pageLines } from '../page-turns.js';
import { PAGE_SIZE, pageOf } from '../paging.js';
import { sentence } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import { draftAction, inputsOf, type RunDraft } from './draft.js';
import { isSecret, missing, type Variable } from './variables.js';

/** What the buttons of a draft mean. */
export const CHOICE = {
  run: 0,
  variables: 1,
  branch: 2,
  workflow: 3,
  cancel: 4,
  back: 5,
  branches: 6,
  default: 7,
  yes: 8,
  tags: 9,
  /** The branch or tag as it was typed, though none of that name was found. */
  typed: 10,
} as const;

/** Where the choices of the list begin that the message shows. */
export const ITEMS_FROM = 100;
/** Choices from here on turn to a page of it. */
export const PAGES_FROM = 900;
/** As many as there are choices for. */
const MOST_LISTED = PAGES_FROM - ITEMS_FROM;

const HIDDEN = '•••';
const LONGEST_SHOWN = 60;

export interface Reader {
  readonly t: Texts;
  /** Others look on. */
  readonly isGroup: boolean;
}

/** What the draft asks next, after a word on what went wrong before, where something did. */
export function draftMessage(reader: Reader, draft: RunDraft, note: TextLine | null): Message {
  const { lines, ...message } = VIEWS[draft.view](reader, draft);
  return { ...message, lines: [...(note === null ? [] : [note, line('')]), ...lines] };
}

const VIEWS: Readonly<Record<RunDraft['view'], (reader: Reader, draft: RunDraft) => Message>> = {
  places: ({ t }, draft) =>
    listMessage(t, draft, {
      lines: [sentence(t, 'issue.project')],
      names: draft.places.map(({ project }) => project.path),
      ends: ['cancel'],
    }),
  workflows: ({ t }, draft) =>
    listMessage(t, draft, {
      lines: [sentence(t, 'run.which-workflow', wordsOf(draft))],
      names: draft.workflows.map(({ name }) => name),
      ends: ['cancel'],
    }),
  refs: refsMessage,
  card: cardMessage,
  variables: ({ t, isGroup }, draft) =>
    listMessage(t, draft, {
      lines: [
        sentence(t, 'run.variables'),
        ...(draft.variables.length === 0 ? [] : [sentence(t, 'run.take-out')]),
        ...(isGroup ? [sentence(t, 'run.all-see')] : []),
      ],
      names: draft.variables.map(({ name }) => `✕ ${name}`),
      ends: ['back'],
    }),
  input: inputMessage,
  confirm: (reader, draft) => ({
    lines: [sentence(reader.t, 'run.confirm', { context: kindOf(draft) }), ...whatLines(reader, draft)],
    buttons: [[button(reader.t, draft, 'yes', 'run.button.run')], [button(reader.t, draft, 'back')]],
  }),
};

/** One a row: names of branches often begin alike. */
function refsMessage({ t }: Reader, draft: RunDraft): Message {
  const { refs, listed, search } = draft;
  const words = { ...wordsOf(draft), search: { text: search, style: 'code' } } as const;
  const isFound = listed === 'found';
  const key = refs.length === 0 ? NO_REFS[listed] : WHICH_REF[listed];
  return listMessage(t, draft, {
    lines: [sentence(t, key, words), sentence(t, 'run.find-ref', words)],
    names: refs.map(({ name, isTag }) => (isFound && isTag ? `🏷 ${name}` : name)),
    ends: [
      ...(isFound ? (['typed'] as const) : []),
      listed === 'branches' ? 'tags' : 'branches',
      draft.ref === null ? 'cancel' : 'back',
    ],
    labels: { typed: t('run.button.typed', { ref: cut(search) }) },
    isWide: true,
  });
}

const WHICH_REF = {
  branches: 'run.which-branch',
  tags: 'run.which-tag',
  found: 'run.which-found',
} as const satisfies Record<RunDraft['listed'], TextKey>;

const NO_REFS = {
  branches: 'run.no-branches',
  tags: 'run.no-tags',
  found: 'run.none-found',
} as const satisfies Record<RunDraft['listed'], TextKey>;

function cardMessage(reader: Reader, draft: RunDraft): Message {
  const { t } = reader;
  const inputs = inputsOf(draft);
  const needed = missing(inputs, draft.variables);
  const context = kindOf(draft);
  const hasVariables = context === 'gitlab' || inputs.length > 0;
  return {
    lines: [
      sentence(t, 'run.draft', wordsOf(draft)),
      ...whatLines(reader, draft),
      ...(needed.length === 0 ? [] : [sentence(t, 'run.needed', { names: needed.join(', ') })]),
      ...(draft.variables.length === 0 ? [] : [sentence(t, 'run.kept-for')]),
    ],
    buttons: [
      needed.length === 0 ? [button(t, draft, 'run')] : [],
      [...(hasVariables ? [button(t, draft, 'variables')] : []), button(t, draft, 'branch')],
      draft.workflows.length > 1 ? [button(t, draft, 'workflow')] : [],
      [button(t, draft, 'cancel')],
    ].filter((row) => row.length > 0),
  };
}

function whatLines(reader: Reader, draft: RunDraft): readonly Line[] {
  const { t } = reader;
  const { ref, workflow, variables } = draft;
  const allDefault = inputsOf(draft).length > 0 && variables.length === 0;
  return [
    ...(workflow === null ? [] : [sentence(t, 'run.workflow', { workflow: workflow.name })]),
    sentence(t, 'run.ref', { ref: ref ?? '' }),
    ...variables.map((one) => variableLine(reader, one)),
    ...(allDefault ? [sentence(t, 'run.all-default')] : []),
  ];
}

function variableLine({ isGroup }: Reader, { name, value }: Variable): Line {
  return line({ text: name, style: 'code' }, ' = ', shownValue(name, value, isGroup));
}

function shownValue(name: string, value: string, isGroup: boolean): TextLine['spans'][number] {
  if (isGroup || isSecret({ name, value })) return HIDDEN;
  const text = value.replace(/\s+/g, ' ');
  if (text === '') return '""';
  return { text: text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text, style: 'code' };
}

/** One input of the workflow, with what it is now, or would be. */
function inputMessage({ t, isGroup }: Reader, draft: RunDraft): Message {
  const inputs = inputsOf(draft);
  const input: RunInput = inputs[draft.inputAt] ?? NO_INPUT;
  const set = draft.variables.find(({ name }) => name === input.name);
  const preset = input.default ?? '';
  const mayLeave = !input.isRequired || preset !== '';
  const isChoice = input.choices !== null;
  const at = { at: String(draft.inputAt + 1), of: String(inputs.length), name: input.name };
  return listMessage(t, draft, {
    lines: [
      sentence(t, 'run.input', at),
      ...(input.description === null ? [] : [line(input.description)]),
      ...(set === undefined ? [] : [line(t('run.now'), ' ', shownValue(set.name, set.value, isGroup))]),
      sentence(t, isChoice ? 'run.input-pick' : 'run.input-type'),
      ...(isGroup && !isChoice ? [sentence(t, 'run.all-see')] : []),
    ],
    names: input.choices ?? [],
    ends: [...(mayLeave ? (['default'] as const) : []), 'back'],
    labels: {
      default: preset === '' ? t('run.button.skip') : t('run.button.default', { value: cut(preset) }),
    },
  });
}

const NO_INPUT: RunInput = { name: '', description: null, isRequired: false, default: null, choices: null };

type Choice = keyof typeof CHOICE;

interface List {
  readonly lines: readonly Line[];
  readonly names: readonly string[];
  readonly ends: readonly Choice[];
  /** Of those of the ends whose words are not always the same. */
  readonly labels?: Partial<Record<Choice, string>>;
  readonly isWide?: boolean;
}

/** A page of what can be chosen. */
function listMessage(
  t: Texts,
  draft: RunDraft,
  { lines, names, ends, labels = {}, isWide = false }: List,
): Message {
  const page = pageOf(names.slice(0, MOST_LISTED), draft.page);
  const from = ITEMS_FROM + page.page * PAGE_SIZE;
  const offered = page.items.map((name, index) => ({
    label: cut(name),
    action: draftAction(draft, from + index),
  }));
  const turns = pageButtons(t, page, (to) => draftAction(draft, PAGES_FROM + to));
  const rows = ends.map((end): readonly Button[] => {
    const label = labels[end];
    return [label === undefined ? button(t, draft, end) : { label, action: draftAction(draft, CHOICE[end]) }];
  });
  return {
    lines: [...lines, ...pageLines(t, page)],
    buttons: [
      ...(isWide ? offered.map((one) => [one]) : inPairs(offered)),
      ...(turns.length === 0 ? [] : [turns]),
      ...rows,
    ],
  };
}

function button(
  t: Texts,
  draft: RunDraft,
  choice: Choice,
  key = `run.button.${choice}` as TextKey,
): ActionButton {
  return { label: t(key, { context: kindOf(draft) }), action: draftAction(draft, CHOICE[choice]) };
}

function kindOf({ place }: RunDraft): string {
  return place?.forge.kind ?? 'gitlab';
}

function wordsOf(draft: RunDraft): {
  readonly project: { text: string; href: string };
  readonly context: string;
} {
  const { path = '', url = '' } = draft.place?.project ?? {};
  return { project: { text: path, href: url }, context: kindOf(draft) };
}
