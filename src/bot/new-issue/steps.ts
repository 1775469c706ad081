import type { TextLine } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { askAndKeep } from '../acting/ask.js';
import { isSkip, isStop } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { cardMessage, placesMessage } from './card.js';
import { DRAFT, DRAFT_LIFETIME_MS, draftFrom, isPlaced, keepDraft, type IssueDraft } from './draft.js';

/** A question about a draft that a reply answers. */
export const DRAFT_REPLY = 'issue-reply';

/** GitLab takes 255 characters, GitHub one more. */
const LONGEST_TITLE = 255;

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
  await keepDraft(deps, turn.visit, draft);
  await talk.answer();
  if (!isPlaced(draft)) return talk.show(placesMessage(t, draft));
  if (draft.title === '') return askField(deps, turn, draft, { field: 'title', note });
  if (draft.text === null) return askField(deps, turn, draft, { field: 'text', note });
  await talk.show(cardMessage(t, draft, note));
}

export async function askField(
  deps: BotDeps,
  turn: Turn,
  draft: IssueDraft,
  { field, note }: { readonly field: 'title' | 'text'; readonly note: TextLine | null },
): Promise<void> {
  const { place, title, id } = draft;
  const project = { text: place?.project.path ?? '', href: place?.project.url ?? '' };
  const question = sentence(turn.t, `issue.${field}`, { title, project });
  await askAndKeep(
    deps,
    turn,
    { lines: [...(note === null ? [] : [note]), question], asksReply: true },
    { action: DRAFT_REPLY, payload: { draftId: id, field }, lifetimeMs: DRAFT_LIFETIME_MS },
  );
}

/** A reply to such a question. */
export async function takeReply(deps: BotDeps, turn: Turn, { payload }: PendingAction): Promise<void> {
  const { visit, talk, t } = turn;
  const pending = await deps.stores.pending.find(textIn(payload, 'draftId'), deps.clock());
  const draft =
    pending?.action === DRAFT && pending.personId === visit.visitor.id ? draftFrom(pending) : null;
  if (draft === null) return talk.reply({ lines: [sentence(t, 'press.expired')] });
  const given = visit.text.trim();
  if (given === '') return talk.reply({ lines: [sentence(t, 'ask.only-text')] });
  if (isStop(given)) return drop(deps, turn, draft);
  if (textIn(payload, 'field') === 'text') {
    return goOn(deps, turn, { ...draft, text: isSkip(given) ? '' : given });
  }
  await goOn(deps, turn, { ...draft, title: given.replace(/\s+/g, ' ') });
}

export async function drop(deps: BotDeps, { talk, t }: Turn, { id }: IssueDraft): Promise<void> {
  await deps.stores.pending.take(id, deps.clock());
  await talk.answer();
  await talk.show({ lines: [sentence(t, 'issue.dropped')] });
}
