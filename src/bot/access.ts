import { languageIn, languageOf } from '../domain/language.js';
import type { Member } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import { createClaim, type Claim } from './claim.js';
import { isCommandName } from './commands.js';
import { sentence } from './phrase.js';
import { asTexts, type TextKey } from './translator.js';
import type { Step, Turn } from './turn.js';
import type { Visitor } from './visit.js';

/** Lets members through; everyone else hears how to become one, and in groups mostly nothing. */
export function accessStep(deps: BotDeps): Step {
  const { allowedUsers, claimCode, stores, translator } = deps;
  const claim = allowedUsers.length > 0 || claimCode === null ? null : createClaim(claimCode, deps);

  return async (ctx, next) => {
    const member = (await admit(deps, ctx.turn.visit.visitor)) ?? (await meetStranger(deps, ctx.turn, claim));
    if (member === null) return;
    const { address, chatKind: kind, chatTitle: title } = ctx.turn.visit;
    const language = kind === 'group' ? languageOf(member) : null;
    const chat = await stores.chats.save({ address, kind, title, language });
    ctx.turn = { ...ctx.turn, t: asTexts(translator(languageIn(chat, member))) };
    await next();
  };
}

/** The list of the settings decides where there is one; else whoever is in the database. */
async function admit(deps: BotDeps, visitor: Visitor): Promise<Member | null> {
  const { allowedUsers, stores, clock } = deps;
  const known = await stores.members.find(visitor.id);
  const isListed = allowedUsers.includes(visitor.id);
  if (allowedUsers.length === 0 ? known === null : !isListed) return null;
  const isOperator = isListed ? allowedUsers[0] === visitor.id : known?.isOperator === true;
  const member = { ...visitor, chosenLanguage: known?.chosenLanguage ?? null, isOperator };
  if (known !== null && isSame(known, member)) return known;
  await stores.members.save(member, clock());
  return member;
}

function isSame(one: Member, other: Member): boolean {
  return one.name === other.name && one.language === other.language && one.isOperator === other.isOperator;
}

async function meetStranger(deps: BotDeps, turn: Turn, claim: Claim | null): Promise<Member | null> {
  if (claim === null || (await deps.stores.members.hasOperator())) return refuse(turn, 'access.refused');
  const { visit, talk, t } = turn;
  const guess = visit.command?.name === 'start' ? visit.command.argument : '';
  if (visit.chatKind === 'group' || guess === '') return refuse(turn, 'access.unclaimed');
  const outcome = await claim.try(visit.visitor, guess);
  if (outcome.kind === 'too-late') return refuse(turn, 'access.refused');
  if (outcome.kind !== 'claimed') return refuse(turn, `access.${outcome.kind}`);
  await talk.reply({ lines: [sentence(t, 'access.claimed')] });
  return outcome.member;
}

async function refuse({ visit, talk, t }: Turn, key: TextKey): Promise<null> {
  const { chatKind, command, query, visitor } = visit;
  const id = { text: visitor.id, style: 'code' } as const;
  if (query !== null) {
    await talk.answer(t('access.members-only'));
  } else if (chatKind === 'private') {
    await talk.reply({ lines: [sentence(t, key, { id })] });
  } else if (command !== null && (command.isAddressed || isCommandName(command.name))) {
    await talk.reply({ lines: [sentence(t, 'access.members-only')] });
  }
  return null;
}
