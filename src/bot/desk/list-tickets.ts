import { line, type Button, type Message } from '../../domain/message.js';
import type { TicketPage } from '../../domain/ports/desk-store.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { markOfIssue } from '../../events/render/marks.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { PAGE_SIZE } from '../paging.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';
import type { Turn } from '../turn.js';

/** What the visitor reported: to the desk of this group, or in private to any. False where nobody can report. */
export async function listTickets(deps: BotDeps, { visit, talk, t }: Turn, page: number): Promise<boolean> {
  const { desks } = deps.stores;
  const isGroup = visit.chatKind === 'group';
  const desk = isGroup ? await desks.ofChat(visit.address.chatId) : null;
  if (isGroup && desk === null) return false;
  const found = await desks.ticketsOf({
    personId: visit.visitor.id,
    deskId: desk?.id ?? null,
    offset: page * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
  if (!isGroup && page === 0 && found.tickets.length === 0) return false;
  await talk.answer();
  await talk.show(
    found.tickets.length === 0 ? { lines: [sentence(t, 'tickets.none')] } : shown(t, found, page),
  );
  return true;
}

function shown(t: Texts, { tickets, hasMore }: TicketPage, page: number): Message {
  const to = (label: string, target: number): Button => ({
    label,
    action: encodePress({ kind: 'tickets', page: target }),
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
