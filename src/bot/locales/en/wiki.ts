export const wiki = {
  'event.wiki-mention': 'The wiki page {{page}} mentions you now',
  'event.wiki-mention-by': '{{who}} mentioned you on the wiki page {{page}}',
  'event.wiki-page-created': 'Wiki page {{page}} was created',
  'event.wiki-page-created-by': '{{who}} created the wiki page {{page}}',
  'event.wiki-page-edited': 'Wiki page {{page}} was edited',
  'event.wiki-page-edited-by': '{{who}} edited the wiki page {{page}}',
  'event.wiki-page-renamed': 'Wiki page {{former}} was renamed to {{page}}',
  'event.wiki-page-renamed-by': '{{who}} renamed the wiki page {{former}} to {{page}}',
  'event.wiki-page-deleted': 'Wiki page {{page}} was deleted',
  'event.wiki-page-deleted-by': '{{who}} deleted the wiki page {{page}}',

  'card.changed-lines': '{{added}} {{removed}}',
} as const;
