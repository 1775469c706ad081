import { Composer } from 'telegraf';
import type { CommandName } from '../commands.js';
import { sentence } from '../phrase.js';
import type { BotContext, Step } from '../turn.js';

/** What is nobody's business in a group. */
const PRIVATE: ReadonlySet<string> = new Set<CommandName>([
  'start',
  'token',
  'accounts',
  'status',
  'export',
  'forget',
  'users',
  'invite',
  'dashboard',
  'record',
  'history',
  'todo',
  'mrs',
]);

export function privateOnlyFeature(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(sendElsewhere);
  return composer;
}

const sendElsewhere: Step = async (ctx, next) => {
  const { visit, talk, t } = ctx.turn;
  if (visit.chatKind === 'private' || !PRIVATE.has(visit.command?.name ?? '')) return next();
  await talk.reply({
    lines: [sentence(t, 'group.private-only')],
    buttons: [[{ label: t('button.private-chat'), url: `https://t.me/${ctx.me}` }]],
  });
};
