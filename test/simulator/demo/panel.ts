import type { JobSeed } from '../forge-world.js';
import { BAD_WEATHER } from './bad-weather.js';
import { CODE_ACTIONS } from './code-actions.js';
import { DEPLOYMENT_ACTIONS } from './deployment-actions.js';
import { BOB, CAROL, type DemoForge, ME } from './demo-world.js';
import { CHANGE } from './change.js';
import { IMAGE_ACTIONS } from './image-actions.js';
import { ISSUE_ACTIONS } from './issue-actions.js';
import { TICKET_ACTIONS } from './ticket-actions.js';

export type PanelGroup =
  'Pipelines' | 'Reviews' | 'My merge request' | 'Issues' | 'Service desk' | 'Code' | 'Bad weather';

/** A button that makes something happen on a forge; `run` returns what happened, in a sentence. */
export interface PanelAction {
  readonly id: string;
  readonly group: PanelGroup;
  /** `MR` is written as the forge's people say it. */
  readonly label: string;
  run(forge: DemoForge): string;
}

const FAILED_JOBS: readonly JobSeed[] = [
  { name: 'unit tests', stage: 'test' },
  { name: 'browser tests', stage: 'test' },
];
const TITLES = [
  'Show prices with the right currency',
  'Cache the search results for a minute',
  'Drop the legacy login page',
  'Make the import ten times faster',
];

export const PANEL: readonly PanelAction[] = [
  {
    id: 'start-pipeline',
    group: 'Pipelines',
    label: 'Start a pipeline',
    run: (forge) => `Pipeline ${startPipeline(forge)} runs on main`,
  },
  {
    id: 'fail-pipeline',
    group: 'Pipelines',
    label: 'Fail the pipeline',
    run: (forge) => `Pipeline ${endPipeline(forge, 'failed')} failed in ${FAILED_JOBS.length} jobs`,
  },
  {
    id: 'fail-newest',
    group: 'Pipelines',
    label: 'Fail what was started last',
    run: (forge) => {
      forge.runningPipeline = forge.world.openPipeline(forge.project.path);
      return `Pipeline ${endPipeline(forge, 'failed')} failed in ${FAILED_JOBS.length} jobs`;
    },
  },
  {
    id: 'fix-pipeline',
    group: 'Pipelines',
    label: 'Fix the pipeline',
    run: (forge) => `Pipeline ${endPipeline(forge, 'success')} succeeded`,
  },
  {
    id: 'cancel-pipeline',
    group: 'Pipelines',
    label: 'Cancel the pipeline',
    run: (forge) => `Pipeline ${endPipeline(forge, 'canceled')} was canceled`,
  },
  {
    id: 'retry-pipeline',
    group: 'Pipelines',
    label: 'Retry the pipeline',
    run: (forge) => {
      const id = forge.lastPipeline ?? endPipeline(forge, 'failed');
      forge.world.retryPipeline(forge.project.path, id, ME);
      forge.runningPipeline = id;
      return `Pipeline ${id} runs again`;
    },
  },
  {
    id: 'block-pipeline',
    group: 'Pipelines',
    label: 'Wait for a manual job',
    run: (forge) => {
      const id = forge.runningPipeline ?? startPipeline(forge);
      forge.world.blockPipeline(forge.project.path, id);
      return `Pipeline ${id} waits for somebody`;
    },
  },
  {
    id: 'ask-review',
    group: 'Reviews',
    label: 'Ask me for a review',
    run: (forge) => `Bob asked you to review ${reference(forge, openTheirs(forge, [ME]))}`,
  },
  {
    id: 'withdraw-review',
    group: 'Reviews',
    label: 'Withdraw that request',
    run: (forge) => {
      const number = theirs(forge);
      forge.world.withdrawReviewRequest(forge.project.path, number, ME, BOB);
      return `Bob no longer needs your review of ${reference(forge, number)}`;
    },
  },
  {
    id: 'push-commits',
    group: 'Reviews',
    label: 'Push new commits',
    run: (forge) => {
      const number = theirs(forge);
      return `Bob pushed ${forge.world.pushCommit(forge.project.path, number, BOB).slice(0, 8)} to ${reference(forge, number)}`;
    },
  },
  {
    id: 'assign-me',
    group: 'Reviews',
    label: 'Assign me',
    run: (forge) => {
      const number = theirs(forge);
      forge.world.assign(forge.project.path, number, ME, CAROL);
      return `Carol assigned you to ${reference(forge, number)}`;
    },
  },
  {
    id: 'mention-me',
    group: 'Reviews',
    label: 'Mention me',
    run: (forge) => {
      const number = forge.theirMergeRequest ?? openTheirs(forge, []);
      const text = `@${ME} do you remember why <b>this</b> is here? See \`src/cart.ts\` & co.`;
      forge.world.comment(forge.project.path, number, CAROL, text);
      return `Carol mentioned you on ${reference(forge, number)}`;
    },
  },
  {
    id: 'comment-mine',
    group: 'My merge request',
    label: 'Comment on my MR',
    run: (forge) => {
      const number = mine(forge);
      forge.world.comment(
        forge.project.path,
        number,
        BOB,
        'Looks good. Could you add a test for the empty cart?',
      );
      return `Bob commented on your ${reference(forge, number)}`;
    },
  },
  {
    id: 'reply-me',
    group: 'My merge request',
    label: 'Reply in my thread',
    run: (forge) => {
      const number = mine(forge);
      const { path } = forge.project;
      forge.myComment ??= forge.world.reviewComment(path, number, ME, 'I am not sure about this line.');
      forge.world.comment(path, number, BOB, 'It is fine, I checked it on staging.', forge.myComment);
      return `Bob replied in your thread on ${reference(forge, number)}`;
    },
  },
  {
    id: 'resolve-thread',
    group: 'My merge request',
    label: 'Resolve my thread',
    run: (forge) => {
      const number = mine(forge);
      const { path } = forge.project;
      const thread = forge.myComment ?? forge.world.reviewComment(path, number, ME, 'Is this still needed?');
      // GitHub’s pull request may not move by the resolving alone.
      forge.world.pushCommit(path, number, BOB);
      forge.world.resolveThread(path, number, thread, BOB);
      forge.myComment = null;
      return `Bob changed it and resolved your thread on ${reference(forge, number)}`;
    },
  },
  {
    id: 'approve-mine',
    group: 'My merge request',
    label: 'Approve my MR',
    run: (forge) => {
      const number = mine(forge);
      forge.world.approve(forge.project.path, number, CAROL);
      return `Carol approved your ${reference(forge, number)}`;
    },
  },
  {
    id: 'request-changes',
    group: 'My merge request',
    label: 'Request changes',
    run: (forge) => {
      const number = mine(forge);
      forge.world.requestChanges(forge.project.path, number, BOB, 'Please handle the timeout as well.');
      return `Bob requested changes on your ${reference(forge, number)}`;
    },
  },
  {
    id: 'merge-mine',
    group: 'My merge request',
    label: 'Merge it',
    run: (forge) => {
      const number = mine(forge);
      forge.world.merge(forge.project.path, number, CAROL);
      forge.myMergeRequest = null;
      forge.myComment = null;
      return `Carol merged your ${reference(forge, number)}`;
    },
  },
  {
    id: 'close-mine',
    group: 'My merge request',
    label: 'Close it',
    run: (forge) => {
      const number = mine(forge);
      forge.world.close(forge.project.path, number, CAROL);
      forge.myMergeRequest = null;
      forge.myComment = null;
      forge.closedMergeRequest = number;
      return `Carol closed your ${reference(forge, number)}`;
    },
  },
  {
    id: 'reopen-mine',
    group: 'My merge request',
    label: 'Reopen it',
    run: (forge) => {
      const number = forge.closedMergeRequest ?? mine(forge);
      forge.world.reopen(forge.project.path, number, CAROL);
      forge.myMergeRequest = number;
      forge.closedMergeRequest = null;
      return `Carol reopened your ${reference(forge, number)}`;
    },
  },
  ...ISSUE_ACTIONS,
  ...TICKET_ACTIONS,
  ...CODE_ACTIONS,
  ...DEPLOYMENT_ACTIONS,
  ...IMAGE_ACTIONS,
  ...BAD_WEATHER,
];

