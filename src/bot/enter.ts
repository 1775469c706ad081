import { MINUTE } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';
import { isCommandName } from './commands.js';
import { isInTicketTopic } from './desk/ticket-topic.js';
import { continuesAlbum } from './files/album.js';
import { findPending } from './pending.js';
import { sentence } from './phrase.js';
import { createRateLimit } from '../domain/rate-limit.js';
import { createTalk } from './talk.js';
import { guardNameless, guardToken } from './token-guard.js';
import { asTexts } from './translator.js';
import type { Step } from './turn.js';
import type { Visit } from './visit.js';
import { readVisit } from './visit.js';

/** So that nobody can use the bot to hammer a forge. */
const TURNS_PER_MINUTE = 30;

/** Turns the update into a turn, takes tokens out of the chat, and drops what nobody waits for. */
export function enterStep(deps: BotDeps, signal: AbortSignal): Step {
  return async (ctx, next) => {
    const visit = readVisit(ctx.update, ctx.me);
    if (visit === null) return guardNameless(deps, ctx.update);
    const t = asTexts(deps.translator(visit.visitor.language));
    const talk = createTalk(deps, visit, signal);
    ctx.turn = { visit, talk, t, botName: ctx.me, pending: null, tokenMessage: 'none' };
    const guarded = await guardToken(deps, ctx.turn);
    if (guarded === null) return;
    if (!(await concernsUs(deps, guarded.visit)) && !(await isInTicketTopic(deps, guarded.visit))) return;
    ctx.turn = guarded;
    await next();
    await talk.answer();
  };
}

/** Said to us, or sent along with what was. */
export async function concernsUs(deps: BotDeps, visit: Visit): Promise<boolean> {
  return isForUs(visit) || continuesAlbum(deps, visit);
}

/** At most so many messages and presses a person and minute; the first one too many is told so. */
export function limitStep({ clock }: BotDeps): Step {
  const limit = createRateLimit(TURNS_PER_MINUTE, MINUTE, clock);
  return async ({ turn }, next) => {
    const { visit, talk, t } = turn;
    const verdict = limit.try(visit.visitor.id);
    if (verdict === 'allowed') return next();
    await talk.answer(t('limit.wait'));
    if (verdict === 'refused-first' && visit.query === null)
      await talk.reply({ lines: [sentence(t, 'limit.wait')] });
  };
}

/** Finds the stored meaning of a pressed button; a foreign, expired or forged press ends here. */
export function pendingStep(deps: BotDeps): Step {
  return async (ctx, next) => {
    const { visit, talk, t } = ctx.turn;
    if (visit.query === null) return next();
    const { press } = visit.query;
    if (press === null) return talk.answer(t('press.unknown'));
    if (press.kind !== 'pending') return next();
    const pending = await findPending(deps, visit, press.id);
    if (pending === 'expired' && visit.chatKind === 'private')
      return talk.insist(t('press.expired'), 'alert');
    if (pending === 'expired' || pending === 'foreign') return talk.answer(t(`press.${pending}`));
    ctx.turn = { ...ctx.turn, pending };
    await next();
  };
}

/** What these made follows the message that gave them. */
const FOLLOWED: readonly string[] = ['comment', 'report'];

/** In a group, people mostly talk to each other; what replies to us may be meant for us. A change matters only to what a reply became. */
function isForUs({ chatKind, command, query, isEdit, repliesTo }: Visit): boolean {
  if (isEdit) return command === null ? repliesTo !== null : FOLLOWED.includes(command.name);
  if (query !== null || chatKind === 'private') return true;
  if (command === null) return repliesTo !== null;
  return command.isAddressed || isCommandName(command.name);
}
