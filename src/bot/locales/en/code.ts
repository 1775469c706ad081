/** Releases, tags, and what is pushed. */
export const code = {
  'event.release-published': 'Released {{tag}}',
  'event.prerelease-published': 'Pre-released {{tag}}',
  'event.tag-created': 'New tag {{tag}}',
  'event.tag-created-by': '{{who}} created the tag {{tag}}',
  'event.tag-moved': 'The tag {{tag}} moved to {{sha}}',
  'event.tag-moved-by': '{{who}} moved the tag {{tag}} to {{sha}}',
  'event.branch-pushed_one': '{{who}} pushed {{count}} commit to {{branch}}',
  'event.branch-pushed_other': '{{who}} pushed {{count}} commits to {{branch}}',
  'event.branch-pushed-to': '{{who}} pushed to {{branch}}',
  'event.branch-force-pushed': '{{who}} force-pushed {{branch}}',
  'event.branch-created': '{{who}} created the branch {{branch}}',
  'event.branch-deleted': '{{who}} deleted the branch {{branch}}',

  'card.release-files_one': 'File: {{files}}',
  'card.release-files_other': 'Files: {{files}}',
  'card.release-files-more': 'Files: {{files}} and {{more}} more',
} as const;
