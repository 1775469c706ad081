import { isAtLeast } from '../../domain/actions/look.js';
import { line, quote, type Button, type Line, type Message, type TextLine } from '../../domain/message.js';
import { cut } from '../acting/ask.js';
import { inPairs } from '../../events/render/button-rows.js';
import { fileLabel, fileLines } from '../files/file-lines.js';
import { instanceLabel } from '../forge-words.js';
import { pageButtons, pageLines } from '../page-turns.js';
import { PAGE_SIZE, pageOf } from '../paging.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import { draftAction, type IssueDraft, type Listing, type PlacedDraft } from './draft.js';

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
export const FILES_FROM = 400;
/** Labels or people, whichever are listed. */
export const LISTED_FROM = 500;
/** Choices from here on turn to a page of them. */
export const PAGES_FROM = 900;
/** As many as there are choices for. */
export const MOST_LISTED = PAGES_FROM - LISTED_FROM;

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
    ...(mayAdorn(draft) ? [[button(t, draft, 'labels'), button(t, draft, 'assignee')]] : []),
    ...(isGitlab ? [[button(t, draft, 'confidential', confidential)]] : []),
  ];
}

/** Any member of GitLab's may label and assign an issue that they make; on GitHub it takes the role for others', too. */
function mayAdorn({ place, role }: PlacedDraft): boolean {
  return place.forge.kind === 'gitlab' || role === null || isAtLeast(role, 'triage');
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
  const list = listOf(t, draft, { key: `${wordsOf(draft)}.project`, names, from: PLACES_FROM });
  return { ...list, buttons: [...list.buttons, [button(t, draft, 'cancel')]] };
}

/** A page of the labels or the people. */
export function listingMessage(t: Texts, draft: IssueDraft, listing: Listing, asked = 0): Message {
  const names = {
    labels: draft.offeredLabels.map((label) => mark(draft.labels.includes(label), label)),
    assignee: draft.offeredPeople.map(({ id, name }) => mark(draft.assignee?.id === id, name)),
  }[listing];
  const page = pageOf(names, asked);
  const from = LISTED_FROM + page.page * PAGE_SIZE;
  const list = listOf(t, draft, { key: `issue.${listing}`, names: page.items, from });
  const turns = pageButtons(t, page, (to) => draftAction(draft, PAGES_FROM + to));
  return {
    lines: [...list.lines, ...pageLines(t, page)],
    buttons: [...list.buttons, ...(turns.length === 0 ? [] : [turns]), [button(t, draft, 'back')]],
  };
}

/** What a reply looked for is not there. */
export function noneMessage(t: Texts, draft: PlacedDraft, listing: Listing): Message {
  const { forge } = draft.place;
  const key = listing === 'labels' ? 'ask.no-such-label' : 'ask.nobody';
  const none = sentence(t, key, { ...placeOf(draft), forge: instanceLabel(forge) });
  return { lines: [none], buttons: [[button(t, draft, 'back')]] };
}

export function filesMessage(t: Texts, draft: IssueDraft): Message {
  const names = draft.attachments.map((attachment) => `✕ ${fileLabel(t, attachment)}`);
  const list = listOf(t, draft, { key: 'files.remove', names, from: FILES_FROM });
  return { ...list, buttons: [...list.buttons, [button(t, draft, 'back')]] };
}

interface List {
  readonly key: TextKey;
  readonly names: readonly string[];
  readonly from: number;
}

function listOf(
  t: Texts,
  draft: IssueDraft,
  { key, names, from }: List,
): Required<Pick<Message, 'lines' | 'buttons'>> {
  const offered = names.map((name, index) => ({
    label: cut(name),
    action: draftAction(draft, from + index),
  }));
  return { lines: [sentence(t, key)], buttons: inPairs(offered) };
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
