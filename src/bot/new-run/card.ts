import { line, type ActionButton, type Line, type Message, type TextLine } from '../../domain/message.js';
import type { RunInput } from '../../domain/ports/forge-actions.js';
import { inPairs } from '../../events/render/button-rows.js';
import { cut } from '../acting/ask.js';
import { MOST_OFFERED } from '../acting/draft-place.js';
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
  other: 6,
  default: 7,
  yes: 8,
} as const;

/** Where the choices of the list begin that the message shows. */
export const ITEMS_FROM = 100;

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
  branches: ({ t }, draft) =>
    listMessage(t, draft, {
      lines: [sentence(t, 'run.which-branch', wordsOf(draft))],
      names: draft.branches,
      ends: ['other', draft.ref === null ? 'cancel' : 'back'],
    }),
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
    names: (input.choices ?? []).slice(0, MOST_OFFERED),
    ends: [...(mayLeave ? (['default'] as const) : []), 'back'],
    defaultLabel: preset === '' ? t('run.button.skip') : t('run.button.default', { value: cut(preset) }),
  });
}

const NO_INPUT: RunInput = { name: '', description: null, isRequired: false, default: null, choices: null };

interface List {
  readonly lines: readonly Line[];
  readonly names: readonly string[];
  readonly ends: readonly (keyof typeof CHOICE)[];
  readonly defaultLabel?: string;
}

function listMessage(t: Texts, draft: RunDraft, { lines, names, ends, defaultLabel }: List): Message {
  const offered = names.map((name, index) => ({
    label: cut(name),
    action: draftAction(draft, ITEMS_FROM + index),
  }));
  const rows = ends.map((end): readonly ActionButton[] => {
    if (end === 'default' && defaultLabel !== undefined) {
      return [{ label: defaultLabel, action: draftAction(draft, CHOICE.default) }];
    }
    return [button(t, draft, end)];
  });
  return { lines, buttons: [...inPairs(offered), ...rows] };
}

function button(
  t: Texts,
  draft: RunDraft,
  choice: keyof typeof CHOICE,
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
