/** Releases, tags, and what is pushed. */
export const code = {
  'event.release-published': 'Релиз {{tag}}',
  'event.prerelease-published': 'Пре-релиз {{tag}}',
  'event.tag-created': 'Новый тег {{tag}}',
  'event.tag-created-by': '{{who}} ставит тег {{tag}}',
  'event.tag-moved': 'Тег {{tag}} переехал на {{sha}}',
  'event.tag-moved-by': '{{who}} переносит тег {{tag}} на {{sha}}',
  'event.branch-pushed_one': '{{who}} пушит {{count}} коммит в {{branch}}',
  'event.branch-pushed_few': '{{who}} пушит {{count}} коммита в {{branch}}',
  'event.branch-pushed_many': '{{who}} пушит {{count}} коммитов в {{branch}}',
  'event.branch-pushed_other': '{{who}} пушит {{count}} коммита в {{branch}}',
  'event.branch-pushed-to': '{{who}} пушит в {{branch}}',
  'event.branch-force-pushed': '{{who}} делает force push в {{branch}}',
  'event.branch-created': '{{who}} создаёт ветку {{branch}}',
  'event.branch-deleted': '{{who}} удаляет ветку {{branch}}',

  'card.release-files': 'В релизе: {{files}}',
  'card.release-files-more': 'В релизе: {{files}} и ещё {{more}}',
} as const;
