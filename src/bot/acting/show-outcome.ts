import type { Outcome } from '../../actions/attempt.js';
import type { Actor } from '../../domain/actions/look.js';
import { plainText, type Message, type TextLine } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import type { Errand } from './errand.js';
import { outcomeLine } from './outcome-text.js';
import { refreshNews } from './refresh-news.js';
import { retireNews } from './retire-news.js';
import type { Via } from './run-errand.js';

export interface How {
  readonly via: Via;
}

/** One sentence where it is looked for: over the chat after a press on news, else in place of the question. */
export async function say(
  { talk, t }: Turn,
  how: How,
  key: TextKey,
  params: PhraseParams = {},
): Promise<void> {
  await tell({ talk }, how, sentence(t, key, params));
}

export interface Ended {
  readonly errand: Errand;
  readonly outcome: Exclude<Outcome, { kind: 'confirm' }>;
  readonly actor: Actor;
}

export async function showOutcome(
  deps: BotDeps,
  turn: Turn,
  { errand, outcome, actor }: Ended,
  how: How,
): Promise<void> {
  const line = outcomeLine(turn.t, errand, outcome);
  await tell(turn, how, line, outcome.kind === 'done' ? 'toast' : 'alert');
  const look = outcome.kind === 'busy' ? null : outcome.look;
  const isGone = outcome.kind === 'failed' && outcome.error.code === 'not-found';
  if (look === null && isGone) return retireNews(deps, turn, errand.ground);
  if (look === null && outcome.kind !== 'done') return;
  const doneBy = outcome.kind === 'done' ? turn.visit.visitor.name : null;
  const reader = turn.visit.chatKind === 'private' ? actor : null;
  await refreshNews(deps, turn, { errand, look, doneBy, reader });
}

export async function tell(
  { talk }: Pick<Turn, 'talk'>,
  { via }: How,
  line: TextLine,
  manner: 'alert' | 'toast' = 'alert',
): Promise<void> {
  const message: Message = { lines: [line] };
  if (via === 'news') return talk.insist(plainText(line), manner);
  if (via === 'question') return talk.show(message);
  await talk.reply(message);
}
