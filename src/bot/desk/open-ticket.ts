import { create, deedOfCreation, type Creation, type CreationOutcome } from '../../actions/create.js';
import { textPrint } from '../../actions/edit-issue.js';
import type { OpenAccount } from '../../domain/account.js';
import type { Receipt } from '../../domain/actions/order.js';
import type { Attachment } from '../../domain/attachment.js';
import type { Desk } from '../../domain/desk.js';
import type { TextLine } from '../../domain/message.js';
import type { TicketNews } from '../../domain/notification.js';
import { cardOf, type Ticket } from '../../domain/ticket.js';
import { disarmed, signed } from '../../domain/ticket-text.js';
import { DAY } from '../../domain/time.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { wakeTouched } from '../acting/wakes.js';
import type { BotDeps } from '../bot-deps.js';
import { uploadFiles } from '../files/upload-files.js';
import { instanceLabel } from '../forge-words.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { accountOf } from './desk-of-visit.js';
import { codeOf, type DeskOutcome, endingOf, isOfFile } from './ending.js';
import { restIfDenied } from './rest.js';
import { makeTopic } from './ticket-topic.js';

export interface Report {
  /** What asked for it: asked again it is the same ticket. */
  readonly requestKey: string;
  readonly title: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** What came of a report. `isOver`: nothing can be mended. `isOfWords`: another title or text may do. */
export interface Answer {
  readonly line: TextLine;
  readonly isOver: boolean;
  readonly isOfWords?: boolean;
}

/** Makes the issue with the token of the desk's owner, and the ticket of it. */
export async function openTicket(deps: BotDeps, turn: Turn, desk: Desk, report: Report): Promise<Answer> {
  const { t, visit } = turn;
  const known = await deps.stores.actions.find(report.requestKey);
  const refusal = known === null ? await refusalOf(deps, turn, desk) : null;
  if (refusal !== null) return { line: refusal, isOver: false };
  const account = await accountOf(deps, desk);
  if (account === null) return { line: sentence(t, 'report.paused'), isOver: false };
  const written = { text: signed(visit.visitor.name, report.text), attachments: report.attachments };
  const deed = deedOfCreation(creationOf(visit, { account, desk, report }));
  const uploaded =
    known === null
      ? await uploadFiles(deps, turn, { account, project: desk.project, deed }, written)
      : ({ kind: 'text', text: written.text } as const);
  if (uploaded.kind === 'trouble') {
    await restIfDenied(deps, account, uploaded);
    return { line: isOfFile(uploaded) ? uploaded.line : failureLine(t, desk, uploaded), isOver: false };
  }
  const making = { account, desk, report: { ...report, text: uploaded.text } };
  const outcome = await make(deps, visit, making);
  await restIfDenied(deps, account, outcome);
  return answerTo(deps, turn, making, outcome);
}

/** Why this visitor cannot report to the desk now; `null`: they can. */
export async function refusalOf(deps: BotDeps, { t, visit }: Turn, desk: Desk): Promise<TextLine | null> {
  const { desks } = deps.stores;
  const { id } = visit.visitor;
  if (await desks.isBlocked(desk.id, id)) return sentence(t, 'report.blocked');
  if ((await accountOf(deps, desk)) === null) return sentence(t, 'report.paused');
  const since = new Date(deps.clock().getTime() - DAY);
  const count = await desks.countSince(desk.id, id, since);
  return count < desk.dailyLimit ? null : sentence(t, 'report.too-many', { count: desk.dailyLimit });
}

interface Making {
  readonly account: OpenAccount;
  readonly desk: Desk;
  readonly report: Report;
}

function make(deps: BotDeps, visit: Visit, making: Making): Promise<CreationOutcome> {
  const { account, desk } = making;
  const way = { actions: deps.actions[desk.forge.kind], session: deps.openSession(account) };
  return create({ ...deps, records: deps.stores.actions }, way, creationOf(visit, making));
}

function creationOf({ visitor }: Visit, { account, desk, report }: Making): Creation {
  return {
    requestKey: report.requestKey,
    person: { id: visitor.id, name: visitor.name },
    account,
    project: desk.project,
    order: {
      action: 'create-issue',
      title: disarmed(report.title),
      text: report.text,
      labels: [],
      assignees: [],
      isConfidential: false,
    },
  };
}

async function answerTo(
  deps: BotDeps,
  turn: Turn,
  making: Making,
  outcome: CreationOutcome,
): Promise<Answer> {
  const { t } = turn;
  const { desk } = making;
  switch (outcome.kind) {
    case 'done':
      return keep(deps, turn, making, outcome.receipt);
    case 'unsure':
      return { line: sentence(t, 'report.unsure'), isOver: true };
    case 'spent':
      return { line: sentence(t, 'report.again'), isOver: false };
    case 'refused':
    case 'failed':
      return { line: failureLine(t, desk, outcome), isOver: false, isOfWords: codeOf(outcome) === 'invalid' };
  }
}

function failureLine(t: Texts, { forge: where, project }: Desk, outcome: DeskOutcome): TextLine {
  const forge = instanceLabel(where);
  if (outcome.kind === 'refused' && outcome.code === 'invalid')
    return sentence(t, 'report.refused', { forge, words: outcome.words ?? '' });
  const key = endingOf(outcome) === 'shut' ? 'report.shut' : 'report.failed';
  return sentence(t, key, { forge, project: project.path });
}

/** Again after a crash: what was made is found, and no second ticket comes of it. */
async function keep(
  deps: BotDeps,
  { t, visit }: Turn,
  { account, desk, report: { requestKey, title, text } }: Making,
  { id: number, url }: Receipt,
): Promise<Answer> {
  const { desks } = deps.stores;
  if (number === null) return { line: sentence(t, 'report.unsure'), isOver: true };
  const before = await desks.ticketOfRequest(requestKey);
  const topic = before === null ? await makeTopic(deps, visit, { number, title }) : null;
  const ticket = await desks.open(
    {
      deskId: desk.id,
      requestKey,
      number,
      url,
      title,
      written: textPrint(text),
      reporter: { id: visit.visitor.id, name: visit.visitor.name },
      chatKey: topic ?? visit.chatKey,
      now: deps.clock(),
    },
    (opened) => openingNews(opened, account.id),
  );
  await wakeTouched(deps, { visit }, account.id, {
    forge: account.forge,
    project: desk.project,
    kind: 'issue',
  });
  const label = url === null ? issueLabel(number) : { text: issueLabel(number), href: url };
  const key = ticket.chatKey === visit.chatKey ? 'report.made' : 'report.made-topic';
  return { line: sentence(t, key, { number: label, title }), isOver: true };
}

function openingNews(ticket: Ticket, accountId: string): TicketNews {
  return {
    kind: 'ticket',
    chatKey: ticket.chatKey,
    dedupeKey: `ticket:${ticket.id}:opened`,
    accountId,
    ticketId: ticket.id,
    card: cardOf(ticket),
    happening: { kind: 'opened' },
  };
}
