import { languageIn, languageOf } from '../domain/language.js';
import { mayUse } from '../domain/access.js';
import type { Member } from '../domain/ports/people-store.js';
import { createRateLimit } from '../domain/rate-limit.js';
import { MINUTE } from '../domain/time.js';
import { createAskOperators, type AskOperators } from './ask-operators.js';
import type { BotDeps } from './bot-deps.js';
import { createClaim, type Claim } from './claim.js';
import { isCommandName } from './commands.js';
import { followInvite, inviteBehind, letInBy } from './invite.js';
import { publishMenuOf } from './menu.js';
import { sentence } from './phrase.js';
import { asTexts, type TextKey } from './translator.js';
import type { Step, Turn } from './turn.js';
import type { Visitor } from './visit.js';

/** So often it is noted that somebody is here. */
const NOTED_EVERY_MS = 5 * MINUTE;

/** Lets members through; everyone else hears how to become one, and in groups mostly nothing. */
export function accessStep(deps: BotDeps): Step {
  const { allowedUsers, claimCode, stores, translator, clock } = deps;
  const claim = allowedUsers.length > 0 || claimCode === null ? null : createClaim(claimCode, deps);
  const askOperators = createAskOperators(deps);
  const noted = createRateLimit(1, NOTED_EVERY_MS, clock);

  return async (ctx, next) => {
    const { visitor } = ctx.turn.visit;
    const member =
      (await admit(deps, visitor)) ?? (await meetStranger(deps, ctx.turn, { claim, askOperators }));
    if (member === null) return;
    if (noted.try(visitor.id) === 'allowed') await stores.members.see(visitor.id, clock());
    const { address, chatKind: kind, chatTitle: title } = ctx.turn.visit;
    const language = kind === 'group' ? languageOf(member) : null;
    const chat = await stores.chats.save({ address, kind, title, language });
    ctx.turn = { ...ctx.turn, t: asTexts(translator(languageIn(chat, member))) };
    await next();
  };
}

async function admit(deps: BotDeps, visitor: Visitor): Promise<Member | null> {
  const { allowedUsers, stores, clock } = deps;
  const known = await stores.members.find(visitor.id);
  if (!mayUse(allowedUsers, visitor.id, known)) return null;
  const isListed = allowedUsers.includes(visitor.id);
  const isOperator = isListed ? allowedUsers[0] === visitor.id : known?.isOperator === true;
  const member = { ...known, ...visitor, chosenLanguage: known?.chosenLanguage ?? null, isOperator };
  if (known !== null && isSame(known, member)) return known;
  await stores.members.save(member, clock());
  if (known === null && isOperator) await publishMenuOf(deps, member.id);
  return member;
}

function isSame(one: Member, other: Member): boolean {
  return one.name === other.name && one.language === other.language && one.isOperator === other.isOperator;
}

interface Door {
  readonly claim: Claim | null;
  readonly askOperators: AskOperators;
}

async function meetStranger(
  deps: BotDeps,
  turn: Turn,
  { claim, askOperators }: Door,
): Promise<Member | null> {
  const { visit, talk, t } = turn;
  if (claim === null || (await deps.stores.members.hasOperator())) {
    const invite = await inviteBehind(deps, turn);
    const invited = await letInBy(deps, visit.visitor, invite);
    if (invited !== null) return invited;
    if (invite !== null) await followInvite(deps, turn, invite);
    const isAlone = visit.chatKind === 'private' && visit.query === null;
    return refuse(turn, isAlone ? await askOperators(visit.visitor) : 'access.members-only');
  }
  const guess = visit.command?.name === 'start' ? visit.command.argument : '';
  if (visit.chatKind === 'group' || guess === '') return refuse(turn, 'access.unclaimed');
  const outcome = await claim.try(visit.visitor, guess);
  if (outcome.kind === 'too-late') return refuse(turn, 'access.refused');
  if (outcome.kind !== 'claimed') return refuse(turn, `access.${outcome.kind}`);
  await publishMenuOf(deps, outcome.member.id);
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
