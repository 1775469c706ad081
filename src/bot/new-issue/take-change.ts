import type { JsonObject } from '../../domain/json.js';
import { isSkip } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { REMEMBERED_MS } from '../files/album.js';
import { findOwn, putPending } from '../pending.js';
import { textIn } from '../pending-payload.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { cardMessage } from './card.js';
import { draftFrom, isPlaced, keepDraft, type IssueDraft } from './draft.js';
import { asTitle, reworded, type SaidWords } from './said-words.js';
import { findDraft, goOn, LONGEST_TITLE } from './steps.js';

/** Says of a message which draft it gave words to. */
const SAID = 'draft-words';
/** A draft after it was sent. */
const SENT = 'draft-sent';

type KeepDeps = Pick<BotDeps, 'stores' | 'clock'>;

/** A draft that a message gave words to. */
export interface SaidDraft {
  readonly draft: IssueDraft;
  readonly isSent: boolean;
}

/** Has later changes of the visitor's message count for the draft. */
export async function rememberSaid(deps: KeepDeps, visit: Visit, { id }: IssueDraft): Promise<void> {
  const payload = { draftId: id };
  await putPending(deps, visit, saidKey(visit), { action: SAID, payload, lifetimeMs: REMEMBERED_MS });
}

/** Has them count for what was made of it. */
export async function rememberSent(deps: KeepDeps, visit: Visit, draft: IssueDraft): Promise<void> {
  const payload = JSON.parse(JSON.stringify(draft)) as JsonObject;
  await putPending(deps, visit, sentKey(draft.id), { action: SENT, payload, lifetimeMs: REMEMBERED_MS });
}

/** `null`: the visitor's message gave words to none, or to one that was dropped. */
export async function findSaidDraft(deps: BotDeps, turn: Turn): Promise<SaidDraft | null> {
  const said = await findOwn(deps, turn.visit, saidKey(turn.visit), SAID);
  if (said === null) return null;
  const id = textIn(said.payload, 'draftId');
  const sent = await findOwn(deps, turn.visit, sentKey(id), SENT);
  const draft = sent === null ? await findDraft(deps, turn, id) : draftFrom({ id, payload: sent.payload });
  return draft === null ? null : { draft, isSent: sent !== null };
}

/** A message that gave words to the draft was changed: so is the draft, where they stand in it still. */
export async function changeDraft(
  deps: BotDeps,
  turn: Turn,
  draft: IssueDraft,
  words: SaidWords = answerIn(turn.visit),
): Promise<void> {
  const { visit, t } = turn;
  const after = reworded(draft, visit.messageId, words);
  if (after === null) return;
  // The title was asked for, and this answers.
  if (draft.title === '' || after.title.length > LONGEST_TITLE) return goOn(deps, turn, after);
  const shown = { ...after, listing: null };
  await keepDraft(deps, visit, shown);
  if (shown.cardId === null || !isPlaced(shown)) return;
  await deps.channel.edit(visit.address, shown.cardId, cardMessage(t, shown, null));
}

/** An answer is all title or all text. */
export function answerIn({ text, markdown }: Visit): SaidWords {
  return { title: asTitle(text), text: isSkip(text.trim()) ? '' : markdown.trim() };
}

/** Both hold a colon, which no callback data can name. */
function saidKey({ address, messageId }: Visit): string {
  return `said:${address.chatId}:${messageId}`;
}

function sentKey(draftId: string): string {
  return `sent:${draftId}`;
}
