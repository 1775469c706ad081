import { type FeedBeginning, type FeedPlan, SILENT_BEGINNING } from '../../domain/feed.js';

/**
 * Where a feed begins that is to tell what has happened since. Wikis, documents and images are found by comparing, which
 * knows no past, and to-dos tell what concerns their owner now.
 */
export function beginGitlabSince({ kind, projectId }: FeedPlan, since: Date): FeedBeginning {
  const at = since.toISOString();
  if (kind === 'activity') return { cursor: { id: 0, since: at }, baselineAt: since };
  switch (kind) {
    case 'pipelines':
      return { cursor: { newestAt: at, running: {} }, baselineAt: since };
    // A person's own, too: what they remember in silence is no news to the project's.
    case 'merge-requests':
      return {
        cursor: projectId === null ? null : { newestAt: at, isWhole: false, owesOpen: true },
        baselineAt: since,
      };
    case 'issues':
      return { cursor: projectId === null ? null : { newestAt: at, owesOpen: true }, baselineAt: since };
    case 'releases':
    case 'deployments':
      return { cursor: { newestAt: at }, baselineAt: since };
    default:
      return SILENT_BEGINNING;
  }
}
