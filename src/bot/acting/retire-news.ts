import type { Message } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import { cardKey } from '../../domain/subject.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import type { Ground } from './errand.js';
import { wordsFor } from './outcome-text.js';
import { edit, findEvent, toldTogether } from './refresh-news.js';

/**
 * What it told of is gone, or its only reader may not see it any more: no button of the news and of the card would do
 * anything. Others of a group may see it still.
 */
export async function retireNews(deps: BotDeps, turn: Turn, ground: Ground): Promise<void> {
  const { t, visit } = turn;
  const { messageId } = ground;
  const told = await findEvent(deps, turn, messageId);
  if (visit.chatKind !== 'private' || told === null || messageId === null) return;
  const retired = ({ lines }: Message): Message => ({
    lines: [...lines, sentence(t, 'act.gone-here', wordsFor(t, ground))],
    buttons: [],
  });
  const renderer = deps.renderer.at((await deps.stores.preferences.find(visit.chatKey)).privacy);
  const burst = await toldTogether(deps, turn, messageId, told);
  await edit(deps, turn, messageId, retired(renderer.news(burst, false, t as Translate)));
  const cardId = await deps.stores.news.findCard(told.chatKey, cardKey(told.event.subject));
  if (cardId === null || cardId === messageId) return;
  const toldByCard = await findEvent(deps, turn, cardId);
  const card = renderer.card(toldByCard ?? told, t as Translate);
  if (card !== null) await edit(deps, turn, cardId, retired(card));
}
