/** What changes on the default branch. */
export const documents = {
  'event.document-mention': 'The docs on {{branch}} mention you now',
  'event.documents-changed': 'Docs changed on {{branch}}',
  'event.files-changed': 'Files changed on {{branch}}',
  'event.history-rewritten': 'The history of {{branch}} was rewritten',

  'card.default-branch': 'the default branch',
  'card.history-rewritten': 'Its history was rewritten',
  'card.files-unknown': 'Which files differ is not known',
  'card.files-more': '{{files}} and {{more}} more',
  'card.files-at-least': '{{files}}, and perhaps more',
  'card.file-added': '{{path}} (new)',
  'card.file-deleted': '{{path}} (deleted)',
} as const;
