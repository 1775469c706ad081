/** Container images. */
export const images = {
  'event.image-tag-created': 'Новый тег образа {{image}} ({{what}})',
  'event.image-tag-moved': 'Тег образа {{image}} переехал на {{what}}',

  'card.megabytes': '{{size}} МБ',
} as const;
