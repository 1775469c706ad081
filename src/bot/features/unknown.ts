import { Composer } from 'telegraf';
import { nearestCommand } from '../commands.js';
import { sentence } from '../phrase.js';
import type { BotContext, Step } from '../turn.js';

/** Whatever no other feature took. Service messages and stickers get no answer. */
export function unknownFeature(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(answer);
  return composer;
}

const answer: Step = async ({ turn }) => {
  const { visit, talk, t } = turn;
  if (visit.query !== null) return talk.answer(t('press.unknown'));
  if (visit.text === '') return;
  if (visit.command === null) return talk.reply({ lines: [sentence(t, 'unknown.text')] });
  const nearest = nearestCommand(visit.command.name);
  if (nearest === null) return talk.reply({ lines: [sentence(t, 'unknown.command')] });
  const meant = { text: `/${nearest}`, style: 'command' } as const;
  await talk.reply({ lines: [sentence(t, 'unknown.nearest', { meant })] });
};
