import { addDays, instantOf, type LocalDate, localTimeAt } from './local-time.js';
import { medianOf } from './median.js';
import { SECOND } from './time.js';

/** How many days figures are made for, today's among them. */
export const FIGURE_DAYS = 30;

/** Kinds of events that figures are made of. */
export const MEASURED = [
  'pipeline-succeeded',
  'pipeline-fixed',
  'pipeline-failed',
  'merge-request-opened',
  'merge-request-ready',
  'review-requested',
  'merge-request-approved',
  'changes-requested',
  'merge-request-merged',
  'merge-request-closed',
] as const;

/** A kept event, as far as figures need it. */
export interface Measure {
  readonly type: (typeof MEASURED)[number];
  readonly at: Date;
  /** Of the pipeline or merge request. */
  readonly subjectId: string;
  readonly createdAt: Date;
  /** Of a pipeline, where the forge tells. */
  readonly durationSeconds: number | null;
  /** Whoever did it wrote the merge request. */
  readonly isByAuthor: boolean;
  /** The merge request was a draft then. */
  readonly isDraft: boolean;
}

/** Medians in milliseconds; `null`: there was nothing to measure. */
export interface Figures {
  readonly passed: number;
  readonly failed: number;
  readonly pipelineMs: number | null;
  readonly merged: number;
  /** From opened to merged. */
  readonly mergeMs: number | null;
  readonly reviewed: number;
  /** From being asked to the first verdict. */
  readonly reviewMs: number | null;
}

export interface ProjectFigures {
  /** Oldest first, without a gap. */
  readonly days: readonly (Figures & { readonly date: LocalDate })[];
  readonly total: Figures;
}

interface Sample {
  readonly kind: 'passed' | 'failed' | 'merged' | 'reviewed';
  readonly at: Date;
  readonly ms: number | null;
}

/** When the first of the days begins. */
export function figuresBegin(zone: string, now: Date): Date {
  return instantOf(zone, addDays(localTimeAt(zone, now), 1 - FIGURE_DAYS), 0, 'first');
}

/**
 * Figures of the last days as the wall clock of a zone counts them. Measures from before the first of them are there so
 * that a review that was asked for then is known to wait since.
 */
export function figuresOf(measures: readonly Measure[], zone: string, now: Date): ProjectFigures {
  const today = localTimeAt(zone, now);
  const dates = Array.from({ length: FIGURE_DAYS }, (_, index) => addDays(today, index + 1 - FIGURE_DAYS));
  const byDay = new Map(dates.map((date) => [keyOf(date), [] as Sample[]]));
  for (const sample of samplesOf(measures)) byDay.get(keyOf(localTimeAt(zone, sample.at)))?.push(sample);
  return {
    days: dates.map((date) => ({ date, ...summedUp(byDay.get(keyOf(date)) ?? []) })),
    total: summedUp([...byDay.values()].flat()),
  };
}

export function hasFigures({ total }: ProjectFigures): boolean {
  return total.passed + total.failed + total.merged + total.reviewed > 0;
}

function keyOf({ year, month, day }: LocalDate): string {
  return `${year}-${month}-${day}`;
}

function samplesOf(measures: readonly Measure[]): readonly Sample[] {
  const inOrder = [...measures].sort((one, other) => one.at.getTime() - other.at.getTime());
  return [...inOrder.flatMap(sampleOf), ...reviewsIn(inOrder)];
}

function sampleOf({ type, at, createdAt, durationSeconds }: Measure): readonly Sample[] {
  const ms = durationSeconds === null ? null : durationSeconds * SECOND;
  switch (type) {
    case 'pipeline-succeeded':
    case 'pipeline-fixed':
      return [{ kind: 'passed', at, ms }];
    case 'pipeline-failed':
      return [{ kind: 'failed', at, ms }];
    case 'merge-request-merged':
      return [{ kind: 'merged', at, ms: between(createdAt, at) }];
    default:
      return [];
  }
}

/** Since when a merge request waits for a verdict: since it was asked for, or else since it could be looked at. */
interface Waiting {
  readonly ready: Date | null;
  readonly asked: Date | null;
}

const NOT_WAITING: Waiting = { ready: null, asked: null };

/** A verdict ends a wait; one that nobody waited for is not measured. */
function reviewsIn(inOrder: readonly Measure[]): readonly Sample[] {
  const waiting = new Map<string, Waiting>();
  const samples: Sample[] = [];
  for (const measure of inOrder) {
    const before = waiting.get(measure.subjectId) ?? NOT_WAITING;
    const since = before.asked ?? before.ready;
    if (isVerdict(measure) && since !== null)
      samples.push({ kind: 'reviewed', at: measure.at, ms: between(since, measure.at) });
    waiting.set(measure.subjectId, waitingAfter(before, measure));
  }
  return samples;
}

function isVerdict({ type, isByAuthor }: Measure): boolean {
  return !isByAuthor && (type === 'merge-request-approved' || type === 'changes-requested');
}

function waitingAfter(before: Waiting, measure: Measure): Waiting {
  const { type, at, isDraft } = measure;
  switch (type) {
    case 'merge-request-opened':
      return isDraft ? before : { ...before, ready: at };
    case 'merge-request-ready':
      return { ready: at, asked: before.asked === null ? null : at };
    case 'review-requested':
      return { ...before, asked: before.asked ?? at };
    case 'merge-request-merged':
    case 'merge-request-closed':
      return NOT_WAITING;
    default:
      return isVerdict(measure) ? NOT_WAITING : before;
  }
}

/** Two clocks may disagree: nothing takes less than no time. */
function between(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime());
}

function summedUp(samples: readonly Sample[]): Figures {
  const of = (...kinds: readonly Sample['kind'][]): readonly Sample[] =>
    samples.filter(({ kind }) => kinds.includes(kind));
  return {
    passed: of('passed').length,
    failed: of('failed').length,
    pipelineMs: medianMs(of('passed', 'failed')),
    merged: of('merged').length,
    mergeMs: medianMs(of('merged')),
    reviewed: of('reviewed').length,
    reviewMs: medianMs(of('reviewed')),
  };
}

function medianMs(samples: readonly Sample[]): number | null {
  return medianOf(samples.flatMap(({ ms }) => ms ?? []));
}
