import { line, quote, type Line, type Message, type Span } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { PrivacyLevel } from '../../domain/privacy.js';
import type { TicketCard, TicketHappening } from '../../domain/ticket.js';
import { ticketAction } from '../../domain/ticket-button.js';
import { issueLabel } from './issue-view.js';
import { markOfIssue } from './marks.js';
import { withoutQuotations } from './without-bodies.js';

interface TicketView {
  /** The living card of a ticket. */
  readonly card: (ticketId: string, card: TicketCard, t: Translate) => Message;
  /** What happened, under the card; `null`: the card says it. */
  readonly news: (happening: TicketHappening, t: Translate) => Message | null;
}

const VIEWS = {
  full: { card: ticketCard, news: ticketNews },
  titles: {
    card: ticketCard,
    news(happening, t) {
      const shown = ticketNews(happening, t);
      return shown === null ? null : withoutQuotations(shown);
    },
  },
  neither: { card: bareCard, news: bareNews },
} satisfies Record<PrivacyLevel, TicketView>;

export function ticketAt(level: PrivacyLevel): TicketView {
  return VIEWS[level];
}

function ticketCard(ticketId: string, card: TicketCard, t: Translate): Message {
  const { title, projectPath, reporterName, labels, assignees } = card;
  const lines: readonly Line[] = [
    stateLine(card, t),
    line(labelSpan(card), ` ${title}`),
    line(`${projectPath} · ${reporterName}`),
    ...(labels.length === 0 ? [] : [line(`🏷 ${labels.join(', ')}`)]),
    ...(assignees.length === 0 ? [] : [line(t('card.assigned-to', { people: assignees.join(', ') }))]),
    hintLine(t),
  ];
  return { lines, buttons: deedButtons(ticketId, card, t) };
}

function bareCard(ticketId: string, card: TicketCard, t: Translate): Message {
  const lines = [stateLine(card, t), line(labelSpan(card), ` · ${card.projectPath}`), hintLine(t)];
  return { lines, buttons: deedButtons(ticketId, card, t) };
}

function stateLine({ state }: TicketCard, t: Translate): Line {
  return line(`${markOfIssue(state)} `, { text: t(`ticket.card-${state}`), style: 'bold' });
}

function labelSpan({ number, url }: TicketCard): Span {
  const label = issueLabel(number);
  return url === null ? label : { text: label, href: url };
}

function hintLine(t: Translate): Line {
  return line({ text: t('ticket.card-hint'), style: 'italic' });
}

function deedButtons(ticketId: string, { state }: TicketCard, t: Translate): Message['buttons'] & {} {
  const deed = state === 'open' ? 'close' : 'reopen';
  return [[{ label: t(`ticket.button.${deed}`), action: ticketAction(ticketId, deed) }]];
}

function bareNews({ kind }: TicketHappening, t: Translate): Message | null {
  switch (kind) {
    case 'opened':
      return null;
    case 'comment':
      return said(t('bare.comment-added'));
    case 'closed':
    case 'reopened':
      return said(t(`ticket.${kind}`));
    default:
      return said(t('bare.ticket-changed'));
  }
}

function ticketNews(happening: TicketHappening, t: Translate): Message | null {
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
