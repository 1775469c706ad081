import { Composer } from 'telegraf';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { actionNamed } from '../../actions/index.js';
import { askFor, findQuestion, forgetAnswer, REPLY } from '../acting/ask.js';
import { joinQuestion } from '../acting/asked-words.js';
import { changeComment } from '../acting/change-comment.js';
import { recallParts, rememberSent } from '../acting/comment-parts.js';
import { errandFromJson, inputOf, type Errand } from '../acting/errand.js';
import { groundOfMessage } from '../acting/ground.js';
import { inviteTalker } from '../acting/invite.js';
import { messageKeyOf } from '../acting/message-key.js';
import { isStop } from '../acting/on-answer.js';
import { wordsFor } from '../acting/outcome-text.js';
import { ownAccount } from '../acting/own-account.js';
import { runErrand } from '../acting/run-errand.js';
import type { BotDeps } from '../bot-deps.js';
import { usableFiles } from '../files/usable-files.js';
import { sentence } from '../phrase.js';
import type { BotContext, Turn } from '../turn.js';
import type { Visit } from '../visit.js';

/** A reply to the bot: the answer to a question, or a comment on what the message told. */
export function repliesFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(async ({ turn }, next) => {
    const { visit } = turn;
    if (visit.isEdit) return changeComment(deps, turn);
    const { query, command, repliesTo } = visit;
    // A question may be ended by a command as well.
    if (query !== null || (command !== null && (command.name !== 'cancel' || repliesTo === null)))
      return next();
    // The rest of what came with `/comment` need not reply to anything.
    if (repliesTo === null) return (await isRestOfAlbum(deps, turn)) ? addToAlbum(deps, turn) : next();
    const asked = await findQuestion(deps, turn, repliesTo, REPLY);
    if (asked !== null) return answer(deps, turn, asked);
    if (command !== null) return next();
    const isTaken = await comment(deps, turn, repliesTo);
    // In a group, people answer one another under our messages, too.
    if (!isTaken && visit.chatKind === 'private') await next();
  });
  return composer;
}

async function answer(deps: BotDeps, turn: Turn, { payload }: PendingAction): Promise<void> {
  const { visit, talk, t } = turn;
  const errand = errandFromJson(payload);
  const definition = errand === null ? null : actionNamed(errand.action);
  if (errand === null || definition === null) return talk.reply({ lines: [sentence(t, 'press.expired')] });
  if (isStop(visit.text.trim())) return drop(deps, turn, errand);
  if (isEmpty(visit)) return talk.reply({ lines: [sentence(t, 'ask.only-text')] });
  if (definition.asks === 'text') {
    const attachments = await usableFiles(deps, turn, errand.ground.forge.kind);
    if (visit.text.trim() === '' && attachments.length === 0) return;
    const input = {
      ...errand.input,
      text: visit.markdown,
      ...(attachments.length > 0 ? { attachments } : {}),
    };
    return send(deps, turn, { ...errand, input }, visit.chatKind === 'private');
  }
  const account = await ownAccount(deps, visit.visitor.id, errand.ground);
  if (account === null) return send(deps, turn, errand, false);
  await askFor(deps, turn, { errand, definition, account }, { via: 'typed', query: visit.text.trim() });
}

async function drop(deps: BotDeps, { visit, talk, t }: Turn, { ground }: Errand): Promise<void> {
  if (visit.repliesTo !== null) await forgetAnswer(deps, visit, visit.repliesTo);
  await talk.reply({ lines: [sentence(t, 'act.confirm.dropped', wordsFor(t, ground))] });
}

/** False where the message tells nothing that can be talked about, or a group talks to itself. */
async function comment(deps: BotDeps, turn: Turn, messageId: string): Promise<boolean> {
  const { visit, talk, t } = turn;
  const ground = await groundOfMessage(deps, turn, messageId);
  const isGroup = visit.chatKind === 'group';
  if (ground === null) {
    const isNews = (await deps.stores.news.findTold(visit.address.chatId, messageId))?.kind === 'event';
    if (isNews && !isGroup) await talk.reply({ lines: [sentence(t, 'comment.not-here')] });
    return isNews;
  }
  if (isGroup && (await ownAccount(deps, visit.visitor.id, ground)) === null) {
    await inviteTalker(deps, turn, ground.forge);
    return true;
  }
  const refusal =
    ground.target.kind === 'pipeline' ? 'comment.not-here' : isEmpty(visit) ? 'ask.only-text' : null;
  if (refusal !== null) {
    if (!isGroup) await talk.reply({ lines: [sentence(t, refusal)] });
    return true;
  }
  const attachments = await usableFiles(deps, turn, ground.forge.kind);
  const isNothingLeft = visit.text.trim() === '' && attachments.length === 0;
  if (isNothingLeft) return true;
  const files = attachments.length === 0 ? {} : { attachments };
  const input = { ...inputOf(ground), text: visit.markdown, ...files };
  await send(deps, turn, { action: 'comment', input, ground }, false);
  return true;
}

async function send(deps: BotDeps, turn: Turn, errand: Errand, isConfirmed: boolean): Promise<void> {
  const { visit } = turn;
  if (await isRestOfAlbum(deps, turn)) return addToAlbum(deps, turn);
  const requestKey = messageKeyOf(visit);
  await runErrand(deps, turn, errand, { via: 'typed', requestKey, isConfirmed });
  await rememberSent(deps, visit, errand, requestKey);
}

async function isRestOfAlbum(deps: BotDeps, { visit }: Turn): Promise<boolean> {
  return (await recallParts(deps, visit)).length > 0;
}

async function addToAlbum(deps: BotDeps, turn: Turn): Promise<void> {
  const isAsked = await joinQuestion(deps, turn);
  if (!isAsked) await changeComment(deps, turn);
}

function isEmpty({ text, attachments }: Visit): boolean {
  return text.trim() === '' && attachments.length === 0;
}
