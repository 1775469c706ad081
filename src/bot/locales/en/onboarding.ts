/** The path from `/start` to the first news. */
export const onboarding = {
  'command.export': 'everything kept about you, as a file',

  'start.welcome':
    'Hello {{name}}! I watch GitLab and GitHub for you and tell you here when something needs you.\nI look with your own token, so you only ever hear what you could read yourself. I never show it to anybody, and change nothing there unless you press for it.\nChoose where you work: it takes two minutes.',
  'start.again':
    'Hello {{name}}! I watch GitLab and GitHub for you and tell you here when something needs you.\nI look with your own token and change nothing there unless you press for it.\nYour account is linked: choose what to watch, or link another one.',
  'start.link-button': 'Link {{forge}}',

  'pick.which-account': 'Whose projects shall I show?',
  'pick.title':
    'Projects of {{user}} on {{forge}}: the starred and the most active first. Tick what I shall watch.',
  'pick.found': 'Projects of {{user}} on {{forge}} with “{{search}}”. Tick what I shall watch.',
  'pick.title-record':
    'Projects of {{user}} on {{forge}}: the starred and the most active first. Tick what I shall record.',
  'pick.found-record': 'Projects of {{user}} on {{forge}} with “{{search}}”. Tick what I shall record.',
  'pick.found-none':
    'I found no project with “{{search}}” among those of {{user}} on {{forge}}. Search again, or send me its link.',
  'pick.none': '{{user}} on {{forge}} sees no projects yet. Send me the path or the link of one.',
  'pick.ticked_one': 'One is ticked.',
  'pick.ticked_other': '{{count}} are ticked.',
  'pick.done-watch_one': 'Watch it ›',
  'pick.done-watch_other': 'Watch these {{count}} ›',
  'pick.done-invite_one': 'Invite to it ›',
  'pick.done-invite_other': 'Invite to these {{count}} ›',
  'pick.done-record_one': 'Record it ›',
  'pick.done-record_other': 'Record these {{count}} ›',
  'pick.search-button': '🔎 Search',
  'pick.all-button': 'All projects',
  'pick.search': 'Which project? Answer with a part of its path.',
  'pick.already': '{{project}} is watched already. Change it under /watches.',
  'pick.already-recorded': '{{project}} is recorded already. End it under /record.',
  'pick.too-many': 'At most {{count}} at once. Go on with these first, then tick more.',
  'pick.nothing': 'Tick a project first.',
  'pick.levels_one': 'How much of it shall I tell you?',
  'pick.levels_other': 'How much of these {{count}} shall I tell you?',
  'pick.started_one': 'I watch it from now on. What happened before stays quiet.',
  'pick.started_other': 'I watch these {{count}} from now on. What happened before stays quiet.',
  'pick.sample': '*A sample, no news:* this is how I show the latest that I found there.',
  'pick.sample-invented': '*A sample, made up:* this is how I show a pipeline. I found none there yet.',

  'export.caption':
    'Everything that I keep about you, without your tokens. News and actions are in it for as long as I keep them. To have it deleted, send /forget.',
  'export.failed': 'Telegram did not take the file. Please try again in a minute.',
} as const;
