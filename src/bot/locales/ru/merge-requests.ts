/** What happens to a merge request besides its life and its reviews. */
export const mergeRequests = {
  'event.approval-withdrawn': '{{who}} отзывает апрув',
  'event.approval-lost': 'Апрув больше не в счёт: {{who}}',
  'event.approval-lost-mine': 'Твой апрув больше не в счёт',
  'event.new-commits-since-review': 'Новые коммиты после твоего ревью, теперь {{sha}}',
  'event.merge-request-unassigned': 'Больше не назначен на тебя',
  'event.conflict-appeared': 'Конфликт с {{branch}}',
  'event.conflict-resolved': 'Конфликта с {{branch}} больше нет',
  'event.ready-to-merge': 'Можно вливать',
  'event.target-branch-changed': 'Теперь вливается в {{branch}}',
  'event.auto-merge-set': 'Вольётся сам, когда пройдут все проверки',
  'event.auto-merge-set-by': '{{who}} включает автослияние после всех проверок',
  'event.auto-merge-failed': 'Автослияние сорвалось',
  'event.merge-request-labeled': 'Метки: {{labels}}',
} as const;
