import { Composer } from 'telegraf';
import { DEFAULT_LANGUAGE } from '../../domain/language.js';
import type { Message } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress, LANGUAGE_CHOICES, type LanguageChoice } from '../callback-data.js';
import { publishGroupMenu, publishMenuOf } from '../menu.js';
import { sentence } from '../phrase.js';
import { backToSettings } from '../settings-button.js';
import { asTexts, LANGUAGES, supportedLanguage, type TextKey } from '../translator.js';
import { onCommand, onPress, onSettings, type BotContext, type Turn } from '../turn.js';

/** `/language [name]`: a person's own, or in a group that of the group. */
export function languageFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onCommand('language', async (turn) => {
      const typed = turn.visit.command?.argument ?? '';
      const choice = choiceNamed(deps, turn, typed);
      if (choice !== null) await choose(deps, turn, choice);
      const message = await panel(deps, turn);
      const isUnknown = typed !== '' && choice === null;
      const lines = isUnknown ? [sentence(turn.t, 'language.unknown')] : message.lines;
      await turn.talk.reply({ ...message, lines });
    }),
    onSettings('language', async (turn) => turn.talk.show(await panel(deps, turn))),
    onPress('language', async (turn, { choice }) => {
      if (!choicesIn(turn).includes(choice)) return turn.talk.answer(turn.t('press.unknown'));
      await choose(deps, turn, choice);
      await turn.talk.show(await panel(deps, turn));
    }),
  );
  return composer;
}

/** Telegram names no language for a group. */
function choicesIn({ visit }: Turn): readonly LanguageChoice[] {
  return visit.chatKind === 'private' ? LANGUAGE_CHOICES : LANGUAGES;
}

/** By its tag or by its own name. */
function choiceNamed({ translator }: BotDeps, turn: Turn, typed: string): LanguageChoice | null {
  const word = typed.toLowerCase();
  const isNamed = (choice: LanguageChoice): boolean =>
    choice === word ||
    (choice !== 'telegram' && asTexts(translator(choice))('language.name').toLowerCase() === word);
  return choicesIn(turn).find(isNamed) ?? null;
}

async function choose(deps: BotDeps, { visit }: Turn, choice: LanguageChoice): Promise<void> {
  const { stores, clock } = deps;
  if (visit.chatKind === 'private') {
    const language = choice === 'telegram' ? null : choice;
    await stores.members.chooseLanguage(visit.visitor.id, language, clock());
    await publishMenuOf(deps, visit.visitor.id);
  } else {
    await stores.chats.chooseLanguage(visit.address.chatId, choice);
    await publishGroupMenu(deps, visit.address.chatId, choice);
  }
}

/** In the language that holds from now on. */
async function panel(deps: BotDeps, turn: Turn): Promise<Message> {
  const { chosen, language } = await current(deps, turn);
  const t = asTexts(deps.translator(language));
  const label = (choice: LanguageChoice): string =>
    choice === 'telegram' ? t('language.telegram') : asTexts(deps.translator(choice))('language.name');
  const inPrivate: TextKey = chosen === 'telegram' ? 'language.as-telegram-says' : 'language.chosen';
  const key = turn.visit.chatKind === 'private' ? inPrivate : 'language.of-group';
  return {
    lines: [sentence(t, key)],
    buttons: [
      choicesIn(turn).map((choice) => ({
        label: `${choice === chosen ? '✓ ' : ''}${label(choice)}`,
        action: encodePress({ kind: 'language', choice }),
      })),
      backToSettings(t),
    ],
  };
}

async function current(
  { stores }: BotDeps,
  { visit }: Turn,
): Promise<{ readonly chosen: LanguageChoice; readonly language: string }> {
  if (visit.chatKind === 'group') {
    const chat = await stores.chats.find(visit.chatKey);
    const chosen = supportedLanguage(chat?.language ?? DEFAULT_LANGUAGE);
    return { chosen, language: chosen };
  }
  const member = await stores.members.find(visit.visitor.id);
  const chosen = member?.chosenLanguage ?? null;
  return chosen === null
    ? { chosen: 'telegram', language: visit.visitor.language }
    : { chosen: supportedLanguage(chosen), language: chosen };
}
