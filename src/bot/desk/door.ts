import { HOUR } from '../../domain/time.js';
import { createRateLimit, type RateLimit } from '../../domain/rate-limit.js';
import { findQuestion } from '../acting/ask.js';
import type { BotDeps } from '../bot-deps.js';
import type { Press } from '../callback-data.js';
import { concernsUs } from '../enter.js';
import { recallAlbum } from '../files/album.js';
import { DRAFT, draftFrom } from '../new-issue/draft.js';
import { pressDraft } from '../new-issue/press.js';
import { DRAFT_REPLY, findDraft } from '../new-issue/steps.js';
import { answerIn, changeDraft, findSaidDraft } from '../new-issue/take-change.js';
import { takeReply, takeRestOfAlbum } from '../new-issue/take-reply.js';
import { findPending } from '../pending.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import type { Step, Turn } from '../turn.js';
import { beginReport, parseReport } from './begin-report.js';
import { changeReport, changeSentReport } from './change-report.js';
import { listTickets, turnTickets } from './list-tickets.js';
import { pressOnTicket } from './ticket-deeds.js';
import { changeTicketComment, replyToTicket } from './ticket-replies.js';
import { welcomeReporter } from './welcome.js';

/** What one person says on tickets within an hour becomes comments; the rest does not. */
const REPLIES_PER_HOUR = 30;

/** Lets everybody in a chat with a desk report, look at their tickets and talk on them; all else is for members. */
export function deskDoor(deps: BotDeps): Step {
  const limit = createRateLimit(REPLIES_PER_HOUR, HOUR, deps.clock);
  return async ({ turn }, next) => {
    if (await take(deps, turn, limit)) return;
    // What is said in a topic is let in for the sake of its ticket alone.
    if (await concernsUs(deps, turn.visit)) await next();
  };
}

async function take(deps: BotDeps, turn: Turn, limit: RateLimit): Promise<boolean> {
  const { visit } = turn;
  if (visit.query !== null) return takePress(deps, turn, visit.query.press);
  if (visit.isEdit) return takeChange(deps, turn);
  if (visit.command?.name === 'report') return beginReport(deps, turn);
  if (visit.command?.name === 'tickets') return listTickets(deps, turn, 0);
  if ((await welcomeReporter(deps, turn)) || (await takeForDraft(deps, turn))) return true;
  return visit.command === null && takeReplyToTicket(deps, turn, limit);
}

async function takeChange(deps: BotDeps, turn: Turn): Promise<boolean> {
  const { visit } = turn;
  const isCommand = visit.command?.name === 'report';
  const said = await findSaidDraft(deps, turn);
  if (said !== null && said.draft.desk !== null) {
    const words = isCommand ? parseReport(visit) : answerIn(visit);
    await (said.isSent ? changeSentReport : changeDraft)(deps, turn, said.draft, words);
    return true;
  }
  if (!isCommand) return changeTicketComment(deps, turn);
  await changeReport(deps, turn);
  return true;
}

async function takePress(deps: BotDeps, turn: Turn, press: Press | null): Promise<boolean> {
  switch (press?.kind) {
    case 'run':
      return press.command === 'report'
        ? beginReport(deps, turn)
        : press.command === 'tickets' && listTickets(deps, turn, 0);
    case 'ticket':
      await pressOnTicket(deps, turn, press);
      return true;
    case 'tickets':
      return turnTickets(deps, turn, press);
    case 'pending':
      return pressOnDraft(deps, turn, press);
    default:
      return false;
  }
}

async function pressOnDraft(
  deps: BotDeps,
  turn: Turn,
  { id, choice }: Extract<Press, { kind: 'pending' }>,
): Promise<boolean> {
  const pending = await findPending(deps, turn.visit, id);
  if (typeof pending === 'string' || pending.action !== DRAFT) return false;
  if ((draftFrom(pending)?.desk ?? null) === null) return false;
  await pressDraft(deps, turn, pending, choice);
  return true;
}

/** An answer to a question about a report, or a further file of it. */
async function takeForDraft(deps: BotDeps, turn: Turn): Promise<boolean> {
  const { visit } = turn;
  const album = await recallAlbum(deps, visit, 'album-draft');
  if (album !== null && (await isReport(deps, turn, textIn(album, 'draftId')))) {
    await takeRestOfAlbum(deps, turn, textIn(album, 'draftId'));
    return true;
  }
  const isAnswer = visit.command === null || ['cancel', 'skip'].includes(visit.command.name);
  if (visit.repliesTo === null || !isAnswer) return false;
  const asked = await findQuestion(deps, turn, visit.repliesTo, DRAFT_REPLY);
  if (asked === null || !(await isReport(deps, turn, textIn(asked.payload, 'draftId')))) return false;
  return takeReply(deps, turn, asked);
}

async function isReport(deps: BotDeps, turn: Turn, draftId: string): Promise<boolean> {
  return ((await findDraft(deps, turn, draftId))?.desk ?? null) !== null;
}

async function takeReplyToTicket(deps: BotDeps, turn: Turn, limit: RateLimit): Promise<boolean> {
  const { visit, talk, t } = turn;
  if (visit.repliesTo === null && visit.address.topicId === null) return false;
  return replyToTicket(deps, turn, async () => {
    const verdict = limit.try(visit.visitor.id);
    if (verdict === 'refused-first') await talk.reply({ lines: [sentence(t, 'ticket.too-much')] });
    return verdict === 'allowed';
  });
}
