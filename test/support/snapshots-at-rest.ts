import { MOST_AT_REST } from '../../src/domain/at-rest.js';
import type { Snapshot } from '../../src/domain/subject.js';
import { aDeployment } from './a-deployment.js';
import { aMilestone } from './a-milestone.js';
import { aThreadList } from './a-thread-list.js';
import { aWikiPage } from './a-wiki-page.js';
import { aBranchHealth, aComment, aMergeRequest, aPipeline, at } from './builders.js';
import { anImage } from './an-image.js';
import { anIssue } from './an-issue.js';

/** What something may still come of, however long it rests. */
export const REMEMBERED: readonly Snapshot[] = [
  aMergeRequest({ id: 'open' }),
  aThreadList({ id: 'open' }),
  anIssue({ id: 'open' }),
  aMilestone({ id: 'ahead', dueOn: '2100-01-01' }),
  projectAccess('lost', true),
  aBranchHealth({ id: 'broken', outcome: 'failed' }),
  aDeployment({ id: 'waiting', status: 'waiting' }),
  aComment({ id: 'naming', mentions: ['alice'] }),
  anImage({ id: 'movable', tag: '1.4' }),
  anImage({ id: 'of-a-day', tag: 'nightly-20240131' }),
  aWikiPage({ id: 'page' }),
  aPipeline({ id: 'ended', status: 'success' }),
];

/** What nothing comes of any more, or what is known without it. */
export const FORGOTTEN: readonly Snapshot[] = [
  aMergeRequest({ id: 'merged', state: 'merged' }),
  aThreadList({ id: 'merged' }),
  anIssue({ id: 'closed', state: 'closed' }),
  aMilestone({ id: 'over', dueOn: '2000-01-01' }),
  projectAccess('regained', false),
  aBranchHealth({ id: 'sound', outcome: 'success' }),
  aDeployment({ id: 'done', status: 'success' }),
  aComment({ id: 'naming-nobody' }),
  anImage({ id: 'of-a-commit', tag: 'main-1a2b3c4d' }),
  aWikiPage({ id: 'gone', text: null }),
];

/** Of one project, with one more that is `crowded-out`; and one of another. */
export const CROWD: readonly Snapshot[] = [
  ...Array.from({ length: MOST_AT_REST }, (_, index) => aPipeline({ id: `${index}` })),
  aPipeline({ id: 'crowded-out' }),
  aPipeline({ id: 'elsewhere', projectId: '8' }),
];

function projectAccess(id: string, isLost: boolean): Snapshot {
  return { kind: 'project-access', id, projectId: id, isLost, updatedAt: at(0) };
}
