import { isDeepStrictEqual } from 'node:util';
import type { ChildPipeline, WaitingChild, WaitingJob } from '../../../domain/subjects/pipeline.js';
import { hasEnded } from '../../../domain/subjects/pipeline.js';
import type { RawBridge } from '../schema.js';
import { toFailures, toPipelineStatus, toWaitingJobs } from '../transform/pipeline.js';
import { readBridges, type PipelinePlace } from './bridges.js';
import type { Asking } from './feed-read.js';
import { readJobs } from './pipeline-jobs.js';

/** More of them cost a request each and make a message that nobody reads. */
const MAX_CHILDREN = 5;
/** Of each of them. */
const MAX_GRANDCHILDREN = 2;

type RawChild = NonNullable<RawBridge['downstream_pipeline']>;

/** One level, for what fails further down is theirs. A job that failed to start one is named by itself. */
export async function readFailedChildren(
  read: Asking,
  parent: PipelinePlace,
): Promise<readonly ChildPipeline[]> {
  const bridges = await readBridges(read, parent, ['failed']);
  const children: ChildPipeline[] = [];
  const failed = bridges.filter((bridge) => hasFailedChild(bridge) || hasNoChild(bridge));
  for (const bridge of failed.slice(0, MAX_CHILDREN)) {
    const isStarted = hasFailedChild(bridge);
    children.push(
      isStarted ? await readFailedChild(read, bridge) : { name: bridge.name, url: null, failedJobs: [] },
    );
  }
  return children;
}

async function readFailedChild(
  read: Asking,
  { name, downstream_pipeline: child }: StartedBridge,
): Promise<ChildPipeline> {
  const { projectId, pipelineId } = placeOf(child);
  const jobs = await readJobs(read, projectId, pipelineId, ['failed']);
  return { name, url: child.web_url, failedJobs: toFailures(jobs).failedJobs };
}

/**
 * Those that failed while the job that started them passed, as it does where it does not wait for them. Their jobs are
 * asked for once.
 */
async function readUnheeded(
  read: Asking,
  bridges: readonly RawBridge[],
  known: readonly ChildPipeline[],
): Promise<readonly ChildPipeline[]> {
  const children: ChildPipeline[] = [];
  const failed = bridges.filter(hasFailedChild).filter(({ status }) => status === 'success');
  for (const bridge of failed.slice(0, MAX_CHILDREN)) {
    const { id, updated_at: updatedAt } = bridge.downstream_pipeline;
    const unheeded = { id: String(id), updatedAt: updatedAt ?? '' };
    const before = known.find((child) => isDeepStrictEqual(child.unheeded, unheeded));
    children.push(before ?? { ...(await readFailedChild(read, bridge)), unheeded });
  }
  return children;
}

/** It was not started, or the reader may not see it. */
function hasNoChild({ allow_failure, downstream_pipeline: child }: RawBridge): boolean {
  return allow_failure !== true && child === null;
}

function hasFailedChild(bridge: RawBridge): bridge is StartedBridge {
  const { allow_failure, downstream_pipeline: child } = bridge;
  return allow_failure !== true && child !== null && toPipelineStatus(child.status) === 'failed';
}

/** How the pipelines stand that one started. */
export interface ChildrenLook {
  /** It starts others. */
  readonly hasAny: boolean;
  readonly waiting: readonly WaitingChild[];
  /** Of itself alone: those that failed without its failing. */
  readonly unheeded: readonly ChildPipeline[];
  /** Jobs of its own that start others and that wait for a person: they are not among its jobs. */
  readonly heldBack: readonly WaitingJob[];
  /** Some work in them goes on. */
  readonly isRunning: boolean;
  /** Something may still come of them. */
  readonly isOpen: boolean;
  /** The same as long as nothing has moved. */
  readonly standing: string;
  /** Children that start none themselves, which need not be asked again. */
  readonly leaves: readonly string[];
}

/** What an earlier look found. */
export interface KnownChildren {
  readonly waiting: readonly WaitingChild[];
  readonly failed: readonly ChildPipeline[];
  readonly leaves: readonly string[];
}

/** Children and theirs. */
const LEVELS = 2;

/**
 * One request, one more for the jobs of each child that has come to wait, and one for each whose own children are to be
 * looked at. A child holds up its parent or not, as the configuration has it: the parent's status tells nothing of it.
 * https://docs.gitlab.com/ci/yaml/#triggerstrategy
 */
