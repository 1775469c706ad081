/** `/quiet` and `/timezone`. */
export const quiet = {
  'command.quiet': 'hours in which I keep still',
  'command.timezone': 'the time zone of this chat',
  'help.topic.when': 'When',

  'quiet.none': 'I may write at any hour.',
  'quiet.set': 'Quiet from {{from}} to {{to}}, {{days}} ({{zone}}).',
  'quiet.now': 'It is quiet now, until {{until}}. What comes meanwhile waits and arrives as one summary.',
  'quiet.urgent-passes':
    'Urgent things come through: your pipeline failing on the default branch, and your name being called.',
  'quiet.urgent-waits': 'Urgent things wait, too.',
  'quiet.how':
    'Other hours: answer this message with `22:00-08:00 mon-fri`, or send `/quiet 22:00-08:00 mon-fri`.',
  'quiet.unclear':
    'I did not understand “{{typed}}”. Send it as `/quiet 22:00-08:00`, with days if you like: `/quiet 22:00-08:00 mon-fri`.',
  'quiet.zone-unclear': 'I know no time zone “{{typed}}”. Send its name, such as `Europe/Berlin`.',
  'quiet.no-zone':
    'I do not know your time zone, so these times are UTC. Tell me with `/timezone Europe/Berlin`.',

  'button.quiet-night': '🌙 22:00–08:00',
  'button.quiet-weekdays': '🌙 19:00–09:00 mon–fri',
  'button.quiet-weekend': '🌙 sat, sun',
  'button.quiet-off': '🔔 No quiet hours',
  'button.quiet-urgent-on': '🚨 Let urgent things through',
  'button.quiet-urgent-off': '🚨 Hold urgent things, too',

  'timezone.none': 'Times are UTC, because I know no time zone of this chat.',
  'timezone.is': 'Times here are those of {{zone}}, where it is {{time}} now.',
  'timezone.near': 'I know no time zone “{{typed}}”. Did you mean one of these?',
  'timezone.unknown':
    'I know no time zone “{{typed}}”. Send the name of a city with its region, such as `Europe/Berlin`.',

  'days.every': 'every day',
  'days.mon': 'Mon',
  'days.tue': 'Tue',
  'days.wed': 'Wed',
  'days.thu': 'Thu',
  'days.fri': 'Fri',
  'days.sat': 'Sat',
  'days.sun': 'Sun',
} as const;