/** As the forge's people write it. */
function reference(forge: DemoForge, number: number): string {
  return `${forge.kind === 'gitlab' ? '!' : '#'}${number}`;
}

function startPipeline(forge: DemoForge): number {
  forge.runningPipeline = forge.world.startPipeline(forge.project.path, { by: ME, ref: 'main' }).id;
  return forge.runningPipeline;
}

/** Ends the one that runs, or one that starts for it. */
function endPipeline(forge: DemoForge, outcome: 'success' | 'failed' | 'canceled'): number {
  const id = forge.runningPipeline ?? startPipeline(forge);
  forge.world.finishPipeline(forge.project.path, id, outcome, outcome === 'failed' ? FAILED_JOBS : []);
  forge.runningPipeline = null;
  forge.lastPipeline = id;
  return id;
}

function openTheirs(forge: DemoForge, reviewers: readonly string[]): number {
  forge.counter += 1;
  const opened = forge.world.openMergeRequest(forge.project.path, {
    author: BOB,
    title: TITLES[forge.counter % TITLES.length] ?? 'A change',
    description: 'Please have a look when you find the time.',
    sourceBranch: `bob/change-${forge.counter}`,
    reviewers,
    files: CHANGE,
  });
  forge.theirMergeRequest = opened.number;
  return opened.number;
}

function theirs(forge: DemoForge): number {
  return forge.theirMergeRequest ?? openTheirs(forge, [ME]);
}

function mine(forge: DemoForge): number {
  if (forge.myMergeRequest !== null) return forge.myMergeRequest;
  forge.counter += 1;
  const opened = forge.world.openMergeRequest(forge.project.path, {
    author: ME,
    title: TITLES[forge.counter % TITLES.length] ?? 'A change',
    sourceBranch: `alice/change-${forge.counter}`,
    reviewers: [CAROL],
  });
  forge.myMergeRequest = opened.number;
  return opened.number;
}
