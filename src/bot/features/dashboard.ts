import { Composer } from 'telegraf';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { sentence } from '../phrase.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** `/dashboard`: a link that opens the page once, and a way to close every page. */
export function dashboardFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('dashboard', (turn) => open(deps, turn)));
  composer.use(onPress('sign-out', (turn) => signOut(deps, turn)));
  return composer;
}

async function open({ linkToPage }: BotDeps, { visit, talk, t }: Turn): Promise<void> {
  if (linkToPage === null) return talk.reply({ lines: [sentence(t, 'dashboard.off')] });
  const url = await linkToPage(visit.visitor.id);
  await talk.reply({
    // Telegram makes no button of an address of this machine: as text it can be copied.
    lines: [sentence(t, 'dashboard.link'), { kind: 'code', text: url }],
    buttons: [
      [{ label: t('button.dashboard'), url }],
      [{ label: t('button.sign-out'), action: encodePress({ kind: 'sign-out' }) }],
    ],
  });
}

async function signOut({ stores, logger }: BotDeps, { visit, talk, t }: Turn): Promise<void> {
  if (visit.chatKind !== 'private') return talk.answer(t('press.foreign'));
  await stores.passes.revoke(visit.visitor.id, null);
  logger.info({ personId: visit.visitor.id }, 'a person signed out of every page');
  await talk.show({ lines: [sentence(t, 'dashboard.signed-out')] });
}
