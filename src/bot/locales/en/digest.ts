/** The digest and review reminders. `_github` is chosen for a GitHub project. */
export const digest = {
  'command.digest': 'a summary at a time of your choice',

  'digest.title': 'Your summary',
  'digest.title-group': 'Summary of what this chat watches',
  'digest.nothing': 'Nothing to sum up: nothing waits, nothing is broken, and nothing came out lately.',
  'digest.set':
    'The summary comes at {{time}}, {{days}} ({{zone}}); when there is nothing to say, none comes.',
  'digest.none': 'No summary comes by itself.',
  'digest.remind': 'I remind this chat of reviews that wait for {{age}}.',
  'digest.how':
    'Another time: answer this message with `09:30 mon-fri` or `remind 2d`, or send `/digest 09:30 mon-fri`.',
  'digest.unclear':
    'I did not understand “{{typed}}”. Send it as `/digest 09:30 mon-fri`, or `/digest remind 2d`.',

  'digest.reviews_one': '👀 One review waits',
  'digest.reviews_other': '👀 {{count}} reviews wait',
  'digest.mine_one': '📌 One open merge request of yours',
  'digest.mine_other': '📌 {{count}} open merge requests of yours',
  'digest.broken_one': '❌ One default branch is broken',
  'digest.broken_other': '❌ {{count}} default branches are broken',
  'digest.merged_one': '🎉 One was merged',
  'digest.merged_other': '🎉 {{count}} were merged',
  'digest.releases_one': '📦 One release came out',
  'digest.releases_other': '📦 {{count}} releases came out',
  'digest.waits-since': 'for {{age}}',
  'digest.opened': 'opened {{age}} ago',
  'digest.by': 'by {{who}}',
  'digest.of': 'asked: {{who}}',
  'digest.failed-ago': 'last failed {{age}} ago',
  'digest.more_one': '… and one more',
  'digest.more_other': '… and {{count}} more',

  'block.broken': 'pipeline failed',
  'block.broken_github': 'checks failed',
  'block.conflict': 'conflict',
  'block.changes': 'changes requested',
  'block.gate': 'a rule of the project still blocks it',
  'block.review': 'waits for {{who}}',
  'block.checks': 'its pipeline is not through yet',
  'block.checks_github': 'checks are not through yet',
  'block.draft': 'draft',
  'block.ready': 'nothing blocks it',

  'remind.title_one': '⏰ One review has waited for {{age}}:',
  'remind.title_other': '⏰ {{count}} reviews have waited for {{age}}:',

  'button.digest-morning': '🗞 09:30 mon–fri',
  'button.digest-daily': '🗞 09:30 daily',
  'button.digest-off': '🔕 No summary',
  'button.remind-two-days': '⏰ Remind after 2 days',
  'button.remind-off': '🔕 No reminders',
} as const;
