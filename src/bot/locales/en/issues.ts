/** What happened to issues, and their cards. */
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
  'event.comment-on-my-issue': '{{who}} commented on your issue',

  'card.issue-open': 'Open',
  'card.issue-closed': 'Closed',
  'card.issue-closed-by': 'Closed by {{who}}',
  'card.issue-confidential': 'Confidential',
  'card.issue-due': 'Due on {{day}}',
} as const;
