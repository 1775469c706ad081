import type { TextLine } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { askAndKeep, keepAnswer } from '../acting/ask.js';
import { isSkip, isStop } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { rememberAlbum } from '../files/album.js';
import { findOwn } from '../pending.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { cardMessage, placesMessage, wordsOf } from './card.js';
import {
  DRAFT,
  DRAFT_LIFETIME_MS,
  draftFrom,
  isPlaced,
  keepDraft,
  type IssueDraft,
  type PlacedDraft,
} from './draft.js';

/** A question about a draft that a reply answers. */
export const DRAFT_REPLY = 'issue-reply';

/** GitLab takes 255 characters, GitHub one more. */
export const LONGEST_TITLE = 255;
/** As many as Telegram sends at once. */
const MOST_ATTACHED = 10;

/** Keeps the draft and asks for what it lacks next; shows it when it lacks nothing. */
export async function goOn(
  deps: BotDeps,
  turn: Turn,
  draft: IssueDraft,
  note: TextLine | null = null,
): Promise<void> {
  const { t, talk } = turn;
  if (draft.title.length > LONGEST_TITLE) {
    const tooLong = sentence(t, 'issue.title-too-long', { count: LONGEST_TITLE });
    return goOn(deps, turn, { ...draft, title: '' }, tooLong);
  }
  if (
    draft.attachments.length > 0 &&
    isPlaced(draft) &&
    deps.actions[draft.place.forge.kind].upload === null
  ) {
    return goOn(deps, turn, { ...draft, attachments: [] }, note ?? sentence(t, 'files.unsupported'));
  }
  await keepDraft(deps, turn.visit, draft);
  await talk.answer();
  if (!isPlaced(draft)) return talk.show(placesMessage(t, draft));
  if (draft.title === '') return askField(deps, turn, draft, { field: 'title', note });
  if (draft.text === null) return askField(deps, turn, draft, { field: 'text', note });
  await showCard(deps, turn, draft, note);
}

/** Remembers where it is: a reply to it adds to the draft. */
async function showCard(deps: BotDeps, turn: Turn, draft: PlacedDraft, note: TextLine | null): Promise<void> {
  const { talk, visit } = turn;
  const cardId = await talk.place(cardMessage(turn.t, draft, note));
  if (cardId === null) return;
  await keepDraft(deps, visit, { ...draft, cardId });
  const payload = { draftId: draft.id, field: 'card' };
  await keepAnswer(deps, visit, cardId, { action: DRAFT_REPLY, payload, lifetimeMs: DRAFT_LIFETIME_MS });
}

export async function askField(
  deps: BotDeps,
  turn: Turn,
  draft: IssueDraft,
  { field, note }: { readonly field: 'title' | 'text'; readonly note: TextLine | null },
): Promise<void> {
  const { place, title, id } = draft;
  const project = { text: place?.project.path ?? '', href: place?.project.url ?? '' };
  const question = sentence(turn.t, draft.desk === null ? `issue.${field}` : `report.${field}`, {
    title,
    project,
  });
  await askAndKeep(
    deps,
    turn,
    { lines: [...(note === null ? [] : [note]), question], asksReply: true },
    { action: DRAFT_REPLY, payload: { draftId: id, field }, lifetimeMs: DRAFT_LIFETIME_MS },
  );
}

/** A reply to such a question, or to the card. False where it is meant for what the card has become since. */
export async function takeReply(deps: BotDeps, turn: Turn, { payload }: PendingAction): Promise<boolean> {
  const { visit, talk, t } = turn;
  const field = textIn(payload, 'field');
  const draft = await findDraft(deps, turn, textIn(payload, 'draftId'));
  if (draft === null && field === 'card') return false;
  const given = visit.text.trim();
  const isEmpty = given === '' && visit.attachments.length === 0;
  if (draft === null) await talk.reply({ lines: [sentence(t, 'press.expired')] });
  else if (isEmpty) await talk.reply({ lines: [sentence(t, 'ask.only-text')] });
  else if (isStop(given)) await drop(deps, turn, draft);
  else await takeAnswer(deps, turn, draft, field);
  return true;
}

async function takeAnswer(deps: BotDeps, turn: Turn, draft: IssueDraft, field: string): Promise<void> {
  const { visit, t } = turn;
  const given = visit.text.trim();
  await rememberAlbum(deps, visit, 'album-draft', { draftId: draft.id });
  const note = isTooMuch(draft, visit) ? sentence(t, 'files.too-many', { count: MOST_ATTACHED }) : null;
  const attached = withFiles(draft, visit);
  if (field === 'title') {
    return goOn(
      deps,
      turn,
      given === '' ? attached : { ...attached, title: given.replace(/\s+/g, ' ') },
      note,
    );
  }
  if (field === 'card') return goOn(deps, turn, withText(attached, given), note);
  const text = isSkip(given) ? '' : given === '' ? (draft.text ?? '') : given;
  await goOn(deps, turn, { ...attached, text }, note);
}

/** The rest of an album, whose first message came with the draft: its card is brought up to date without a sound. */
export async function takeRestOfAlbum(deps: BotDeps, turn: Turn, draftId: string): Promise<void> {
  const { visit, talk, t } = turn;
  const draft = await findDraft(deps, turn, draftId);
  if (draft === null) return talk.reply({ lines: [sentence(t, 'press.expired')] });
  const isUseless = isPlaced(draft) && deps.actions[draft.place.forge.kind].upload === null;
  if (isUseless) return;
  const grown = withText(withFiles(draft, visit), visit.command === null ? visit.text.trim() : '');
  await keepDraft(deps, visit, grown);
  const note = isTooMuch(draft, visit) ? sentence(t, 'files.too-many', { count: MOST_ATTACHED }) : null;
  if (grown.cardId === null || !isPlaced(grown)) return;
  await deps.channel.edit(visit.address, grown.cardId, cardMessage(t, grown, note));
}

export async function findDraft(deps: BotDeps, { visit }: Turn, draftId: string): Promise<IssueDraft | null> {
  const pending = await findOwn(deps, visit, draftId, DRAFT);
  return pending === null ? null : draftFrom(pending);
}

/** Each once, also where its message is delivered twice. */
function withFiles(draft: IssueDraft, { attachments }: Visit): IssueDraft {
  const all = [...draft.attachments, ...attachments].map((one) => [one.uniqueId, one] as const);
  return { ...draft, attachments: [...new Map(all).values()].slice(0, MOST_ATTACHED) };
}

function isTooMuch(draft: IssueDraft, { attachments }: Visit): boolean {
  return draft.attachments.length + attachments.length > MOST_ATTACHED;
}

/** What is said without having been asked for is added. */
function withText(draft: IssueDraft, given: string): IssueDraft {
  if (given === '') return draft;
  return { ...draft, text: [draft.text ?? '', given].filter((part) => part !== '').join('\n\n') };
}

export async function drop(deps: BotDeps, { talk, t }: Turn, draft: IssueDraft): Promise<void> {
  await deps.stores.pending.take(draft.id, deps.clock());
  await talk.answer();
  await talk.show({ lines: [sentence(t, `${wordsOf(draft)}.dropped`)] });
}
