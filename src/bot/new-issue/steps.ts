import type { Message, TextLine } from '../../domain/message.js';
import { askAndKeep, keepAnswer } from '../acting/ask.js';
import type { BotDeps } from '../bot-deps.js';
import { findOwn } from '../pending.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { cardMessage, placesMessage, wordsOf } from './card.js';
import { DRAFT, DRAFT_LIFETIME_MS, draftFrom, isPlaced, keepDraft, type IssueDraft } from './draft.js';

/** A question about a draft that a reply answers. */
export const DRAFT_REPLY = 'issue-reply';

/** GitLab takes 255 characters, GitHub one more. */
export const LONGEST_TITLE = 255;

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
  await keepDraft(deps, turn.visit, { ...draft, listing: null });
  await talk.answer();
  if (!isPlaced(draft)) return talk.show(placesMessage(t, draft));
  if (draft.title === '') return askField(deps, turn, draft, { field: 'title', note });
  if (draft.text === null) return askField(deps, turn, draft, { field: 'text', note });
  await showDraft(deps, turn, { ...draft, listing: null }, cardMessage(t, draft, note));
}

/** Remembers where it is: a reply to it adds to the draft, or searches what is listed. */
export async function showDraft(
  deps: BotDeps,
  turn: Turn,
  draft: IssueDraft,
  message: Message,
): Promise<void> {
  const { talk, visit } = turn;
  const cardId = await talk.place(message);
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

export async function findDraft(deps: BotDeps, { visit }: Turn, draftId: string): Promise<IssueDraft | null> {
  const pending = await findOwn(deps, visit, draftId, DRAFT);
  return pending === null ? null : draftFrom(pending);
}

export async function drop(deps: BotDeps, { talk, t }: Turn, draft: IssueDraft): Promise<void> {
  await deps.stores.pending.take(draft.id, deps.clock());
  await talk.answer();
  await talk.show({ lines: [sentence(t, `${wordsOf(draft)}.dropped`)] });
}
