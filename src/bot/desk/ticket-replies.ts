import { comment } from '../../actions/comment.js';
import type { Attempt, Outcome } from '../../actions/attempt.js';
import type { OpenAccount } from '../../domain/account.js';
import type { Desk } from '../../domain/desk.js';
import type { TextLine } from '../../domain/message.js';
import type { Ticket } from '../../domain/ticket.js';
import { signed } from '../../domain/ticket-text.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { actWithFiles } from '../acting/act-with-files.js';
import { findComment, rewrite } from '../acting/change-comment.js';
import { messageKeyOf } from '../acting/message-key.js';
import { takeUnsent } from '../acting/unsent-words.js';
import { joinParts, partsWith, recallParts, rememberParts } from '../acting/comment-parts.js';
import type { BotDeps } from '../bot-deps.js';
import type { UploadTrouble } from '../files/upload-files.js';
import { usableFiles } from '../files/usable-files.js';
import { sentence } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { accountOf } from './desk-of-visit.js';
import { type Ending, endingOf, isOfFile } from './ending.js';
import { restIfDenied } from './rest.js';

/** The ticket that somebody speaks of: that of the message they reply to, or of the topic they write in. */
async function ticketOf({ stores }: BotDeps, visit: Visit): Promise<Ticket | null> {
  const { address, repliesTo, repliesToPerson, visitor, chatKey } = visit;
  const told = repliesTo === null ? null : await stores.desks.ticketOfMessage(address.chatId, repliesTo);
  if (told !== null || address.topicId === null) return told;
  // In the topic, too, people answer one another.
  const isTalk = repliesToPerson !== null && repliesToPerson.id !== visitor.id;
  return isTalk ? null : stores.desks.ticketOfTopic(chatKey);
}

interface Speech {
  readonly ticket: Ticket;
  readonly desk: Desk;
  readonly account: OpenAccount;
}

/** With what the visitor may speak on their ticket; a line says why not. `null`: they speak of no ticket of theirs. */
async function speechOf(deps: BotDeps, { t, visit }: Turn): Promise<Speech | TextLine | null> {
  const ticket = await ticketOf(deps, visit);
  if (ticket?.reporter.id !== visit.visitor.id) return null;
  const desk = await deps.stores.desks.find(ticket.deskId);
  if (desk === null) return null;
  if (await deps.stores.desks.isBlocked(desk.id, visit.visitor.id)) return sentence(t, 'report.blocked');
  const account = await accountOf(deps, desk);
  return account === null ? sentence(t, 'report.paused') : { ticket, desk, account };
}

/** A reporter's words become a comment, if `mayGoOn`. False where they are meant for no ticket of theirs. */
export async function replyToTicket(
  deps: BotDeps,
  turn: Turn,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  const { visit, talk } = turn;
  const isNothing = visit.text.trim() === '' && visit.attachments.length === 0;
  const speech = isNothing ? null : await speechOf(deps, turn);
  if (speech === null) return false;
  if (!(await mayGoOn())) return true;
  if ('spans' in speech) await talk.reply({ lines: [speech] });
  else if ((await recallParts(deps, visit)).length > 0) await change(deps, turn, speech);
  else await say(deps, turn, speech);
  return true;
}

/** The comment that a message became follows its changes. False as above. */
export async function changeTicketComment(deps: BotDeps, turn: Turn): Promise<boolean> {
  const speech = await speechOf(deps, turn);
  if (speech === null) return false;
  if ('spans' in speech) await turn.talk.reply({ lines: [speech] });
  else await change(deps, turn, speech);
  return true;
}

