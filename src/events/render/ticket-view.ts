import { line, quote, type Line, type Message } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { TicketCard, TicketHappening } from '../../domain/ticket.js';
import { ticketAction } from '../../domain/ticket-button.js';
import { issueLabel } from './issue-view.js';
import { markOfIssue } from './marks.js';

/** The living card of a ticket. */
export function ticketCard(ticketId: string, card: TicketCard, t: Translate): Message {
  const { number, url, title, projectPath, reporterName, state, labels, assignees } = card;
  const label = issueLabel(number);
  const lines: readonly Line[] = [
    line(`${markOfIssue(state)} `, { text: t(`ticket.card-${state}`), style: 'bold' }),
    line(url === null ? label : { text: label, href: url }, ` ${title}`),
    line(`${projectPath} · ${reporterName}`),
    ...(labels.length === 0 ? [] : [line(`🏷 ${labels.join(', ')}`)]),
    ...(assignees.length === 0 ? [] : [line(t('card.assigned-to', { people: assignees.join(', ') }))]),
    line({ text: t('ticket.card-hint'), style: 'italic' }),
  ];
  const deed = state === 'open' ? 'close' : 'reopen';
  const button = { label: t(`ticket.button.${deed}`), action: ticketAction(ticketId, deed) };
  return { lines, buttons: [[button]] };
}

/** What happened, under the card; `null`: the card says it. */
export function ticketNews(happening: TicketHappening, t: Translate): Message | null {
  switch (happening.kind) {
    case 'opened':
      return null;
    case 'comment': {
      const { who, body, isReply } = happening;
      return {
        lines: [
          line({ text: t(isReply ? 'ticket.answered' : 'ticket.commented', { who }), style: 'bold' }),
          quote(body),
        ],
      };
    }
    case 'comment-changed':
      return {
        lines: [
          line({ text: t('ticket.comment-changed', { who: happening.who }), style: 'bold' }),
          quote(happening.body),
        ],
      };
    case 'assigned':
    case 'unassigned':
    case 'labelled':
    case 'unlabelled':
      return said(t(`ticket.${happening.kind}`, { names: happening.names.join(', ') }));
    case 'closed':
    case 'reopened': {
      const { kind, who } = happening;
      return said(who === null ? t(`ticket.${kind}`) : t(`ticket.${kind}-by`, { who }));
    }
  }
}

function said(text: string): Message {
  return { lines: [line({ text, style: 'bold' })] };
}
