/** What changes on the default branch. */
export const documents = {
  'event.document-mention': 'Тебя упоминают в документации на {{branch}}',
  'event.documents-changed': 'Изменилась документация на {{branch}}',
  'event.files-changed': 'Изменились файлы на {{branch}}',
  'event.history-rewritten': 'История переписана на {{branch}}',

  'card.default-branch': 'основной ветке',
  'card.history-rewritten': 'История переписана',
  'card.files-unknown': 'Какие файлы отличаются, неизвестно',
  'card.files-more': '{{files}} и ещё {{more}}',
  'card.files-at-least': '{{files}} и, возможно, не только',
  'card.file-added': '{{path}} (новый)',
  'card.file-deleted': '{{path}} (удалён)',
} as const;
