/** Answers to `/todo`, `/mrs` and `/pipelines`. `_github` is chosen for a GitHub project. */
export const overview = {
  'command.todo': 'what waits for you now',
  'command.mrs': 'your merge requests and reviews',
  'command.pipelines': 'the latest pipelines of a project',

  'todo.title_one': 'One thing waits for you:',
  'todo.title_other': '{{count}} things wait for you:',
  'todo.none': 'Nothing waits for you in the projects that you watch.',
  'mrs.title_one': 'One open merge request is yours, or for you to review:',
  'mrs.title_other': '{{count}} open merge requests are yours, or for you to review:',
  'mrs.none': 'No open merge request is yours, or for you to review, in the projects that you watch.',
  'overview.no-watch': 'You watch no project yet, so I know of nothing. Send /watch to choose one.',
  'overview.page': 'Page {{page}} of {{pages}}',

  'wait.broken': 'pipeline failed',
  'wait.broken_github': 'checks failed',
  'wait.changes': 'changes requested',
  'wait.review': 'waits for your review',
  'wait.review-again': 'has new commits since your review',
  'wait.ready': 'approved, can be merged',
  'wait.due-soon': 'assigned to you, and due soon',
  'wait.assigned': 'assigned to you',
  'wait.none': 'waits for others',
  'wait.draft': 'draft',

  'pipelines.title': 'The latest pipelines of {{project}}:',
  'pipelines.title_github': 'The latest workflow runs of {{project}}:',
  'pipelines.none': 'I have seen no pipeline of {{project}} yet.',
  'pipelines.none_github': 'I have seen no workflow run of {{project}} yet.',
  'pipelines.choose': 'Pipelines of which project?',
  'pipelines.ago': '{{ago}} ago',
} as const;
