/**
 * What the bot itself says. `code`, *bold* and /commands are marked here and nowhere else: what stands in braces is
 * inserted as it is. `_one` and `_other` are chosen by the count.
 */
export const bot = {
  'command.watch': 'follow a project: path, link, or pick from a list',
  'command.watches': 'what this chat follows, and how much of it',
  'command.unwatch': 'stop following a project',
  'command.mute': 'keep a project, or what a message is about, quiet for a while',
  'command.status': 'is everything working?',
  'command.token': 'link a GitLab or GitHub account',
  'command.accounts': 'your linked accounts',
  'command.language': 'choose the language',
  'command.help': 'what I can do',
  'command.start': 'begin',
  'command.forget': 'delete everything about you',

  'help.private': 'I watch GitLab and GitHub projects with your own token and tell you what concerns you.',
  'help.group':
    'I can tell this group about GitLab and GitHub projects, through the token of a member who agrees to it.',
  'help.topic.see': 'See',
  'help.topic.act': 'Act',
  'help.topic.watch': 'Watch',
  'help.topic.desk': 'Report without an account',
  'help.topic.you': 'You',
  'help.topic.operators': 'Operators',
  'help.no-topic': 'There is no help on that, but on all of this:',
  'help.forms':
    'Act by replying: `/approve` in reply to news, or `/approve group/app!12`. Any other reply becomes a comment.\nStart a pipeline with `/run group/app branch NAME=value`, a workflow with `/run owner/repo workflow@branch input=value`.\nTry `/watch group/app team` or `/mute app 2h`.\nLevels: `participating` is what concerns you, `team` adds the default branch breaking and being fixed, releases, docs, the wiki and production, `all` is everything.',

  'button.token': 'Link an account',
  'button.watch': 'Watch a project',
  'button.watches': 'What I watch',
  'button.status': 'Status',
  'button.help': 'Help',
  'button.remove': 'Remove',
  'button.keep': 'Keep',
  'button.forget': 'Delete everything',
  'button.mute': '🔕 {{duration}}',
  'button.mute-for-good': '🔕 Until I say so',
  'button.unmute': '🔔 Unmute',
  'button.unwatch': 'Stop watching',
  'button.all-watches': '‹ All watches',
  'button.previous': '‹ Back',
  'button.next': 'More ›',
  'button.group-may-read': 'Yes, it may',
  'button.group-may-not': 'No',
  'button.private-chat': 'Write to me in private',

  'token.explain':
    'Make a token with the button, then send it to me here. I delete your message at once and keep the token sealed.',
  'token.explain-gitlab':
    'GitLab: the scope `api` lets you approve, merge and answer from here; with `read_api` I can only tell you things.',
  'token.explain-github': 'GitHub: a classic token with the scopes `repo` and `notifications` works best.',
  'token.make-button': 'Make a token on {{forge}}',
  'token.make-reading-button': 'One that only reads {{forge}}',
  'token.linked': 'Linked! You are *{{user}}* on {{forge}}.',
  'token.renewed': 'Done, I use the new token of *{{user}}* on {{forge}} from now on.',
  'token.read-only': 'The token can only read: I can tell you everything, but not act for you.',
  'token.can-write':
    'The token can write, so you can act from here. I write nothing unless you press for it.',
  'token.may-write':
    'The forge does not tell what this kind of token may change; you will see when you act. I write nothing unless you press for it.',
  'token.excess-scopes':
    'It also carries rights that I never use ({{scopes}}). A token without them would be safer.',
  'token.of-a-bot': 'It belongs to a bot user, so “yours” means what concerns that bot.',
  'token.no-inbox':
    'GitHub keeps its notifications from this kind of token, so I look at each repository you watch instead. Some news comes a little later, and of mentions at commits I see only those in messages, and only where you watch pushes. What happens elsewhere I cannot see.',
  'token.no-groups-github':
    'It does not show me your teams, so I cannot tell when somebody mentions one of them. A classic token with `read:org` would.',
  'token.no-groups-gitlab':
    'It does not show me your groups, so I cannot tell when somebody mentions one of them. I ask again each day.',
  'token.expires': 'It is valid until {{date}}.',
  'token.expires-soon': 'It ends on {{date}}, in {{left}}. Send me a new one before that.',
  'token.is-over': 'It ended on {{date}}. Send me a new one.',
  'token.refused':
    '{{forge}} does not accept this token: it may be revoked, expired or cut short. Make a new one and send it to me.',
  'token.expired': 'This token for {{forge}} has expired. Make a new one and send it to me.',
  'token.missing-scopes':
    'This token for {{forge}} lacks {{scopes}}, so I did not keep it. Make one with these scopes and send it to me.',
  'token.unclear':
    'That does not look like a token. Send it on its own, or as `/token <instance address> <token>`.',
  'token.foreign-address': 'I may not talk to that address. This bot serves `{{allowed}}`.',
  'token.no-instance': 'That token belongs to a forge that this bot does not serve. It serves `{{allowed}}`.',
  'token.wrong-forge':
    'That token is not of the kind that {{forge}} makes, so I did not try it. Check the address.',
  'token.which-forge': 'Where does this token belong? I keep it sealed for ten minutes.',
  'token.kept': 'I could not delete your message with the token. Please delete it yourself.',
  'token.in-group':
    'I deleted a token from this group and did not use it. Everyone here may have seen it: revoke it now, and send me a new one in private.',
  'token.in-group-kept':
    'There is a token in this group, and I may not delete the message. Delete it, revoke the token now, and send me a new one in private.',
  'token.edited':
    'I deleted the message that you changed, because it held a token. Send the token as a new message.',
  'token.edited-kept':
    'The message that you changed holds a token, and I could not delete it. Please delete it, and send the token as a new message.',
  'token.in-command':
    'That message held a token, so I deleted it and did nothing else. Send the token on its own.',
  'token.in-command-kept':
    'That message held a token, so I did nothing with it, but I could not delete it. Please delete it, and send the token on its own.',
  'token.in-reply':
    'Your reply held a token, so I deleted it and did nothing else. To link the token, send it on its own.',
  'token.in-reply-kept':
    'Your reply holds a token, so I did nothing with it, but I could not delete it. Please delete it yourself.',

  'accounts.none': 'No account is linked yet. Send me a token, or let me show you how to make one.',
  'accounts.title_one': 'Your linked account:',
  'accounts.title_other': 'Your {{count}} linked accounts:',
  'accounts.active': '*{{user}}* on {{forge}} works.',
  'accounts.refused': '*{{user}}* on {{forge}} is refused. Send me a new token to go on.',
  'accounts.remove-button': 'Remove {{user}} on {{forge}}',
  'accounts.confirm_one': 'Remove *{{user}}* on {{forge}}, with its token and one watch?',
  'accounts.confirm_other': 'Remove *{{user}}* on {{forge}}, with its token and {{count}} watches?',
  'accounts.removed':
    'Removed *{{user}}* on {{forge}} and everything that hung on it. You may revoke the token there too.',
  'accounts.kept': '*{{user}}* on {{forge}} stays.',
  'accounts.gone': 'That account is not here any more. See the others under /accounts.',

  'watch.started': 'I watch {{project}} from now on. What happened before stays quiet.',
  'watch.changed': '{{project}} was watched already; this is how it stands now.',
  'watch.panel': '*{{project}}*',
  'watch.through': 'Seen with the token of {{user}} on {{forge}}.',
  'watch.waits-for-owner': 'Still waiting for {{user}} to agree that this group may read it.',
  'watch.ask-owner':
    '{{name}}, may this group follow {{project}} through your token? Everyone here will read what {{user}} on {{forge}} can see of it, except what is confidential there.',
  'watch.declined': 'All right, this group does not get {{project}}.',
  'watch.ended': 'I no longer watch {{project}} here.',
  'watch.ended-toast': '{{project}} is no longer watched.',
  'watch.gone': 'That watch is not here any more. See the others under /watches.',
  'watch.not-watched': 'This chat does not watch that. See /watches for what it does.',
  'watch.invalid':
    '“{{typed}}” does not look like a project. Send its path, such as `group/app`, or its link.',
  'watch.foreign-host': 'I may not talk to `{{host}}`. This bot serves `{{allowed}}`.',
  'watch.not-found':
    'I cannot find {{project}}: it does not exist, or your token cannot see it. Check the path.',
  'watch.no-account': 'Link an account first, then I can look for projects.',
  'watch.no-account-group': 'Link an account in a private chat with me first, then ask again here.',
  'watch.no-account-there':
    'You have no account on {{forge}} yet, so I cannot look for {{project}}. Send me a token of it in private.',
  'watch.which-account': 'More than one of your accounts can see {{project}}. Which one shall I use?',
  'watch.account-button': '{{user}} on {{forge}}',
  'watch.group-needs-path':
    'Name the project, so that I do not show your list to the group: `/watch group/app`.',
  'watch.too-many': 'Please name at most {{count}} projects at once.',

  'watch-state.unconfirmed': 'not confirmed',
  'watch-state.muted': 'muted',
  'level.participating': 'You hear what concerns you: your pipelines, reviews, mentions and replies.',
  'level.team': 'You hear what concerns you, and what concerns the team, such as a broken default branch.',
  'level.all': 'You hear everything that happens there.',
  'level.muted': 'Muted until you say otherwise.',
  'level-button.participating': 'For me',
  'level-button.team': 'Team',
  'level-button.all': 'All',
  'level-button.muted': 'Muted',

  'watches.title_one': 'This chat watches one project. Press it to change something.',
  'watches.title_other': 'This chat watches {{count}} projects. Press one to change something.',
  'watches.none': 'This chat watches nothing yet. Send a path or a link, or pick from a list.',
  'watches.none-group': 'This chat watches nothing yet. Name a project: `/watch group/app`.',
  'unwatch.choose': 'Which one shall I stop watching?',
  'mute.choose': 'Which one shall I mute?',
  'mute.rest': 'Muted for another {{left}}.',
  'mute.started': 'Muted for {{duration}}: {{projects}}.',
  'mute.ended': 'No longer muted: {{projects}}.',

  'status.account_zero': '*{{user}}* on {{forge}}, no watches yet',
  'status.account_one': '*{{user}}* on {{forge}}, one watch',
  'status.account_other': '*{{user}}* on {{forge}}, {{count}} watches',
  'status.idle': 'Nothing to look at yet.',
  'status.well_one': 'All is well: I follow one list there.',
  'status.well_other': 'All is well: I follow {{count}} lists there.',
  'status.failing': 'I cannot read {{count}} of {{all}} lists there, and keep trying: {{lists}}.',
  'status.limited': '{{forge}} asks for a pause. I try again in {{left}}.',
  'status.counts': 'Lately fetched {{fetched}}, stored {{stored}} ({{kinds}}).',
  'status.counts-none': 'Lately nothing fetched.',
  'status.last-news': 'Last news {{ago}} ago.',
  'status.next': 'Next look in {{left}}.',
  'status.now': 'Looking right now.',
  'status.late': 'I am {{late}} late with looking.',
  'status.waiting_one': 'One message waits to be sent to you.',
  'status.waiting_other': '{{count}} messages wait to be sent to you.',

  'forget.confirm':
    'Delete your accounts, tokens, watches and everything I remember about you? This cannot be undone.',
  'forget.otherwise':
    'If you leave it to me: news go after {{news}}, the record of what you did after {{actions}}, the timeline after {{events}}.',
  'forget.operator':
    'You are the operator: after that the bot has none, until it is started again and gives out a new claim code.',
  'forget.kept': 'Nothing was deleted.',
  'forget.done': 'Deleted for good:',
  'forget.none': 'There was nothing of yours but your settings.',
  'forget.rest':
    'Your settings, sign-ins and all that I had seen for you are gone, too. You may revoke the tokens on the forge as well.',
  'forget.events_one': 'one entry of your timeline',
  'forget.events_other': '{{count}} entries of your timeline',
  'forget.tickets_one': 'one ticket that you reported, but not its issue',
  'forget.tickets_other': '{{count}} tickets that you reported, but not their issues',
  'forget.accounts_one': 'one account with its token',
  'forget.accounts_other': '{{count}} accounts with their tokens',
  'forget.messages_one': 'one message from my records',
  'forget.messages_other': '{{count}} messages from my records',
  'forget.actions_one': 'one thing that you did from here',
  'forget.actions_other': '{{count}} things that you did from here',
  'forget.watches_one': 'one watch',
  'forget.watches_other': '{{count}} watches',

  'group.greeting':
    'Hello! A member can have me report on a project here with `/watch group/app`.\nI ask the owner of the token before this group reads anything.',
  'group.private-only': 'That is between you and me. Please ask me in private.',

  'forge.token-refused': '{{forge}} refuses the token. Send me a new one in private.',
  'forge.forbidden':
    '{{forge}} does not let this token do that: a scope or a role is missing. Send me another token, or ask a maintainer.',
  'forge.not-found': '{{forge}} shows nothing there: it does not exist, or the token cannot see it.',
  'forge.rate-limited': '{{forge}} asks me to slow down for a few minutes.',
  'forge.limited_one': '{{forge}} asks for a pause. Try again in a second.',
  'forge.limited_other': '{{forge}} asks for a pause. Try again in {{count}} seconds.',
  'forge.limited-minutes_one': '{{forge}} asks for a pause. Try again in a minute.',
  'forge.limited-minutes_other': '{{forge}} asks for a pause. Try again in {{count}} minutes.',
  'forge.unavailable': '{{forge}} does not answer right now. It may in a few minutes.',
  'forge.bad-reply':
    '{{forge}} answered something that I do not understand. Check that the address is right.',
  'forge.redirected':
    '{{forge}} sent me to another address, where I do not take a token. Tell the operator of this bot.',
  'forge.untrusted':
    'I do not trust the certificate of {{forge}}, and sent nothing there. Tell the operator of this bot.',
  'forge.conflict': '{{forge}} does not want to do that now. Please try again.',

  'press.unknown': 'I do not know this button any more. Please send the command again.',
  'press.expired': 'This question has expired. Please send the command again.',
  'press.foreign': 'This button is for somebody else. Send the command yourself to get your own.',
  'language.name': 'English',
  'language.telegram': 'As Telegram says',
  'language.chosen': 'I write to you in English.',
  'language.as-telegram-says': 'I write to you in English, going by your Telegram.',
  'language.of-group': 'I write in English here.',
  'language.unknown': 'I do not speak that language. Choose one of these.',

  'limit.wait': 'That was a lot at once. Please wait a minute.',
  'trouble.unexpected': 'Something went wrong on my side. Please try again in a minute.',
  'unknown.text': 'I did not understand that. Send /help to see what I can do.',
  'unknown.command': 'I do not know that command. Send /help to see what I can do.',
  'unknown.nearest': 'I do not know that command. Did you mean {{meant}}?',

  'duration.seconds': '{{count}} s',
  'duration.minutes': '{{count}} min',
  'duration.hours': '{{count}} h',
  'duration.days_one': '{{count}} day',
  'duration.days_other': '{{count}} days',

  'notice.token-refused':
    '{{forge}} refuses the token of {{user}}, so I have stopped looking there. Make a new token and send it to me here.',
  'notice.token-accepted': '{{forge}} accepts the token of {{user}} again. I am looking for news.',
  'notice.token-expires_one':
    'The token of {{user}} at {{forge}} expires within a day. Make a new one and send it to me here.',
  'notice.token-expires_other':
    'The token of {{user}} at {{forge}} expires in {{count}} days. Make a new one and send it to me here.',
  'notice.token-scope-lost':
    'The token of {{user}} at {{forge}} has lost {{scopes}}, and what needs that stops. Give it back, or send me another token here.',
  'notice.access-lost':
    'Your token cannot read {{project}} any more, so I hear nothing from there. If that is wrong, ask an owner of the project.',
  'notice.access-regained': 'Your token can read {{project}} again. I am looking for news.',
  'notice.reaction-gave-up':
    'Your reaction {{reaction}} failed for something in {{project}}, and I gave that up: {{reason}} The log says more.',
  'notice.action-cut-off':
    'I was cut off amid something that you asked for on {{place}}, and cannot tell whether it was done. /history names it; look there before you ask for it again.',
  'notice.topic-closed':
    'The topic in {{chat}} that I told of {{projects}} was closed: what happens waits, and comes as one summary when the topic is reopened.',
  'notice.topic-lost':
    'The topic in {{chat}} that I told of {{projects}} is gone, so that from now on I tell the group itself.',
  'notice.project-moved': '{{before}} is {{project}} now. I watch it there.',
} as const;
