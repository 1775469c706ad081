/** `/mute` in reply to a message, and `/unmute`. */
export const mutes = {
  'command.unmute': 'hear of muted things again',

  'mute.what': 'Mute {{title}}? Whoever calls you by name still reaches you.',
  'mute.what-thread': '🧵 mutes this thread alone.',
  'mute.not-news':
    'That message tells of nothing that can be muted. Send `/mute` in reply to news of one thing, or `/mute all 2h`.',
  'mute.done': 'Muted for {{duration}}: {{title}}. End it with /unmute.',
  'mute.done-until-change':
    'Muted until it changes, for {{duration}} at most: {{title}}. End it with /unmute.',
  'mute.done-until-green':
    'Muted until it is green, for {{duration}} at most: {{title}}. End it with /unmute.',
  'mute.done-until-resolved':
    'Muted until it is resolved, for {{duration}} at most: {{title}}. End it with /unmute.',
  'mute.everything': 'everything in this chat',
  'mute.thread': 'a thread of {{title}}',
  'mute.branch': 'pipelines of {{project}} on {{ref}}',
  'mute.branch_github': 'workflow runs of {{project}} on {{ref}}',
  'mute.all-how': 'Mute everything in this chat for how long? What happens meanwhile is not told later.',
  'mute.list': 'Muted here:',
  'mute.row': '{{title}}, for another {{left}}',
  'mute.row-for-good': '{{title}}, until you say so',
  'mute.row-until-change': '{{title}}, until it changes, for another {{left}} at most',
  'mute.row-until-green': '{{title}}, until it is green, for another {{left}} at most',
  'mute.row-until-resolved': '{{title}}, until it is resolved, for another {{left}} at most',
  'unmute.none': 'Nothing is muted here. What a project tells is chosen under /watches.',
  'unmute.done': 'No longer muted: {{title}}.',
  'unmute.all': 'Nothing is muted here any more.',

  'button.mute-thread': '🧵 {{duration}}',
  'button.mute-until-change': '🔕 Until it changes, {{duration}} at most',
  'button.mute-until-green': '🔕 Until it is green, {{duration}} at most',
  'button.mute-until-resolved': '🧵 Until it is resolved, {{duration}} at most',
  'button.mute-project': '🔕 The whole project …',
  'button.unmute-one': '🔔 {{title}}',
} as const;
