export const wiki = {
  'event.wiki-mention': 'Тебя упоминают на странице вики {{page}}',
  'event.wiki-mention-by': '{{who}} упоминает тебя на странице вики {{page}}',
  'event.wiki-page-created': 'Новая страница вики {{page}}',
  'event.wiki-page-created-by': '{{who}} создаёт страницу вики {{page}}',
  'event.wiki-page-edited': 'Изменилась страница вики {{page}}',
  'event.wiki-page-edited-by': '{{who}} правит страницу вики {{page}}',
  'event.wiki-page-renamed': 'Страница вики {{former}} теперь называется {{page}}',
  'event.wiki-page-renamed-by': '{{who}} переименовывает страницу вики: {{former}} → {{page}}',
  'event.wiki-page-deleted': 'Страница вики {{page}} удалена',
  'event.wiki-page-deleted-by': '{{who}} удаляет страницу вики {{page}}',

  'card.changed-lines': '{{added}} {{removed}}',
} as const;
