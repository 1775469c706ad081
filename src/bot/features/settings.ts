import { Composer } from 'telegraf';
import type { Message } from '../../domain/message.js';
import { forgetAnswer } from '../acting/ask.js';
import type { BotDeps } from '../bot-deps.js';
import { privacyPanel, settingsPanel } from '../settings-panel.js';
import { onCommand, onPress, onSettings, type BotContext, type Turn } from '../turn.js';

/** `/settings`: one message that leads to all that can be set, and back. */
export function settingsFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('settings', async (turn) => turn.talk.reply(await menu(deps, turn))));
  composer.use(
    onSettings('menu', async (turn) => {
      await forgetAnswer(deps, turn.visit, turn.visit.messageId);
      await turn.talk.show(await menu(deps, turn));
    }),
  );
  composer.use(
    onSettings('privacy', async ({ talk, t, visit }) => {
      await talk.show(privacyPanel(t, await deps.stores.preferences.find(visit.chatKey)));
    }),
  );
  composer.use(
    onPress('privacy-set', async ({ talk, t, visit }, { level }) => {
      const { preferences } = deps.stores;
      await talk.show(
        privacyPanel(t, await preferences.change(visit.chatKey, { privacy: level }, deps.clock())),
      );
    }),
  );
  return composer;
}

async function menu({ stores }: BotDeps, { t, visit }: Turn): Promise<Message> {
  const preferences = await stores.preferences.find(visit.chatKey);
  const watches = await stores.watches.listOfChat(visit.chatKey);
  const isGroup = visit.chatKind === 'group';
  return settingsPanel(t, { preferences, projects: watches.length, isGroup });
}
