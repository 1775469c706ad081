/** Service desks: who turns one on, who reports, and what they are told. */
export const desk = {
  'command.report': 'report something to the service desk',
  'command.tickets': 'what you reported, and how it stands',
  'command.desk': 'let people without an account report',

  'notice.desk-paused-token':
    'The service desk for {{project}} is paused: {{forge}} refuses the token of {{user}}, or the token may only read. It goes on as soon as {{user}} sends me one that may write with /token in private.',
  'notice.desk-paused-access':
    'The service desk for {{project}} is paused: the token of {{user}} cannot read the project any more. It goes on as soon as it can.',
  'notice.desk-paused-bot-removed':
    'The service desk for {{project}} is paused: I was removed from its chat. It goes on when I am added again.',
  'notice.desk-paused-owner-gone':
    'The service desk for {{project}} is paused: its owner {{user}} is not in the chat any more. It goes on when {{user}} is back.',
  'notice.desk-resumed': 'The service desk for {{project}} is at work again: /report something.',

  'desk.how':
    'Write `/desk on group/app`, with `private` at the end to let people report in private chats, too; then `/desk status`, `/desk limit 5`, `/desk private on`, `/desk block`, `/desk unblock` and `/desk off`.',
  'desk.ask':
    '{{name}}, shall everybody in this chat be able to report to {{project}} without an account? I would make issues and comments there with your token, as {{user}} on {{forge}}, and tell reporters what is said publicly on their tickets.',
  'desk.ask-private':
    '{{name}}, shall everybody in this chat, and anybody who writes to me in private, be able to report to {{project}} without an account? I would make issues and comments there with your token, as {{user}} on {{forge}}, and tell reporters what is said publicly on their tickets.',
  'desk.button.yes': 'Yes, open the desk',
  'desk.button.no': 'No',
  'desk.declined': 'All right, there is no desk.',
  'desk.on':
    '🎫 The service desk for {{project}} is open: everybody here can /report something and see their /tickets.',
  'desk.off':
    'The service desk for {{project}} is closed. The issues stay, and their reporters hear nothing more.',
  'desk.one-already':
    'This chat has a service desk for {{project}} already. Close it with `/desk off` first.',
  'desk.none': 'This chat has no service desk. A maintainer opens one with `/desk on group/app`.',
  'desk.not-yours': 'Only whoever opened this service desk can do that. Ask them.',
  'desk.needs-maintainer':
    'A service desk needs a maintainer of the project, which your account is not. Ask one to send /desk here.',
  'desk.needs-writing':
    'Your token only reads, and a service desk writes issues: send me another one with /token in private.',
  'desk.at-work': '🎫 The service desk for {{project}} is at work.',
  'desk.paused-token':
    '⏸ The service desk for {{project}} is paused: the token of its owner is refused, or may only read.',
  'desk.paused-access':
    '⏸ The service desk for {{project}} is paused: its owner cannot read the project any more.',
  'desk.paused-owner-left': '⏸ The service desk for {{project}} is paused: its owner took the account away.',
  'desk.paused-bot-removed': '⏸ The service desk for {{project}} is paused: I was not in its chat.',
  'desk.paused-owner-gone':
    '⏸ The service desk for {{project}} is paused: its owner is not in the chat any more.',
  'desk.owner-left':
    'The service desk for {{project}} is paused: its owner took the account away. It goes on when they link it again.',
  'desk.owner-forgotten': 'The service desk for {{project}} is closed: its owner has left.',
  'desk.private-on': 'Anybody may report in a private chat with me.',
  'desk.private-off': 'People report in this chat, not in private.',
  'desk.limit_one': 'One person may open {{count}} ticket in a day.',
  'desk.limit_other': 'One person may open {{count}} tickets in a day.',
  'desk.limit-how': 'Write `/desk limit 5`, with a number from 1 to {{count}}.',
  'desk.blocked': '{{name}} can report and reply here no more. `/desk unblock` takes that back.',
  'desk.unblocked': '{{name}} can report and reply here again.',
  'desk.not-blocked': '{{name}} is not blocked.',
  'desk.not-owner': 'You cannot block yourself.',
  'desk.block-unnamed': 'Reply to somebody, or name them: `/desk block Rita`.',
  'desk.block-nobody': 'I know nobody of that name here. Reply to one of their messages instead.',
  'desk.block-several': 'Several people have that name. Reply to a message of the one you mean instead.',
  'desk.block-list': 'Blocked: {{names}}',

  'report.welcome':
    '🎫 Here you can report something to {{projects}}: send /report and what happened. What you reported, and how it stands, is in /tickets.',
  'report.members':
    'All else is for members of this bot. If you should be one, write me so, and I ask its operator.',
  'report.how': 'Send /report again to try it step by step.',
  'report.no-desk':
    'Nobody takes reports here. A maintainer of a project opens a service desk with `/desk on group/app`.',
  'report.blocked': 'This service desk takes nothing from you. Ask whoever opened it.',
  'report.paused': 'This service desk is paused. Try again later.',
  'report.too-many_one':
    'You have opened {{count}} ticket here within a day, and that is the limit. Try again tomorrow.',
  'report.too-many_other':
    'You have opened {{count}} tickets here within a day, and that is the limit. Try again tomorrow.',
  'report.unsure':
    'I was cut off and do not know whether your report arrived. Look at /tickets before you send it again.',
  'report.again': 'Your report was not sent. You can try again.',
  'report.refused': '{{forge}} did not take your report. {{words}}',
  'report.failed': 'Your report could not be sent: {{forge}} does not let me. Try again in a few minutes.',
  'report.shut':
    'Your report could not be sent: {{project}} takes nothing from here now. Ask whoever opened this service desk.',
  'report.made': '🎫 Ticket {{number}}: {{title}}',
  'report.made-topic': '🎫 Ticket {{number}}: {{title}}. It has a topic of its own.',
  'report.edit-done': '✏️ Changed in {{number}}, too.',
  'report.edit-title': 'Your change did not reach {{number}}: its first line must be a short title.',
  'report.edit-touched':
    'Your change did not reach {{number}}: the project has changed its title or text meanwhile. Reply to the ticket instead.',
  'report.edit-unsure':
    'I was cut off and do not know whether your change reached {{number}}. If it matters, send it as a reply to the ticket.',
  'report.edit-failed': 'Your change did not reach {{number}}. Try again in a few minutes.',
  'report.project': 'To which project do you report?',
  'report.title': 'Reply to this message with your report in one short line, or with `cancel`.',
  'report.title-too-long':
    'That is too long for a title, which has at most {{count}} characters: I have kept it as the text.',
  'report.text':
    'Reply to this message with the details of “{{title}}”, and with photos or files; with `skip` for none, or with `cancel`.',
  'report.draft': 'Your report to {{project}}, not sent yet:',
  'report.button.create': '✅ Send',
  'report.dropped': 'All right, nothing was reported.',

  'tickets.title': 'Your tickets',
  'tickets.none': 'You have no tickets here.',

  'ticket.not-yours': 'Only whoever reported it can do that. Ask them.',
  'ticket.deed-failed': 'That did not work. Try again in a few minutes.',
  'ticket.gone':
    'I cannot find {{number}} any more: it may have been deleted or moved. Send /report if it still matters.',
  'ticket.shut':
    '{{number}} takes nothing from here now: its project does not allow it. Ask whoever opened this service desk.',
  'ticket.too-much': 'That is a lot at once: the rest of this hour I send nothing more.',
  'ticket.reply-done': '💬 Sent to {{number}}.',
  'ticket.reply-unsure':
    'I was cut off and do not know whether your reply to {{number}} arrived. If nobody answers, send it again.',
  'ticket.reply-failed': 'Your reply to {{number}} could not be sent. Try again in a few minutes.',
  'ticket.edit-undone':
    'Your reply did not reach {{number}}, so changing it changes nothing there. Send it once more, as a new message.',
  'ticket.edit-unsure':
    'I do not know whether your reply to {{number}} arrived, so I changed nothing there. Send what is new as a new message.',
  'ticket.edit-lost': 'I could not change your reply to {{number}}. Send what is new as a new message.',
  'ticket.card-open': 'Ticket open',
  'ticket.card-closed': 'Ticket closed',
  'ticket.card-hint': 'Reply to add something. What the project answers comes here.',
  'ticket.button.close': 'Close',
  'ticket.button.reopen': 'Reopen',
  'ticket.commented': '💬 {{who}} commented',
  'ticket.answered': '↩️ {{who}} answered',
  'ticket.comment-changed': '✏️ {{who}} changed a comment',
  'ticket.assigned': '📌 Assigned to {{names}}',
  'ticket.unassigned': '📌 No longer assigned to {{names}}',
  'ticket.labelled': '🏷 Labelled {{names}}',
  'ticket.unlabelled': '🏷 No longer labelled {{names}}',
  'ticket.closed': '☑️ Closed',
  'ticket.closed-by': '☑️ Closed by {{who}}',
  'ticket.reopened': '🔄 Reopened',
  'ticket.reopened-by': '🔄 Reopened by {{who}}',
} as const;
