/** Container images. */
export const images = {
  'event.image-tag-created': 'New image tag {{image}} ({{what}})',
  'event.image-tag-moved': 'Image tag {{image}} moved to {{what}}',

  'card.megabytes': '{{size}} MB',
} as const;
