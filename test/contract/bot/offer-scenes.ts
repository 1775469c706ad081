import type { Target } from '../../../src/domain/actions/look.js';
import type { Project } from '../../../src/domain/project.js';
import type { DeploymentWorld } from '../../simulator/deployment-world.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import type { GithubSide, GitlabSide } from '../../support/forge-side.js';

/** `otto` owns the projects and does everything else; `ann` acts; `rita` can be asked. */
export const OWNER = 'otto';
export const ACTOR = 'ann';
export const ASKED = 'rita';

/** Puts something new into a project, by `author`, and brings it into the state of a column. */
export type Stage = (project: Project, author: string) => Target;
export type Stages = Readonly<Record<string, Stage>>;

type Move = (path: string, number: number) => void;

export function gitlabStages({ world }: GitlabSide): Stages {
  const checks: Move = (path, number) => {
    world.configureProject(path, { pipelineMustSucceed: true });
    world.startPipeline(path, { by: OWNER, mergeRequest: number });
  };
  const { afterOpening, afterStarting } = staging(world);
  return {
    ...stages(world, checks),
    // By whom a rule names, which lets a reporter, too.
    approved: afterOpening((path, number) => {
      world.configureProject(path, { approvers: [ACTOR] });
      world.approve(path, number, ACTOR);
    }),
    reviewer: afterOpening((path, number) => world.requestReview(path, number, ACTOR, OWNER)),
    behind: afterOpening((path, number) => world.setBehind(path, number, true)),
    // Under way, and not asked to succeed, as projects are from the beginning.
    building: afterOpening((path, number) => {
      world.startPipeline(path, { by: OWNER, mergeRequest: number });
    }),
    manual: afterStarting((path, id) => world.blockPipeline(path, id)),
    ...held(world),
  };
}

export function githubStages({ world }: GithubSide): Stages {
  const checks: Move = (path, number) => {
    world.configure(path, { allowsAutoMerge: true });
    world.protect(path, { needsChecks: true });
    world.startPipeline(path, { by: OWNER, mergeRequest: number });
  };
  const { afterOpening } = staging(world);
  return {
    ...stages(world, checks),
    behind: afterOpening((path) => {
      world.protect(path, { needsUpToDate: true });
      mergeAnother(world, path);
    }),
    archived: afterOpening((path) => world.configure(path, { isArchived: true })),
    ...held(world),
  };
}

/** By whom the environment that it waits for wants to be asked: anybody of a role, the actor, or somebody else. */
function held(world: ForgeWorld & DeploymentWorld): Stages {
  const { afterStarting } = staging(world);
  const hold = (approver?: string): Stage =>
    afterStarting((path, id) => {
      const options = { by: OWNER, environment: 'live' };
      world.holdDeployment(path, id, approver === undefined ? options : { ...options, approver });
    });
  return { held: hold(), named: hold(ACTOR), foreign: hold(ASKED) };
}

/** What both forges have. `checks`: brings checks under way that have to pass. */
function stages(world: ForgeWorld, checks: Move): Stages {
  const { afterOpening, afterStarting } = staging(world);
  const issue =
    (move: Move): Stage =>
    ({ path }, author) => {
      const { number } = world.openIssue(path, { author, title: 'It breaks' });
      move(path, number);
      return { kind: 'issue', number: String(number) };
    };
  return {
    ready: afterOpening(() => undefined),
    draft: afterOpening(() => undefined, true),
    approved: afterOpening((path, number) => world.approve(path, number, ACTOR)),
    diverged: afterOpening((path) => mergeAnother(world, path)),
    conflict: afterOpening((path, number) => world.setConflict(path, number, true)),
    checks: afterOpening(checks),
    planned: afterOpening((path, number) => {
      checks(path, number);
      world.setAutoMerge(path, number, OWNER);
    }),
    merged: afterOpening((path, number) => world.merge(path, number, OWNER)),
    closed: afterOpening((path, number) => world.close(path, number, OWNER)),
    open: issue(() => undefined),
    shut: issue((path, number) => world.closeIssue(path, number, OWNER)),
    running: afterStarting(() => undefined),
    failed: afterStarting((path, id) => world.finishPipeline(path, id, 'failed', [{ name: 'lint' }])),
    success: afterStarting((path, id) => world.finishPipeline(path, id, 'success')),
    canceled: afterStarting((path, id) => world.finishPipeline(path, id, 'canceled')),
  };
}

function mergeAnother(world: ForgeWorld, path: string): void {
  world.merge(path, world.openMergeRequest(path, { author: OWNER, title: 'First' }).number, OWNER);
}

function staging(world: ForgeWorld) {
  return {
    afterOpening:
      (move: Move, isDraft = false): Stage =>
      ({ path }, author) => {
        const { number } = world.openMergeRequest(path, { author, title: 'Add a page', isDraft });
        world.reviewComment(path, number, OWNER, 'Why?');
        move(path, number);
        return { kind: 'merge-request', number: String(number) };
      },
    afterStarting:
      (move: Move): Stage =>
      ({ path }) => {
        const { id } = world.startPipeline(path, { by: OWNER });
        move(path, id);
        return { kind: 'pipeline', id: String(id) };
      },
  };
}
