import { aDeployment } from '../../../support/a-deployment.js';
import { aThreadList } from '../../../support/a-thread-list.js';
import { aWikiPage } from '../../../support/a-wiki-page.js';
import { anImage } from '../../../support/an-image.js';
import { anIssue } from '../../../support/an-issue.js';
import { aComment, aPipeline, at } from '../../../support/builders.js';
import { aRelease, aTag } from '../../../support/some-code.js';
import { IMAGE_STEPS, NO_PUSHES, PUSH_STEPS, RELEASE_STEPS, TAG_STEPS } from './code-steps.js';
import { GITHUB_DEPLOYMENT_STEPS, GITLAB_DEPLOYMENT_STEPS } from './deployment-steps.js';
import { anyHistory, type History } from './history.js';
import { asFeedsSettle, MINE_TO_MERGE } from './gates.js';
import {
  asGitlabTells,
  changeBetween,
  DOCUMENT_STEPS,
  FAR_AHEAD,
  MILESTONE_STEPS,
  NO_COMMITS,
  WIKI_STEPS,
} from './knowledge-steps.js';
import { PIPELINE_STEPS } from './pipeline-steps.js';
import { COMMENT_STEPS, ISSUE_STEPS, MERGE_REQUEST_STEPS } from './steps.js';
import {
  asReadToday,
  COMMIT_NOTE_STEPS,
  CONVERSATION_STEPS,
  DUE_STEPS,
  NO_COMMENTS,
  NO_NOTES,
} from './talk-steps.js';
import { THREAD_STEPS } from './thread-steps.js';

const MERGE_REQUESTS: readonly History[] = [
  anyHistory({
    of: 'a merge request',
    feed: 'merge-requests',
    first: MINE_TO_MERGE,
    steps: MERGE_REQUEST_STEPS,
    settle: asFeedsSettle,
    atFirstSight: ['merge-request-opened', 'merge-request-mention'],
    // Whose answer a team was asked for is not known, so that one given in the same look counts for the team.
    alsoToldBy: { 'review-request-withdrawn': ['merge-request-approved', 'changes-requested'] },
    outlastsClosing: ['merge-request-unassigned', 'review-request-withdrawn'],
  }),
  anyHistory({
    of: 'a thread',
    feed: 'merge-requests',
    first: aThreadList({ updatedAt: at(0) }),
    steps: THREAD_STEPS,
  }),
];

const TALK: readonly History[] = [
  anyHistory({
    of: 'an issue',
    feed: 'issues',
    first: anIssue(),
    steps: [...ISSUE_STEPS, ...DUE_STEPS],
    show: asReadToday,
    atFirstSight: ['issue-opened'],
    alsoToldBy: { 'issue-due-soon': ['issue-assigned'] },
    outlastsClosing: ['issue-unassigned'],
    toldOnce: ['issue-due-soon'],
  }),
  anyHistory({
    of: 'a comment',
    feed: 'comments',
    first: aComment(),
    steps: COMMENT_STEPS,
    atFirstSight: ['comment-added'],
    toldOnce: ['comment-mention'],
  }),
  anyHistory({
    of: 'a conversation',
    feed: 'comments',
    first: NO_COMMENTS,
    steps: CONVERSATION_STEPS,
    show: ({ all }) => all,
  }),
  anyHistory({
    of: 'words at commits',
    feed: 'inbox',
    first: NO_NOTES,
    steps: COMMIT_NOTE_STEPS,
    show: ({ all }) => all,
  }),
];

const RUNS: readonly History[] = [
  anyHistory({
    of: 'a pipeline',
    feed: 'pipelines',
    first: aPipeline({ status: 'pending', updatedAt: at(0) }),
    steps: PIPELINE_STEPS,
    atFirstSight: ['pipeline-started'],
    alsoToldBy: { 'pipeline-started': ['pipeline-waiting'], 'pipeline-succeeded': ['pipeline-fixed'] },
    toldOnce: ['pipeline-waiting'],
  }),
  ...(['GitLab', 'GitHub'] as const).map((forge) =>
    anyHistory({
      of: `a deployment on ${forge}`,
      feed: 'deployments',
      first: aDeployment({ status: 'pending' }),
      steps: forge === 'GitLab' ? GITLAB_DEPLOYMENT_STEPS : GITHUB_DEPLOYMENT_STEPS,
    }),
  ),
];

const CODE: readonly History[] = [
  anyHistory({
    of: 'a release',
    feed: 'releases',
    first: aRelease({ state: 'draft' }),
    steps: RELEASE_STEPS,
    toldOnce: ['release-published'],
  }),
  anyHistory({
    of: 'a tag',
    feed: 'tags',
    first: aTag(),
    steps: TAG_STEPS,
    atFirstSight: ['tag-created'],
  }),
  anyHistory({
    of: 'pushes',
    feed: 'pushes',
    first: NO_PUSHES,
    steps: PUSH_STEPS,
    show: ({ all }) => all,
  }),
  anyHistory({
    of: 'an image',
    feed: 'images',
    first: anImage(),
    steps: IMAGE_STEPS,
    atFirstSight: ['image-tag-created'],
  }),
];

const KNOWLEDGE: readonly History[] = [
  anyHistory({ of: 'a page of a wiki', feed: 'wiki', first: aWikiPage(), steps: WIKI_STEPS }),
  anyHistory({
    of: 'the documents of a branch',
    feed: 'documents',
    first: NO_COMMITS,
    steps: DOCUMENT_STEPS,
    show: changeBetween,
    alsoToldBy: { 'documents-changed': ['document-mention'] },
  }),
  anyHistory({
    of: 'a milestone',
    feed: 'milestones',
    first: FAR_AHEAD,
    steps: MILESTONE_STEPS,
    show: asGitlabTells,
    toldOnce: ['milestone-due-soon'],
  }),
];

/** All that can happen to each kind of subject. */
export const HISTORIES: readonly History[] = [...MERGE_REQUESTS, ...TALK, ...RUNS, ...CODE, ...KNOWLEDGE];
