import { type FeedBeginning, type FeedPlan, SILENT_BEGINNING } from '../../domain/feed.js';

/**
 * Where a feed begins that is to tell what has happened since. Tags, wikis, documents and images are found by comparing,
 * which knows no past, and the inbox tells what concerns its owner now.
 */
export function beginGithubSince({ kind, projectId }: FeedPlan, since: Date): FeedBeginning {
  const at = since.toISOString();
  const list = { etag: null, newestAt: at, backlog: null };
  if (projectId === null) return SILENT_BEGINNING;
  switch (kind) {
    case 'pipelines':
      return { cursor: { since: at, list, open: [] }, baselineAt: since };
    case 'comments':
      return {
        cursor: { since: at, issue: list, review: list, pulls: [], issues: [], threads: [] },
        baselineAt: since,
      };
    case 'pushes':
      return { cursor: { since: at, etag: null, newestAt: at }, baselineAt: since };
    case 'merge-requests':
      return { cursor: { since: at, list, unsettled: [], owesOpen: true }, baselineAt: since };
    case 'issues':
      return { cursor: { list, owesOpen: true }, baselineAt: since };
    case 'releases':
      return { cursor: { list }, baselineAt: since };
    case 'deployments':
      return { cursor: { list, followed: {} }, baselineAt: since };
    default:
      return SILENT_BEGINNING;
  }
}
