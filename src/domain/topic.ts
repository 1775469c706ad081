/** What people can want to hear of. Every kind of event belongs to one. */
export const TOPICS = [
  'pipelines',
  'merge-requests',
  'talk',
  'issues',
  'releases',
  'tags',
  'pushes',
  'deployments',
  'wiki',
  'images',
  'documents',
] as const;
export type Topic = (typeof TOPICS)[number];
