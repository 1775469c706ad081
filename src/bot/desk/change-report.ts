import { act } from '../../actions/act.js';
import { contentOf, deedOf, type Attempt, type Outcome } from '../../actions/attempt.js';
import { editIssue, textPrint } from '../../actions/edit-issue.js';
import type { OpenAccount } from '../../domain/account.js';
import type { Attachment } from '../../domain/attachment.js';
import type { Desk } from '../../domain/desk.js';
import type { TextLine } from '../../domain/message.js';
import type { TicketNews } from '../../domain/notification.js';
import { cardOf, type Ticket } from '../../domain/ticket.js';
import { disarmed, signed } from '../../domain/ticket-text.js';
import { issueLabel } from '../../events/render/issue-view.js';
import type { BotDeps } from '../bot-deps.js';
import { uploadFiles } from '../files/upload-files.js';
import { usableFiles } from '../files/usable-files.js';
import type { IssueDraft } from '../new-issue/draft.js';
import { reworded, type SaidWords } from '../new-issue/said-words.js';
import { LONGEST_TITLE } from '../new-issue/steps.js';
import { rememberSent } from '../new-issue/take-change.js';
import { sentence } from '../phrase.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { parseReport, reportKey } from './begin-report.js';
import { accountOf } from './desk-of-visit.js';
import { type Ending, endingOf, isOfFile } from './ending.js';
import { restIfDenied } from './rest.js';
import { draftKey } from './send-report.js';

/** The issue that a message reported at once follows the changes of that message, while nobody else changed its text. */
export async function changeReport(deps: BotDeps, turn: Turn): Promise<void> {
  const { title, text } = parseReport(turn.visit);
  await changeTicket(deps, turn, { requestKey: reportKey(turn.visit), title, text, attachments: null });
}

/** So does one that was put together from several messages. */
export async function changeSentReport(
  deps: BotDeps,
  turn: Turn,
  sent: IssueDraft,
  words: SaidWords,
): Promise<void> {
  const draft = reworded(sent, turn.visit.messageId, words);
  if (draft === null) return;
  const { title, text, attachments } = draft;
  const change = { requestKey: draftKey(draft), title, text: text ?? '', attachments };
  const isChanged = await changeTicket(deps, turn, change);
  if (isChanged) await rememberSent(deps, turn.visit, draft);
}

interface Change {
  /** Of the report. */
  readonly requestKey: string;
  readonly title: string;
  readonly text: string;
  /** `null`: those of the changed message. */
  readonly attachments: readonly Attachment[] | null;
}

async function changeTicket(deps: BotDeps, turn: Turn, change: Change): Promise<boolean> {
  const { visit, talk, t } = turn;
  const ground = await findGround(deps, visit, change);
  if (ground === null) return false;
  if (typeof ground === 'string') {
    await talk.reply({ lines: [sentence(t, ground)] });
    return false;
  }
  const number = issueLabel(ground.ticket.number);
  const { title } = change;
  if (title === '' || disarmed(title).length > LONGEST_TITLE) {
    await talk.reply({ lines: [sentence(t, 'report.edit-title', { number })] });
    return false;
  }
  const end = await rewrite(deps, turn, ground, change);
  const line = typeof end === 'string' ? sentence(t, SAYS[end], { number }) : end;
  await talk.reply({ lines: [line] });
  return end === 'done';
}

/** `null`: nothing of this visitor's was made of it. Or what keeps it from being changed. */
async function findGround(
  deps: BotDeps,
  { visitor }: Visit,
  { requestKey }: Change,
): Promise<Ground | 'report.blocked' | 'report.paused' | null> {
  const { desks } = deps.stores;
  const ticket = await desks.ticketOfRequest(requestKey);
  if (ticket?.reporter.id !== visitor.id) return null;
  const desk = await desks.find(ticket.deskId);
  if (desk === null) return null;
  if (await desks.isBlocked(desk.id, visitor.id)) return 'report.blocked';
  const account = await accountOf(deps, desk);
  return account === null ? 'report.paused' : { ticket, desk, account };
}

interface Ground {
  readonly ticket: Ticket;
  readonly desk: Desk;
  readonly account: OpenAccount;
}

const SAYS = {
  done: 'report.edit-done',
  touched: 'report.edit-touched',
  unsure: 'report.edit-unsure',
  failed: 'report.edit-failed',
  gone: 'ticket.gone',
  shut: 'ticket.shut',
} as const satisfies Record<Ending | 'touched', TextKey>;

/** Or what is wrong with a file. */
async function rewrite(
  deps: BotDeps,
  turn: Turn,
  { ticket, desk, account }: Ground,
  { title, text, attachments: given }: Change,
): Promise<Ending | 'touched' | TextLine> {
  const { visit } = turn;
  const attachments = given ?? (await usableFiles(deps, turn, desk.forge.kind));
  const words = { text: signed(visit.visitor.name, text), attachments };
  const asked: Attempt = {
    requestKey: `edit:${visit.address.chatId}:${visit.messageId}:${visit.version}`,
    person: { id: visit.visitor.id, name: visit.visitor.name },
    account,
    project: desk.project,
    target: { kind: 'issue', number: ticket.number },
    definition: editIssue,
    input: {
      title: disarmed(title),
      replaces: ticket.written ?? '',
      replacesTitle: disarmed(ticket.title),
    },
    shownSha: null,
    isConfirmed: true,
    isPublic: false,
  };
  const deed = deedOf(asked, contentOf(asked, null));
  const uploaded = await uploadFiles(deps, turn, { account, project: desk.project, deed }, words);
  if (uploaded.kind === 'trouble') {
    await restIfDenied(deps, account, uploaded);
    return isOfFile(uploaded) ? uploaded.line : endingOf(uploaded);
  }
  const attempt = { ...asked, input: { ...asked.input, text: uploaded.text } };
  const way = { actions: deps.actions[desk.forge.kind], session: deps.openSession(account) };
  const outcome = await act({ ...deps, records: deps.stores.actions }, way, attempt);
  await restIfDenied(deps, account, outcome);
  if (outcome.kind !== 'done') return isTouched(outcome) ? 'touched' : endingOf(outcome);
  const written = textPrint(uploaded.text);
  await deps.stores.desks.rewrite(ticket.id, { title, written }, (now) =>
    cardNews(now, account.id, visit.version),
  );
  return 'done';
}

function isTouched(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.code === 'state';
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
