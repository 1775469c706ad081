/** Who may use the bot: strangers, operators, invitations. */
export const access = {
  'command.users': 'who uses this bot (operators)',
  'command.invite': 'a link that lets your team in (operators)',

  'access.refused':
    'Sorry, this bot is private. If you should be in, give its operator your Telegram id: {{id}}.',
  'access.asked':
    'Sorry, this bot is private. I have asked its operator about you, and tell you here what they say.',
  'access.waiting':
    'This bot is private, and its operator has not answered yet. I tell you here when they do.',
  'access.denied':
    'Sorry, the operator of this bot does not let you in. If that is wrong, write to them yourself.',
  'access.admitted': 'Welcome, the operator has let you in! Send /start to begin.',
  'access.unclaimed':
    'This bot has no operator yet. If it is yours, send /start and the claim code from its log. Your Telegram id is {{id}}.',
  'access.wrong': 'That is not the claim code. Copy it from the newest lines of the log.',
  'access.too-many': 'Too many tries. Please wait an hour before the next one.',
  'access.members-only':
    'Sorry, only members of this bot can do that. Write to me in private to hear how to become one.',
  'access.claimed':
    'Welcome! You are now the operator of this bot. Let others in with /invite, and see them under /users.',

  'users.wants-in': '*{{name}}* ({{id}}) wants to use this bot. Shall I let them in?',
  'users.admit-button': '✅ Let in',
  'users.deny-button': '✕ No',
  'users.revoke-button': '🚪 Shut out',
  'users.all-button': '‹ Everybody',
  'users.title_one': 'One person. Press to see more.',
  'users.title_other': '{{count}} people. Press one to see more.',
  'users.person': '*{{name}}* ({{id}})',
  'users.state-operator': 'Operator.',
  'users.state-member': 'May use this bot.',
  'users.state-listed-out': 'Is not on the list of the settings any more, so may not use this bot.',
  'users.state-revoked': 'Was shut out.',
  'users.state-waiting': 'Waits for your answer.',
  'users.state-denied': 'Was refused.',
  'users.account': '{{user}} on {{forge}}',
  'users.no-accounts': 'No account is linked.',
  'users.watches_zero': 'Watches nothing.',
  'users.watches_one': 'Watches one project.',
  'users.watches_other': 'Watches {{count}} projects.',
  'users.seen': 'Last here {{ago}} ago.',
  'users.never-seen': 'Has not been here lately.',
  'users.confirm_zero': 'Shut out {{name}}? They have linked no account.',
  'users.confirm_one':
    'Shut out {{name}}? I delete their linked account with its token, and what it watches.',
  'users.confirm_other':
    'Shut out {{name}}? I delete their {{count}} linked accounts with the tokens, and what these watch.',
  'users.kept': '{{name}} stays.',
  'users.revoked': '{{name}} is shut out, and everything that they had linked is deleted.',
  'users.admitted': '{{name}} is in.',
  'users.admitted-silent': '{{name}} is in. I could not tell them, so please do.',
  'users.denied': '{{name}} stays out. Change your mind under /users.',
  'users.gone': 'That person is not here any more. See who is under /users.',
  'users.not-an-operator': 'An operator cannot be shut out.',
  'users.operators-only': 'That is for the operators of this bot. Ask one of them.',

  'invite.no-account':
    'Link your own account first with /token: an invitation suggests only projects that you see yourself.',
  'invite.link': 'Hand this link to your team. It leads them to {{forge}}, and holds no secret:',
  'invite.projects': 'It suggests {{projects}}, to those whose own token sees them.',
  'invite.open': 'Whoever opens it within {{left}} is let in.',
  'invite.asks': 'I ask you about everybody who opens it within {{left}}.',
  'invite.ask-button': 'Ask me about each',
  'invite.open-button': 'Let in whoever opens it',
  'invite.end-button': 'End it',
  'invite.all-button': 'All links',
  'invite.ended': 'That link is of no use any more. Whoever it has let in stays; see /users.',
  'invite.gone': 'That link has ended. Make another with /invite.',
  'invite.title_zero': 'No link stands open. Make one with /invite.',
  'invite.title_one': 'One link stands open. Press it to change or end it.',
  'invite.title_other': '{{count}} links stand open. Press one to change or end it.',
  'invite.unseen_one': 'One project that your team suggests is not visible to your token, so I leave it out.',
  'invite.unseen_other':
    '{{count}} projects that your team suggests are not visible to your token, so I leave them out.',
} as const;
