import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Order, OrderAction } from '../../../../src/domain/actions/order.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();

interface Scene {
  readonly pull: string;
  readonly headSha: string;
  readonly issue: string;
  readonly run: string;
  readonly environment: string;
  readonly comment: string;
  readonly thread: string;
  readonly workflow: string;
}

let scene: Scene;

beforeEach(async () => {
  const { world } = bench();
  world.configure(APP, { allowsAutoMerge: true });
  world.protect(APP, { needsUpToDate: true });
  const { number } = world.openMergeRequest(APP, { author: 'alice', title: 'Add a page' });
  world.merge(APP, world.openMergeRequest(APP, { author: 'alice', title: 'First' }).number, 'alice');
  world.approve(APP, number, 'carol');
  world.setAutoMerge(APP, number, 'alice');
  const { id } = world.startPipeline(APP, { by: 'alice' });
  world.blockPipeline(APP, id);
  const look = await bench().look('bob', { kind: 'pipeline', id: String(id) });
  const thread = world.reviewComment(APP, number, 'alice', 'Why?');
  scene = {
    pull: String(number),
    headSha: world.headSha(APP, number),
    issue: String(world.openIssue(APP, { author: 'alice', title: 'It breaks' }).number),
    run: String(id),
    environment: look.waitingDeployments[0]?.id ?? '',
    comment: `review-${thread}`,
    thread,
    workflow: world.writeWorkflow(APP, 'Deploy', 'on: workflow_dispatch'),
  };
});

const about = (): { readonly on: 'issue'; readonly number: string } => ({ on: 'issue', number: scene.issue });
const pull = () => ({ number: scene.pull });
const pinned = () => ({ number: scene.pull, headSha: scene.headSha });

const ORDERS = {
  'retry-pipeline': () => ({ action: 'retry-pipeline', pipelineId: scene.run, jobs: 'all' }),
  'cancel-pipeline': () => ({ action: 'cancel-pipeline', pipelineId: scene.run }),
  'run-pipeline': () => ({ action: 'run-pipeline', ref: 'main', workflowId: scene.workflow, variables: {} }),
  'play-job': () => ({ action: 'play-job', jobId: '1' }),
  'new-pipeline': () => ({ action: 'new-pipeline', ...pull() }),
  'decide-deployment': () => ({
    action: 'decide-deployment',
    pipelineId: scene.run,
    deploymentId: scene.environment,
    verdict: 'approved',
  }),
  approve: () => ({ action: 'approve', ...pinned() }),
  unapprove: () => ({ action: 'unapprove', ...pull() }),
  'request-changes': () => ({ action: 'request-changes', ...pinned(), text: 'No' }),
  merge: () => ({ action: 'merge', ...pinned(), method: 'merge', deletesBranch: true, whenReady: false }),
  'delete-branch': () => ({ action: 'delete-branch', ...pinned(), branch: 'change-1' }),
  'stop-auto-merge': () => ({ action: 'stop-auto-merge', ...pull() }),
  'mark-ready': () => ({ action: 'mark-ready', number: draft() }),
  'mark-draft': () => ({ action: 'mark-draft', ...pull() }),
  'update-branch': () => ({ action: 'update-branch', ...pinned() }),
  'ask-review': () => ({ action: 'ask-review', ...pull(), person: bench().person('bob') }),
  'resolve-thread': () => ({ action: 'resolve-thread', ...pull(), threadId: scene.thread }),
  close: () => ({ action: 'close', ...about() }),
  reopen: () => ({ action: 'reopen', ...about() }),
  assign: () => ({ action: 'assign', ...about(), person: bench().person('bob') }),
  label: () => ({ action: 'label', ...about(), label: 'bug' }),
  comment: () => ({ action: 'comment', ...about(), text: 'Hi', threadId: null }),
  'edit-comment': () => ({ action: 'edit-comment', ...about(), commentId: scene.comment, text: 'Hi' }),
  'edit-issue': () => ({ action: 'edit-issue', on: 'issue', number: scene.issue, title: 'x', text: 'y' }),
  'create-issue': () => ({
    action: 'create-issue',
    title: 'x',
    text: '',
    labels: [],
    assignees: [],
    isConfidential: false,
  }),
} as const satisfies Record<OrderAction, () => Order>;

function draft(): string {
  const { number } = bench().world.openMergeRequest(APP, { author: 'alice', title: 'Later', isDraft: true });
  return String(number);
}

/** GitHub has nothing for them. */
const UNSUPPORTED: ReadonlySet<OrderAction> = new Set(['play-job', 'new-pipeline']);
const NAMES = (Object.keys(ORDERS) as OrderAction[]).filter((action) => !UNSUPPORTED.has(action));

/** GitHub lets everybody speak who can read, and counts the verdicts of those who may write. */
const OPEN_TO_READERS: ReadonlySet<OrderAction> = new Set([
  'approve',
  'request-changes',
  'comment',
  'create-issue',
]);

const READ_ONLY = {
  kind: 'fine-grained',
  scopes: ['actions=read', 'contents=read', 'deployments=read', 'issues=read', 'pull_requests=read'],
} as const;

describe.each(NAMES)('the order to %s', (action) => {
  it('takes a token that may write', async () => {
    await expect(bench().perform('carol', ORDERS[action](), READ_ONLY)).rejects.toMatchObject({
      name: 'ActionRefused',
      code: 'scope',
    });
  });

  it('is given by those who have a say', async () => {
    bench().world.setRole(APP, 'carol', 'read');

    const given = bench().perform('carol', ORDERS[action]());

    if (OPEN_TO_READERS.has(action)) await given;
    else await expect(given).rejects.toMatchObject({ name: 'ActionRefused', code: 'role' });
  });

  it('is nothing to those who do not see the repository', async () => {
    await expect(bench().perform('mallory', ORDERS[action]())).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'not-found',
    });
    expect(bench().writes()).toEqual([]);
  });
});

const SUBJECTS: readonly string[] = ['pipelineId', 'number', 'workflowId', 'commentId'];

/** One makes what was not there, the other takes what need not be. */
const WITHOUT_SUBJECT: ReadonlySet<OrderAction> = new Set(['create-issue', 'delete-branch']);

describe.each(NAMES.filter((action) => !WITHOUT_SUBJECT.has(action)))('where it is gone, %s', (action) => {
  it('finds nothing', async () => {
    const order = Object.fromEntries(
      Object.entries(ORDERS[action]()).map(([name, value]) => [
        name,
        SUBJECTS.includes(name) ? (name === 'commentId' ? 'issue-99' : '99') : value,
      ]),
    ) as unknown as Order;

    await expect(bench().perform('bob', order)).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'not-found',
    });
  });
});
