import { chatKey } from '../domain/chat.js';
import { DEFAULT_LANGUAGE, languageOf } from '../domain/language.js';
import type { BotDeps } from './bot-deps.js';
import { asTexts } from './translator.js';
import type { Step } from './turn.js';
import type { Visit } from './visit.js';

type LanguageDeps = Pick<BotDeps, 'stores' | 'translator'>;

/** Whoever is answered without being a member reads what members read here: a group has one language. */
export function languageStep(deps: LanguageDeps): Step {
  return async (ctx, next) => {
    const { visit } = ctx.turn;
    const language = await (visit.chatKind === 'group' ? ofGroup : ofMember)(deps, visit);
    if (language !== null) ctx.turn = { ...ctx.turn, t: asTexts(deps.translator(language)) };
    await next();
  };
}

/** `null`: nobody knows the group yet. */
async function ofGroup({ stores }: LanguageDeps, { chatKey: key, address }: Visit): Promise<string | null> {
  const whole = chatKey({ ...address, topicId: null });
  const chat = (await stores.chats.find(key)) ?? (await stores.chats.find(whole));
  return chat === null ? null : (chat.language ?? DEFAULT_LANGUAGE);
}

/** `null`: a stranger, of whom Telegram alone tells. */
async function ofMember({ stores }: LanguageDeps, { visitor }: Visit): Promise<string | null> {
  const member = await stores.members.find(visitor.id);
  return member === null ? null : languageOf(member);
}
