import type { Project } from '../../../domain/project.js';
import type { Push } from '../../../domain/subjects/push.js';
import { pushedCommits } from '../../pushed-commits.js';
import { touchedBy } from '../../touched-files.js';
import type { RawPush } from '../schema.js';
import { toChangedFile } from '../transform/document-change.js';
import { compare } from './compare.js';
import type { FeedRead } from './feed-read.js';

/** Comparisons that one read asks for. */
const MAX_COMPARISONS = 10;

type Files = Pick<Push, 'touched' | 'commits'>;

export type ReadPushFiles = (
  project: Project,
  raw: RawPush,
  push: Pick<Push, 'action' | 'author'>,
) => Promise<Files>;

/** Asks for the files of those pushes that a filter wants by path; the reader's own are told to nobody. */
export function pushFilesReader(read: FeedRead): ReadPushFiles {
  const { viewer, asksForPaths } = read.request;
  let comparisons = 0;
  return async (project, { commit_from: from, commit_to: to }, { action, author }) => {
    const isTold = action === 'pushed' && author.id !== viewer.id;
    if (!isTold || from === null || to === null || comparisons === MAX_COMPARISONS) return {};
    if (asksForPaths?.('pushes', project.id) !== true) return {};
    comparisons += 1;
    const found = await compare(read, project, from, to);
    if (found === 'gone' || found === 'broken') return { touched: touchedBy(null, false) };
    return {
      touched: touchedBy(found.diffs.map(toChangedFile), found.compare_timeout === true),
      ...pushedCommits(
        found.commits.map(({ id, title, author_name: name }) => ({ sha: id, message: title, author: name })),
      ),
    };
  };
}
