/** Service desks: who turns one on, who reports, and what they are told. */
export const desk = {
  'command.report': 'report something to the service desk',
  'command.tickets': 'what you reported, and how it stands',
  'command.desk': 'let people without an account report',

  'notice.desk-paused-token':
    'The service desk for {{project}} is paused: {{forge}} refuses the token of {{user}}. It goes on as soon as {{user}} sends me a new one with /token in private.',
  'notice.desk-paused-access':
    'The service desk for {{project}} is paused: the token of {{user}} cannot read the project any more. It goes on as soon as it can.',
  'notice.desk-resumed': 'The service desk for {{project}} is at work again: /report something.',

  'ticket.card-open': 'Ticket open',
  'ticket.card-closed': 'Ticket closed',
  'ticket.card-hint': 'Reply to add something. What the project answers comes here.',
  'ticket.button.close': 'Close',
  'ticket.button.reopen': 'Reopen',
  'ticket.commented': '💬 {{who}} commented',
  'ticket.answered': '↩️ {{who}} answered',
  'ticket.assigned': '📌 Assigned to {{names}}',
  'ticket.unassigned': '📌 No longer assigned to {{names}}',
  'ticket.labelled': '🏷 Labelled {{names}}',
  'ticket.unlabelled': '🏷 No longer labelled {{names}}',
  'ticket.closed': '☑️ Closed',
  'ticket.closed-by': '☑️ Closed by {{who}}',
  'ticket.reopened': '🔄 Reopened',
  'ticket.reopened-by': '🔄 Reopened by {{who}}',
} as const;