async function say(deps: BotDeps, turn: Turn, { ticket, desk, account }: Speech): Promise<void> {
  const { visit, talk, t } = turn;
  const attachments = await usableFiles(deps, turn, desk.forge.kind);
  if (visit.text.trim() === '' && attachments.length === 0) return;
  const threadId = await threadOf(deps, visit);
  const attempt: Attempt = {
    requestKey: messageKeyOf(visit),
    person: { id: visit.visitor.id, name: visit.visitor.name },
    account,
    project: desk.project,
    target: { kind: 'issue', number: ticket.number },
    definition: comment,
    input: {
      text: signed(visit.visitor.name, visit.markdown),
      ...(attachments.length === 0 ? {} : { attachments }),
      ...(threadId === null ? {} : { threadId }),
    },
    shownSha: null,
    isConfirmed: true,
    isPublic: false,
  };
  const outcome = await actWithFiles(deps, turn, attempt);
  await restIfDenied(deps, account, outcome);
  const isAlbum = visit.albumId !== null && attachments.length > 0;
  if (outcome.kind === 'done' && isAlbum) await rememberParts(deps, visit, await partsWith(deps, visit));
  await talk.reply({ lines: [outcomeLine(t, ticket, outcome, REPLIED)] });
}

const REPLIED = {
  done: 'ticket.reply-done',
  unsure: 'ticket.reply-unsure',
  failed: 'ticket.reply-failed',
  gone: 'ticket.gone',
  shut: 'ticket.shut',
} as const satisfies Record<Ending, TextKey>;

const CHANGED = {
  ...REPLIED,
  done: 'report.edit-done',
  unsure: 'report.edit-unsure',
  failed: 'report.edit-failed',
} as const satisfies Record<Ending, TextKey>;

function outcomeLine(
  t: Texts,
  { number }: Ticket,
  outcome: Outcome | UploadTrouble,
  keys: Readonly<Record<Ending, TextKey>>,
): TextLine {
  if (outcome.kind === 'trouble' && isOfFile(outcome)) return outcome.line;
  return sentence(t, keys[endingOf(outcome)], { number: issueLabel(number) });
}

/** Of the comment that is answered. */
async function threadOf({ stores }: BotDeps, { address, repliesTo }: Visit): Promise<string | null> {
  const told = repliesTo === null ? null : await stores.news.findTold(address.chatId, repliesTo);
  return told?.kind === 'ticket' && 'threadId' in told.happening ? told.happening.threadId : null;
}

async function change(deps: BotDeps, turn: Turn, { ticket, desk, account }: Speech): Promise<void> {
  const { visit } = turn;
  const parts = await partsWith(deps, visit);
  const messageId = parts[0]?.messageId ?? '';
  const sent = await findComment(deps, visit, messageId);
  if (sent === null) return tellUnsent(deps, turn, ticket, messageId);
  const isOfTicket = sent.project.id === desk.project.id && numberIn(sent.target) === ticket.number;
  if (!isOfTicket) return;
  const text = signed(visit.visitor.name, joinParts(parts).text);
  const outcome = await rewrite(deps, turn, { comment: sent, parts, account, text }, (end) => {
    if (isDeleted(end)) return sentence(turn.t, 'ticket.edit-lost', { number: issueLabel(ticket.number) });
    return outcomeLine(turn.t, ticket, end, CHANGED);
  });
  await restIfDenied(deps, account, outcome);
}

/** The issue is there, and its comment is not: GitLab tells that apart from a lack of rights no better than this. */
function isDeleted(outcome: Outcome | UploadTrouble): boolean {
  if (outcome.kind === 'refused') return outcome.code === 'role';
  return outcome.kind === 'failed' && outcome.look !== null && endingOf(outcome) === 'gone';
}

async function tellUnsent(
  deps: BotDeps,
  { visit, talk, t }: Turn,
  { number }: Ticket,
  messageId: string,
): Promise<void> {
  const unsent = await takeUnsent(deps, visit, messageKeyOf(visit, messageId));
  if (unsent === null) return;
  await talk.reply({ lines: [sentence(t, `ticket.edit-${unsent.end}`, { number: issueLabel(number) })] });
}

function numberIn(target: Attempt['target']): string {
  return target.kind === 'pipeline' ? '' : target.number;
}
