import { line, type Button, type Message } from '../../domain/message.js';
import type { TicketPage } from '../../domain/ports/desk-store.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { markOfIssue } from '../../events/render/marks.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { PAGE_SIZE } from '../paging.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';
import { desksFor } from './desk-of-visit.js';
import type { PressOf, Turn } from '../turn.js';

/** What the visitor reported: in this group, or in private anywhere. False where nobody can report. */
export async function listTickets(deps: BotDeps, { visit, talk, t }: Turn, page: number): Promise<boolean> {
  const { address, visitor } = visit;
  const isGroup = visit.chatKind === 'group';
  const isDesk = (await desksFor(deps, visit)).length > 0;
  if (isGroup && !isDesk) return false;
  const found = await deps.stores.desks.ticketsOf({
    personId: visitor.id,
    // What was said in private is not shown to a group.
    chatId: isGroup ? address.chatId : null,
    offset: page * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
  if (!isDesk && page === 0 && found.tickets.length === 0) return false;
  await talk.answer();
  await talk.show(
    found.tickets.length === 0 ? { lines: [sentence(t, 'tickets.none')] } : shown(t, found, page, visitor.id),
  );
  return true;
}

/** A list is turned by whoever it is of. */
export async function turnTickets(
  deps: BotDeps,
  turn: Turn,
  { page, personId }: PressOf<'tickets'>,
): Promise<boolean> {
  if (personId === turn.visit.visitor.id) return listTickets(deps, turn, page);
  await turn.talk.answer(turn.t('press.foreign'));
  return true;
}

function shown(t: Texts, { tickets, hasMore }: TicketPage, page: number, personId: string): Message {
  const to = (label: string, target: number): Button => ({
    label,
    action: encodePress({ kind: 'tickets', page: target, personId }),
  });
  const turns = [
    ...(page > 0 ? [to(t('button.previous'), page - 1)] : []),
    ...(hasMore ? [to(t('button.next'), page + 1)] : []),
  ];
  return {
    lines: [
      line({ text: t('tickets.title'), style: 'bold' }),
      ...tickets.map(({ number, url, title, projectPath, seen }) => {
        const label = issueLabel(number);
        const name = url === null ? label : { text: label, href: url };
        return line(`${markOfIssue(seen.state)} `, name, ` ${title} · ${projectPath}`);
      }),
    ],
    ...(turns.length === 0 ? {} : { buttons: [turns] }),
  };
}
