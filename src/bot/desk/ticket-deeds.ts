import { act } from '../../actions/act.js';
import type { Outcome } from '../../actions/attempt.js';
import { close } from '../../actions/close.js';
import { reopen } from '../../actions/reopen.js';
import type { TicketNews } from '../../domain/notification.js';
import { cardOf, type Ticket } from '../../domain/ticket.js';
import type { TicketDeed } from '../../domain/ticket-button.js';
import { issueLabel } from '../../events/render/issue-view.js';
import type { BotDeps } from '../bot-deps.js';
import type { TextKey } from '../translator.js';
import type { PressOf, Turn } from '../turn.js';
import { accountOf } from './desk-of-visit.js';
import { endingOf } from './ending.js';
import { restIfDenied } from './rest.js';

const DEEDS = {
  close: { definition: close, state: 'closed', kind: 'closed' },
  reopen: { definition: reopen, state: 'open', kind: 'reopened' },
} as const;

/** Closes or reopens a ticket, for its reporter alone. */
export async function pressOnTicket(
  deps: BotDeps,
  turn: Turn,
  { ticketId, deed }: PressOf<'ticket'>,
): Promise<void> {
  const { visit, talk, t } = turn;
  const { desks } = deps.stores;
  const ticket = await desks.ticket(ticketId);
  const desk = ticket === null ? null : await desks.find(ticket.deskId);
  const isHere = ticket !== null && chatIdOf(ticket.chatKey) === visit.address.chatId;
  if (ticket === null || desk === null || !isHere) return talk.answer(t('press.expired'));
  const refusal = await refusalOf(deps, visit.visitor.id, ticket);
  if (refusal !== null) return talk.answer(t(refusal));
  const account = await accountOf(deps, desk);
  if (account === null) return talk.answer(t('report.paused'));
  const way = { actions: deps.actions[desk.forge.kind], session: deps.openSession(account) };
  const outcome = await act({ ...deps, records: deps.stores.actions }, way, {
    requestKey: `ticket:${visit.query?.id ?? visit.messageId}`,
    person: { id: visit.visitor.id, name: visit.visitor.name },
    account,
    project: desk.project,
    target: { kind: 'issue', number: ticket.number },
    definition: DEEDS[deed].definition,
    input: {},
    shownSha: null,
    isConfirmed: true,
    isPublic: false,
  });
  await restIfDenied(deps, account, outcome);
  if (!isSo(outcome) || isHidden(outcome))
    return talk.answer(t(failureKey(outcome), { number: issueLabel(ticket.number) }));
  const { state } = DEEDS[deed];
  await desks.noteState(ticket.id, state, (now) =>
    newsOf(now, deed, { accountId: account.id, at: deps.clock() }),
  );
  await talk.answer(t(`ticket.${DEEDS[deed].kind}`), 'toast');
}

async function refusalOf({ stores }: BotDeps, personId: string, ticket: Ticket): Promise<TextKey | null> {
  if (ticket.reporter.id !== personId) return 'ticket.not-yours';
  if (await stores.desks.isBlocked(ticket.deskId, personId)) return 'report.blocked';
  return ticket.seen.isConfidential ? 'ticket.deed-failed' : null;
}

function isSo(outcome: Outcome): boolean {
  return outcome.kind === 'done' || (outcome.kind === 'refused' && outcome.code === 'already-done');
}

function failureKey(outcome: Outcome): TextKey {
  if (isHidden(outcome)) return 'ticket.deed-failed';
  const ending = endingOf(outcome);
  return ending === 'gone' || ending === 'shut' ? `ticket.${ending}` : 'ticket.deed-failed';
}

/** It became confidential since it was seen last: what it is like now is not for the reporter. */
function isHidden(outcome: Outcome): boolean {
  const look = 'look' in outcome ? outcome.look : null;
  return look?.kind === 'issue' && look.issue.isConfidential;
}

function newsOf(
  ticket: Ticket,
  deed: TicketDeed,
  { accountId, at }: { readonly accountId: string; readonly at: Date },
): TicketNews {
  const { kind } = DEEDS[deed];
  return {
    kind: 'ticket',
    chatKey: ticket.chatKey,
    dedupeKey: `ticket:${ticket.id}:own-${kind}:${at.toISOString()}`,
    accountId,
    ticketId: ticket.id,
    card: cardOf(ticket),
    happening: { kind, who: ticket.reporter.name },
  };
}

function chatIdOf(chatKey: string): string {
  return chatKey.split('/')[0] ?? '';
}
