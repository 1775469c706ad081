import { line, quote, type Button, type Line, type Message, type TextLine } from '../../domain/message.js';
import { cut } from '../acting/ask.js';
import { inPairs } from '../../events/render/button-rows.js';
import { fileLabel, fileLines } from '../files/file-lines.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import { draftAction, type IssueDraft, type PlacedDraft } from './draft.js';

/** What the buttons of a draft mean. */
export const CHOICE = {
  create: 0,
  labels: 1,
  assignee: 2,
  confidential: 3,
  text: 4,
  title: 5,
  cancel: 6,
  back: 7,
  files: 8,
  yes: 9,
} as const;

/** Where the choices of each list begin, above the buttons and each other. */
export const PLACES_FROM = 100;
export const LABELS_FROM = 200;
export const PEOPLE_FROM = 300;
export const FILES_FROM = 400;

/** The card is an overview: a long text is not repeated in full. */
const SHOWN_TEXT = 1000;

/** Whether it speaks of an issue or of a report. */
export function wordsOf({ desk }: IssueDraft): 'issue' | 'report' {
  return desk === null ? 'issue' : 'report';
}

/** The draft as it would be made, after a word on what went wrong before, where something did. */
export function cardMessage(t: Texts, draft: PlacedDraft, note: TextLine | null): Message {
  return {
    lines: [
      ...(note === null ? [] : [note, line('')]),
      sentence(t, `${wordsOf(draft)}.draft`, placeOf(draft)),
      ...whatLines(t, draft),
    ],
    buttons: [
      [button(t, draft, 'create', `${wordsOf(draft)}.button.create`)],
      ...(draft.desk === null ? memberButtons(t, draft) : []),
      [button(t, draft, 'title'), button(t, draft, 'text')],
      ...(draft.attachments.length === 0 ? [] : [[button(t, draft, 'files')]]),
      [button(t, draft, 'cancel')],
    ],
  };
}

/** What is not left to strangers. */
function memberButtons(t: Texts, draft: PlacedDraft): readonly (readonly Button[])[] {
  const confidential = draft.isConfidential ? 'issue.button.open' : 'issue.button.confidential';
  const isGitlab = draft.place.forge.kind === 'gitlab';
  return [
    [button(t, draft, 'labels'), button(t, draft, 'assignee')],
    ...(isGitlab ? [[button(t, draft, 'confidential', confidential)]] : []),
  ];
}

/** The same, to be made as it stands. */
export function confirmMessage(t: Texts, draft: PlacedDraft): Message {
  return {
    lines: [sentence(t, 'issue.confirm', placeOf(draft)), ...whatLines(t, draft)],
    buttons: [[button(t, draft, 'yes', 'issue.button.create')], [button(t, draft, 'back')]],
  };
}

function placeOf({ place: { project } }: PlacedDraft): PhraseParams {
  return { project: { text: project.path, href: project.url } };
}

function whatLines(t: Texts, draft: PlacedDraft): readonly Line[] {
  const { title, text, labels, assignee, isConfidential, attachments } = draft;
  return [
    line({ text: title, style: 'bold' }),
    ...(text ? [quote(text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text)] : []),
    ...fileLines(t, attachments),
    ...(labels.length > 0 ? [sentence(t, 'issue.with-labels', { labels: labels.join(', ') })] : []),
    ...(assignee === null ? [] : [sentence(t, 'issue.with-assignee', { who: assignee.name })]),
    ...(isConfidential ? [sentence(t, 'issue.confidential')] : []),
  ];
}

export function placesMessage(t: Texts, draft: IssueDraft): Message {
  const names = draft.places.map(({ project }) => project.path);
  return listMessage(t, draft, { key: `${wordsOf(draft)}.project`, names, from: PLACES_FROM, end: 'cancel' });
}

export function labelsMessage(t: Texts, draft: IssueDraft): Message {
  const names = draft.offeredLabels.map((label) => mark(draft.labels.includes(label), label));
  return listMessage(t, draft, { key: 'issue.labels', names, from: LABELS_FROM, end: 'back' });
}

export function peopleMessage(t: Texts, draft: IssueDraft): Message {
  const names = draft.offeredPeople.map(({ id, name }) => mark(draft.assignee?.id === id, name));
  return listMessage(t, draft, { key: 'issue.assignee', names, from: PEOPLE_FROM, end: 'back' });
}

export function filesMessage(t: Texts, draft: IssueDraft): Message {
  const names = draft.attachments.map((attachment) => `✕ ${fileLabel(t, attachment)}`);
  return listMessage(t, draft, { key: 'files.remove', names, from: FILES_FROM, end: 'back' });
}

interface List {
  readonly key: TextKey;
  readonly names: readonly string[];
  readonly from: number;
  readonly end: 'cancel' | 'back';
}

function listMessage(t: Texts, draft: IssueDraft, { key, names, from, end }: List): Message {
  const offered = names.map((name, index) => ({
    label: cut(name),
    action: draftAction(draft, from + index),
  }));
  return { lines: [sentence(t, key)], buttons: [...inPairs(offered), [button(t, draft, end)]] };
}

function mark(isChosen: boolean, name: string): string {
  return isChosen ? `✓ ${name}` : name;
}

function button(
  t: Texts,
  draft: IssueDraft,
  choice: keyof typeof CHOICE,
  key = `issue.button.${choice}` as TextKey,
): Button {
  return { label: t(key), action: draftAction(draft, CHOICE[choice]) };
}
