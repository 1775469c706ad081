import { act } from '../../actions/act.js';
import type { Attempt, Outcome } from '../../actions/attempt.js';
import { editIssue, textPrint } from '../../actions/edit-issue.js';
import type { OpenAccount } from '../../domain/account.js';
import type { Desk } from '../../domain/desk.js';
import type { TicketNews } from '../../domain/notification.js';
import { cardOf, type Ticket } from '../../domain/ticket.js';
import { disarmed, signed } from '../../domain/ticket-text.js';
import { issueLabel } from '../../events/render/issue-view.js';
import type { BotDeps } from '../bot-deps.js';
import { uploadFiles } from '../files/upload-files.js';
import { usableFiles } from '../files/usable-files.js';
import { LONGEST_TITLE } from '../new-issue/steps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { parseReport, reportKey } from './begin-report.js';
import { accountOf } from './desk-of-visit.js';
import { restForToken } from './rest.js';

/** The issue that a message reported at once follows the changes of that message, while nobody else changed its text. */
export async function changeReport(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { desks } = deps.stores;
  const ticket = await desks.ticketOfRequest(reportKey(visit));
  if (ticket?.reporter.id !== visit.visitor.id) return;
  const desk = await desks.find(ticket.deskId);
  if (desk === null) return;
  if (await desks.isBlocked(desk.id, visit.visitor.id)) {
    return talk.reply({ lines: [sentence(t, 'report.blocked')] });
  }
  const account = await accountOf(deps, desk);
  if (account === null) return talk.reply({ lines: [sentence(t, 'report.paused')] });
  const number = issueLabel(ticket.number);
  const { title, text } = parseReport(visit.command?.argument ?? '');
  if (title === '' || disarmed(title).length > LONGEST_TITLE) {
    return talk.reply({ lines: [sentence(t, 'report.edit-title', { number })] });
  }
  const kind = await rewrite(deps, turn, { ticket, desk, account }, { title, text });
  if (kind !== null) await talk.reply({ lines: [sentence(t, `report.edit-${kind}`, { number })] });
}

interface Ground {
  readonly ticket: Ticket;
  readonly desk: Desk;
  readonly account: OpenAccount;
}

/** `null`: the visitor was told what is wrong with a file. */
async function rewrite(
  deps: BotDeps,
  turn: Turn,
  { ticket, desk, account }: Ground,
  { title, text }: ReturnType<typeof parseReport>,
): Promise<'done' | 'touched' | 'unsure' | 'failed' | null> {
  const { visit, talk } = turn;
  const attachments = await usableFiles(deps, turn, desk.forge.kind);
  const words = { text: signed(visit.visitor.name, text), attachments };
  const uploaded = await uploadFiles(deps, turn, { account, project: desk.project }, words);
  if (uploaded.kind === 'trouble') {
    await talk.reply({ lines: [uploaded.line] });
    return null;
  }
  const attempt: Attempt = {
    requestKey: `edit:${visit.address.chatId}:${visit.messageId}:${visit.version}`,
    person: { id: visit.visitor.id, name: visit.visitor.name },
    account,
    project: desk.project,
    target: { kind: 'issue', number: ticket.number },
    definition: editIssue,
    input: { title: disarmed(title), text: uploaded.text, replaces: ticket.written ?? '' },
    shownSha: null,
    isConfirmed: true,
    isPublic: false,
  };
  const way = { actions: deps.actions[desk.forge.kind], session: deps.openSession(account) };
  const outcome = await act({ ...deps, records: deps.stores.actions }, way, attempt);
  if (outcome.kind === 'failed' && outcome.error.code === 'token-refused') await restForToken(deps, account);
  if (outcome.kind !== 'done') return kindOf(outcome);
  const written = textPrint(uploaded.text);
  await deps.stores.desks.rewrite(ticket.id, { title, written }, (now) =>
    cardNews(now, account.id, visit.version),
  );
  return 'done';
}

function kindOf(outcome: Outcome): 'touched' | 'unsure' | 'failed' {
  if (outcome.kind === 'refused' && outcome.code === 'state') return 'touched';
  return outcome.kind === 'unsure' ? 'unsure' : 'failed';
}

/** Brings the card up to date, and says nothing besides. */
function cardNews(ticket: Ticket, accountId: string, version: string): TicketNews {
  return {
    kind: 'ticket',
    chatKey: ticket.chatKey,
    dedupeKey: `ticket:${ticket.id}:rewritten:${version}`,
    accountId,
    ticketId: ticket.id,
    card: cardOf(ticket),
    happening: { kind: 'opened' },
  };
}
