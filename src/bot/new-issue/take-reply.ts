import type { PendingAction } from '../../domain/ports/people-store.js';
import { isStop } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { rememberAlbum } from '../files/album.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { cardMessage } from './card.js';
import { isPlaced, keepDraft, type IssueDraft, type Listing, type PlacedDraft } from './draft.js';
import { searchListed } from './listing.js';
import { withMoreText, withText, withTitle } from './said-words.js';
import { drop, findDraft, goOn } from './steps.js';
import { answerIn, rememberSaid } from './take-change.js';

/** As many as Telegram sends at once. */
const MOST_ATTACHED = 10;

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
  if (field === 'card' && isSearch(draft, visit)) return searchListed(deps, turn, draft, given);
  await rememberSaid(deps, visit, draft);
  await goOn(deps, turn, withAnswer(attached, visit, field), note);
}

function withAnswer(draft: IssueDraft, visit: Visit, field: string): IssueDraft {
  const { messageId, markdown } = visit;
  const { title, text } = answerIn(visit);
  if (field === 'title') return title === '' ? draft : withTitle(draft, messageId, title);
  const isMore = field === 'card' || (title === '' && draft.text !== null);
  return isMore ? withMoreText(draft, messageId, markdown.trim()) : withText(draft, messageId, text);
}

function isSearch(
  draft: IssueDraft,
  { attachments }: Visit,
): draft is PlacedDraft & { readonly listing: Listing } {
  return draft.listing !== null && isPlaced(draft) && attachments.length === 0;
}

/** The rest of an album, whose first message came with the draft: its card is brought up to date without a sound. */
export async function takeRestOfAlbum(deps: BotDeps, turn: Turn, draftId: string): Promise<void> {
  const { visit, talk, t } = turn;
  const draft = await findDraft(deps, turn, draftId);
  if (draft === null) return talk.reply({ lines: [sentence(t, 'press.expired')] });
  const isUseless = isPlaced(draft) && deps.actions[draft.place.forge.kind].upload === null;
  if (isUseless) return;
  const given = visit.command === null ? visit.markdown.trim() : '';
  const grown = withMoreText(withFiles(draft, visit), visit.messageId, given);
  await rememberSaid(deps, visit, draft);
  await keepDraft(deps, visit, grown);
  const note = isTooMuch(draft, visit) ? sentence(t, 'files.too-many', { count: MOST_ATTACHED }) : null;
  if (grown.cardId === null || !isPlaced(grown)) return;
  await talk.rewrite(grown.cardId, cardMessage(t, grown, note));
}

/** Each once, also where its message is delivered twice. */
function withFiles(draft: IssueDraft, { attachments }: Visit): IssueDraft {
  const all = [...draft.attachments, ...attachments].map((one) => [one.uniqueId, one] as const);
  return { ...draft, attachments: [...new Map(all).values()].slice(0, MOST_ATTACHED) };
}

function isTooMuch(draft: IssueDraft, { attachments }: Visit): boolean {
  return draft.attachments.length + attachments.length > MOST_ATTACHED;
}
