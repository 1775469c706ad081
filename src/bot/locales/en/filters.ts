/** `/filters` and `/why`; marked up as in `bot.ts`. */
export const filters = {
  'command.filters': 'choose exactly what a project tells',
  'command.why': 'in reply to a message: why you got it',

  'level.custom': 'You hear what your filter lets through:',
  'level-button.custom': 'Custom',

  'filters.choose': 'Whose filter shall I show?',
  'filters.panel': 'Filter of *{{project}}*',
  'filters.none-yet': 'There is no filter yet. Whatever you press makes one of the level that it has now.',
  'filters.line': 'As one line, to copy and change: {{line}}',
  'filters.toggles':
    'What {{project}} tells: ✓ always, ✕ never, and without a mark as the level {{base}} says. Press to change.',
  'filters.no-teams':
    'GitLab asks no groups for a review, so that rules about a `team` decide nothing here. A `reviewer` works.',
  'filters.include': 'only {{rule}}',
  'filters.exclude': 'not {{rule}}',

  'button.toggles': 'What is told',
  'button.filter': '‹ The filter',
  'button.watch-panel': 'Open the watch',
  'button.event-off': 'Turn this kind off',
  'button.event-off-one': 'Turn off: {{what}}',

  'preset.broken-and-fixed': 'Only broken and fixed',
  'preset.releases-only': 'Only releases',
  'preset.no-bots': 'No bots',
  'preset.only-me': 'Only me',

  'filter-fault.word':
    '“{{word}}” is no part of a filter: possible are `base:team`, `+topic`, `-topic`, `only branch:main` and `not label:wip`.',
  'filter-fault.base': '“{{word}}” names no base: possible are {{possible}}.',
  'filter-fault.toggle':
    '“{{word}}” names nothing that I tell: possible are {{possible}}, or one kind of event such as `{{event}}`.',
  'filter-fault.field': '“{{word}}” is no rule: possible are {{possible}}, as in `branch:release/*`.',
  'filter-fault.no-pattern': '“{{word}}” needs a value, as in `branch:main,release/*`.',
  'filter-fault.bots-pattern': '“{{word}}” takes no value: possible are `only bots` and `not bots`.',
  'filter-fault.long-pattern': '“{{word}}” is too long: possible are 100 characters for each value.',
  'filter-fault.many-stars': '“{{word}}” has too many stars: possible are two in each value.',
  'filter-fault.many-rules': '“{{word}}” is one rule too many: possible are 20.',
  'filter-fault.nothing-after': '“{{word}}” needs a rule behind it: possible are {{possible}}.',

  'why.how': 'Send /why as a reply to a message that I sent you, and I tell you what let it through.',
  'why.not-news':
    'No watch let that message through: it answers something that was said or pressed here, or it is so old that I have forgotten it.',
  'why.notice': 'That message is about your own account, and is told whatever you watch.',
  'why.letter': 'That message is a digest or a reminder, which somebody asked for here with /digest.',
  'why.ticket': 'That message is about a report to the desk here, and is told to whoever made it.',
  'why.watch': '*{{what}}* came through the watch of {{project}}, at its level {{level}}.',
  'why.toggle': 'The filter has “{{what}}” switched on.',
  'why.met': 'It met the rule {{rules}}.',
  'why.late':
    'The filter held it back at first, and let it through when a label, a reviewer or a team came or went.',
  'why.more_one': 'One more kind of news in that message is not listed here.',
  'why.more_other': '{{count}} more kinds of news in that message are not listed here.',
  'why.reason': '{{reason}}.',
  'why.team-news': 'It concerns the whole team',
  'why.nobodys': 'It concerns nobody in particular',
  'why.watch-gone': 'That watch is not here any more.',
  'why.is-muted': 'That watch is muted until you say otherwise.',
  'why.switched-off': '{{project}} no longer tells here of “{{what}}”.',
} as const;
