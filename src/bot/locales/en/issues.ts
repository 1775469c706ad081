/** What happened to issues, and their cards; milestones. */
export const issues = {
  'event.issue-opened': '{{who}} opened an issue',
  'event.issue-reopened': 'Reopened',
  'event.issue-assigned': 'Assigned to you',
  'event.issue-assigned-to': 'Assigned to {{who}}',
  'event.issue-unassigned': 'No longer assigned to you',
  'event.issue-mention': '{{who}} mentioned you in the description',
  'event.issue-closed': 'Closed',
  'event.issue-closed-by': '{{who}} closed it',
  'event.issue-due-soon': 'Due on {{day}}',
  'event.milestone-due-today': 'Milestone {{title}} is due today: {{open}} of {{all}} issues open',
  'event.milestone-due-soon_one': 'Milestone {{title}} is due tomorrow: {{open}} of {{all}} issues open',
  'event.milestone-due-soon_other':
    'Milestone {{title}} is due in {{count}} days: {{open}} of {{all}} issues open',
  'event.comment-on-my-issue': '{{who}} commented on your issue',
  'event.comment-on-assigned-issue': '{{who}} commented on an issue that is assigned to you',

  'card.issue-open': 'Open',
  'card.issue-closed': 'Closed',
  'card.issue-closed-by': 'Closed by {{who}}',
  'card.issue-confidential': 'Confidential',
  'card.issue-due': 'Due on {{day}}',
} as const;
