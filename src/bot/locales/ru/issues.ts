/** What happened to issues, and their cards; milestones. */
export const issues = {
  'event.issue-opened': '{{who}} открывает issue',
  'event.issue-reopened': 'Снова открыт',
  'event.issue-assigned': 'Назначен на тебя',
  'event.issue-assigned-to': 'Исполнитель: {{who}}',
  'event.issue-unassigned': 'Больше не назначен на тебя',
  'event.issue-mention': '{{who}} упоминает тебя в описании',
  'event.issue-closed': 'Закрыт',
  'event.issue-closed-by': 'Закрыт ({{who}})',
  'event.issue-due-soon': 'Срок: {{day}}',
  'event.milestone-due-today': 'Сегодня срок вехи {{title}}, открытых issues: {{open}} из {{all}}',
  'event.milestone-due-soon_one':
    'Через {{count}} день срок вехи {{title}}, открытых issues: {{open}} из {{all}}',
  'event.milestone-due-soon_few':
    'Через {{count}} дня срок вехи {{title}}, открытых issues: {{open}} из {{all}}',
  'event.milestone-due-soon_many':
    'Через {{count}} дней срок вехи {{title}}, открытых issues: {{open}} из {{all}}',
  'event.milestone-due-soon_other':
    'Через {{count}} дня срок вехи {{title}}, открытых issues: {{open}} из {{all}}',
  'event.comment-on-my-issue': '{{who}} комментирует твой issue',
  'event.comment-on-assigned-issue': '{{who}} комментирует issue, назначенный на тебя',

  'card.issue-open': 'Открыт',
  'card.issue-closed': 'Закрыт',
  'card.issue-closed-by': 'Закрыт ({{who}})',
  'card.issue-confidential': 'Конфиденциально',
  'card.issue-due': 'Срок: {{day}}',
} as const;