export async function lookAtChildren(
  read: Asking,
  parent: PipelinePlace,
  known: KnownChildren = { waiting: [], failed: [], leaves: [] },
  levels = LEVELS,
): Promise<ChildrenLook> {
  const bridges = await readBridges(read, parent);
  const most = levels === LEVELS ? MAX_CHILDREN : MAX_GRANDCHILDREN;
  const heldBack = toWaitingJobs(bridges.filter(isHeldBack));
  const waiting: WaitingChild[] = [];
  const standing = bridges.map(standingOf);
  const leaves: string[] = [];
  let isRunning = false;
  for (const { name, downstream_pipeline: child } of bridges.filter(isOpen).slice(0, most)) {
    const found = await lookAtChild(read, { name, child, levels }, known);
    waiting.push(...found.waiting);
    standing.push(...found.standing);
    leaves.push(...found.leaves);
    isRunning ||= found.isRunning;
  }
  return {
    hasAny: bridges.length > 0,
    waiting,
    unheeded: levels === LEVELS ? await readUnheeded(read, bridges, known.failed) : [],
    heldBack,
    isRunning,
    isOpen: bridges.some(mayMove),
    standing: standing.join(' '),
    leaves,
  };
}

type StartedBridge = RawBridge & { readonly downstream_pipeline: RawChild };

function isOpen(bridge: RawBridge): bridge is StartedBridge {
  const child = bridge.downstream_pipeline;
  return child !== null && !hasEnded(toPipelineStatus(child.status));
}

/** One that mirrors a child which waits is called manual, too. */
function isHeldBack({ status, downstream_pipeline: child }: RawBridge): boolean {
  return status === 'manual' && child === null;
}

/** One that has started nothing yet may do so as long as it has not ended. */
function mayMove({ status, downstream_pipeline: child }: RawBridge): boolean {
  return !hasEnded(toPipelineStatus((child ?? { status: status ?? '' }).status));
}

function standingOf({ id, status, downstream_pipeline: child }: RawBridge): string {
  return child === null ? `${id}:${status ?? ''}` : `${id}:${child.id}:${child.status}`;
}

interface Started {
  readonly name: string;
  readonly child: RawChild;
  readonly levels: number;
}

interface ChildLook {
  readonly waiting: readonly WaitingChild[];
  readonly standing: readonly string[];
  readonly leaves: readonly string[];
  readonly isRunning: boolean;
}

async function lookAtChild(
  read: Asking,
  { name, child, levels }: Started,
  known: KnownChildren,
): Promise<ChildLook> {
  const isWaiting = toPipelineStatus(child.status) === 'waiting';
  const itself = (waitingJobs: readonly WaitingJob[]): WaitingChild => ({
    id: String(child.id),
    projectId: String(child.project_id),
    name,
    url: child.web_url,
    waitingJobs,
    updatedAt: child.updated_at ?? '',
  });
  const own = isWaiting ? await readWaitingJobs(read, child, known) : [];
  if (own.length > 0) return { waiting: [itself(own)], standing: [], leaves: [], isRunning: false };
  const below = await lookBelow(read, { child, levels }, known);
  const deeper = below.waiting.map((one) => ({ ...one, name: `${name} › ${one.name}` }));
  const isItself = isWaiting && (below.heldBack.length > 0 || deeper.length === 0);
  return {
    waiting: [...(isItself ? [itself(below.heldBack)] : []), ...deeper],
    standing: below.standing === '' ? [] : [below.standing],
    leaves: below.leaves,
    isRunning: !isWaiting && (below.isRunning || deeper.length === 0),
  };
}

/** What waits as it did waits for the same jobs. */
async function readWaitingJobs(
  read: Asking,
  child: RawChild,
  { waiting }: KnownChildren,
): Promise<readonly WaitingJob[]> {
  const { projectId, pipelineId } = placeOf(child);
  const before = waiting.find(
    ({ id, updatedAt }) => id === String(pipelineId) && updatedAt === child.updated_at,
  );
  if (before !== undefined) return before.waitingJobs;
  return toWaitingJobs(await readJobs(read, projectId, pipelineId, ['manual', 'scheduled']));
}

const NOTHING_BELOW = { waiting: [], unheeded: [], heldBack: [], isRunning: false, standing: '' } as const;

async function lookBelow(
  read: Asking,
  { child, levels }: Omit<Started, 'name'>,
  known: KnownChildren,
): Promise<Omit<ChildrenLook, 'hasAny' | 'isOpen'>> {
  const id = String(child.id);
  if (levels <= 1) return { ...NOTHING_BELOW, leaves: [] };
  if (known.leaves.includes(id)) return { ...NOTHING_BELOW, leaves: [id] };
  const below = await lookAtChildren(read, placeOf(child), known, levels - 1);
  return below.hasAny ? below : { ...below, leaves: [id] };
}

function placeOf({ id, project_id }: RawChild): PipelinePlace {
  return { projectId: String(project_id), pipelineId: id };
}
