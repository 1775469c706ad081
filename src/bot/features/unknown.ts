import { Composer } from 'telegraf';
import type { BotDeps } from '../bot-deps.js';
import { nearestCommand } from '../commands.js';
import { recallAlbum, rememberAlbum } from '../files/album.js';
import { sentence } from '../phrase.js';
import type { BotContext, Turn } from '../turn.js';

/** Whatever no other feature took. Service messages and stickers get no answer. */
export function unknownFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(({ turn }) => answer(deps, turn));
  return composer;
}

async function answer(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  if (visit.query !== null) return talk.answer(t('press.unknown'));
  if (visit.attachments.length > 0 && visit.command === null) return askWhere(deps, turn);
  if (visit.text === '') return;
  if (visit.command === null) return talk.reply({ lines: [sentence(t, 'unknown.text')] });
  const nearest = nearestCommand(visit.command.name);
  if (nearest === null) return talk.reply({ lines: [sentence(t, 'unknown.command')] });
  const meant = { text: `/${nearest}`, style: 'command' } as const;
  await talk.reply({ lines: [sentence(t, 'unknown.nearest', { meant })] });
}

/** A file without a context; once an album. */
async function askWhere(deps: BotDeps, { visit, talk, t }: Turn): Promise<void> {
  if ((await recallAlbum(deps, visit, 'album-told')) !== null) return;
  await rememberAlbum(deps, visit, 'album-told', {});
  await talk.reply({ lines: [sentence(t, 'files.nowhere')] });
}
