import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import type { Pipeline } from '../../../domain/subjects/pipeline.js';
import { DAY, MINUTE } from '../../../domain/time.js';
import { lookAtChildren, type ChildrenLook } from './child-pipelines.js';
import type { FeedRead } from './feed-read.js';
import { isOthersBusiness } from './pipeline-details.js';

/** A pipeline that started others, and how these stood when they were looked at. */
const familySchema = z.object({
  lookedAt: z.string(),
  /** They stood otherwise before. */
  movedAt: z.string(),
  standing: z.string(),
  isRunning: z.boolean(),
  isWaiting: z.boolean(),
  leaves: z.array(z.string()),
});

/** By the id of the parent. */
export const familiesSchema = z.record(z.string(), familySchema);

export type Families = z.infer<typeof familiesSchema>;
type Family = z.infer<typeof familySchema>;

/** The newest are followed. */
const MAX_FAMILIES = 20;
/** Of those whose parent stands still, in one read. */
const MAX_REVISITS = 3;
/** The longer nothing moves in one, the less often it is looked at. */
const SOONEST_MS = MINUTE;
const LATEST_MS = 30 * MINUTE;
const FORGET_AFTER_MS = 7 * DAY;
const RUNNING_FOR_MS = DAY;
/** A parent that waits for its child is called running, by some configurations for days. */
const QUIET_MS = 10 * MINUTE;

/** A pipeline that this read shows, and what was remembered of it. */
export interface MetPipeline {
  readonly before: Pipeline | null;
  readonly pipeline: Pipeline;
}

export interface Followed {
  readonly families: Families;
  /** All that were met, with what is known of their children, and those whose children alone have moved. */
  readonly pipelines: readonly Pipeline[];
}

/**
 * Pipelines that others started are in no list of their parent's project, and may wait while it runs or after it passed.
 * So each pipeline that is of concern is asked once whether it starts any; those that do are looked at when they move,
 * and now and then, until nothing can come of their children.
 */
export async function followFamilies(
  read: FeedRead,
  project: Project,
  {
    met,
    families,
    now,
  }: { readonly met: readonly MetPipeline[]; readonly families: Families; readonly now: Date },
): Promise<Followed> {
  const next = new Map(Object.entries(families).filter(([, one]) => age(one.movedAt, now) < FORGET_AFTER_MS));
  const pipelines: Pipeline[] = [];
  for (const one of met) {
    const family = next.get(one.pipeline.id);
    const isAsked = mayHaveChildren(one, family) && !isOthersBusiness(read, one.pipeline);
    next.delete(one.pipeline.id);
    pipelines.push(isAsked ? await visit(read, project, { ...one, family, now, next }) : one.pipeline);
  }
  for (const before of await dueParents(read, next, { met, now })) {
    const family = next.get(before.id);
    next.delete(before.id);
    pipelines.push(await visit(read, project, { before, pipeline: before, family, now, next }));
  }
  return { families: newestOf(next), pipelines };
}

/** A failure is the news, until it is tried again. */
function mayHaveChildren({ before, pipeline }: MetPipeline, family: Family | undefined): boolean {
  if (pipeline.status === 'canceled' || pipeline.status === 'skipped') return false;
  if (family !== undefined) return true;
  if (pipeline.status === 'failed') return false;
  // Without a reason of its own it waits for a child, or to start one.
  if (pipeline.status === 'waiting' && !(pipeline.waitingJobs ?? []).some(({ isDelayed }) => !isDelayed))
    return true;
  return before === null || before.actor === null || before.attempt < pipeline.attempt;
}

interface Visit extends MetPipeline {
  readonly family: Family | undefined;
  readonly now: Date;
  readonly next: Map<string, Family>;
}

async function visit(
  read: FeedRead,
  project: Project,
  { before, pipeline, family, now, next }: Visit,
): Promise<Pipeline> {
  const place = { projectId: project.id, pipelineId: Number(pipeline.id) };
  const known = {
    waiting: before?.waitingChildren ?? [],
    failed: before?.failedChildren ?? [],
    leaves: family?.leaves ?? [],
  };
  const look = await lookAtChildren(read, place, known);
  if (look.isOpen) next.set(pipeline.id, familyAfter(look, family, now));
  const heldBack = pipeline.status === 'waiting' ? look.heldBack : [];
  const own = (pipeline.waitingJobs ?? []).filter(({ name }) => heldBack.every((one) => one.name !== name));
  const heeded = (pipeline.failedChildren ?? []).filter(({ unheeded }) => unheeded === undefined);
  return {
    ...pipeline,
    waitingJobs: [...own, ...heldBack],
    waitingChildren: look.waiting,
    failedChildren: [...heeded, ...look.unheeded],
  };
}

function familyAfter(look: ChildrenLook, family: Family | undefined, now: Date): Family {
  const at = now.toISOString();
  const { standing, isRunning, leaves } = look;
  const movedAt = family?.standing === standing ? family.movedAt : at;
  const isWaiting = look.waiting.length > 0;
  return { lookedAt: at, movedAt, standing, isRunning, isWaiting, leaves: [...leaves] };
}

/** Those not looked at for longest first. */
async function dueParents(
  { request }: FeedRead,
  families: Map<string, Family>,
  { met, now }: { readonly met: readonly MetPipeline[]; readonly now: Date },
): Promise<readonly Pipeline[]> {
  const seen = new Set(met.map(({ pipeline }) => pipeline.id));
  const due = [...families]
    .filter(([id, { lookedAt, movedAt }]) => {
      const interval = Math.min(LATEST_MS, Math.max(SOONEST_MS, age(movedAt, now) / 4));
      return !seen.has(id) && age(lookedAt, now) >= interval;
    })
    .sort(([, one], [, other]) => one.lookedAt.localeCompare(other.lookedAt))
    .slice(0, MAX_REVISITS)
    .map(([id]) => id);
  if (due.length === 0) return [];
  const known = await request.lookup('pipeline', due);
  for (const id of due) if (!known.has(id)) families.delete(id);
  return [...known.values()];
}

function newestOf(families: ReadonlyMap<string, Family>): Families {
  const newest = [...families].sort(([one], [other]) => Number(other) - Number(one)).slice(0, MAX_FAMILIES);
  return Object.fromEntries(newest);
}

/** Something goes on in them that is worth a close look. */
export function isAnyRunning(families: Families, now: Date): boolean {
  return Object.values(families).some(
    ({ isRunning, movedAt }) => isRunning && age(movedAt, now) < RUNNING_FOR_MS,
  );
}

/** Its children wait for somebody, and have done so for a while: it hardly does anything else meanwhile. */
export function isStuck(family: Family | undefined, now: Date): boolean {
  if (family === undefined) return false;
  return family.isWaiting && !family.isRunning && age(family.movedAt, now) > QUIET_MS;
}

function age(time: string, now: Date): number {
  return now.getTime() - Date.parse(time);
}
