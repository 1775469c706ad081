import { line, type Line, type Span } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { ChildPipeline, FailedJob, Pipeline, WaitingJob } from '../../domain/subjects/pipeline.js';

/** More names than these make a card that nobody reads. */
const MAX_JOBS = 6;

type NamedJob = Pick<FailedJob, 'name' | 'stage'> & Partial<Pick<FailedJob, 'url'>>;

/** Which jobs made the pipeline what it is, stage by stage. */
export function jobLines(pipeline: Pipeline, t: Translate): readonly Line[] {
  const below = (pipeline.waitingChildren ?? []).map((child) =>
    childLine('card.waiting-child', child, child.waitingJobs, t),
  );
  return pipeline.status === 'canceled' ? [] : [...ownLines(pipeline, t), ...below];
}

function ownLines(pipeline: Pipeline, t: Translate): readonly Line[] {
  const { failedJobs, allowedFailures = [] } = pipeline;
  const failedChildren = (pipeline.failedChildren ?? []).map((child) =>
    childLine('card.failed-child', child, child.failedJobs, t),
  );
  switch (pipeline.status) {
    case 'failed':
      return [
        ...jobsLine('card.failed-jobs', failedJobs, t),
        ...failedChildren,
        ...jobsLine('card.allowed-failures', allowedFailures, t),
      ];
    case 'success':
      return [
        ...jobsLine('card.flaky-jobs', (pipeline.flakyJobs ?? []).map(nameOnly), t),
        ...failedChildren,
        ...jobsLine('card.allowed-failures', allowedFailures, t),
      ];
    case 'skipped':
      return [];
    default:
      return [...failedChildren, ...waitingLines(pipeline.waitingJobs ?? [], t)];
  }
}

/** A pipeline that this one started, with those of its jobs that made it what it is. */
function childLine(
  key: string,
  { name, url }: Pick<ChildPipeline, 'name' | 'url'>,
  jobs: readonly NamedJob[],
  t: Translate,
): Line {
  return line(t(key), ' ', linked(name, url), ...(jobs.length === 0 ? [] : [': ', ...spansOf(jobs, t)]));
}

/** How many lines `jobLines` makes. */
export function countJobLines(pipeline: Pipeline): number {
  return jobLines(pipeline, () => '').length;
}

function nameOnly(name: string): NamedJob {
  return { name, stage: null };
}

function waitingLines(jobs: readonly WaitingJob[], t: Translate): readonly Line[] {
  return [
    ...jobsLine(
      'card.waiting-jobs',
      jobs.filter(({ isDelayed }) => !isDelayed),
      t,
    ),
    ...jobsLine(
      'card.delayed-jobs',
      jobs.filter(({ isDelayed }) => isDelayed),
      t,
    ),
  ];
}

function jobsLine(key: string, jobs: readonly NamedJob[], t: Translate): readonly Line[] {
  return jobs.length === 0 ? [] : [line(t(key, { count: jobs.length }), ' ', ...spansOf(jobs, t))];
}

/** `unit, e2e (test); deploy (production) and 3 more` */
function spansOf(jobs: readonly NamedJob[], t: Translate): readonly Span[] {
  const shown = jobs.slice(0, MAX_JOBS);
  const stages = [...new Set(shown.map(({ stage }) => stage))];
  const spans = stages.flatMap((stage, index): readonly Span[] => {
    const names = shown.filter((job) => job.stage === stage);
    return [
      ...(index === 0 ? [] : ['; ']),
      ...names.flatMap(({ name, url }, at) => [...(at === 0 ? [] : [', ']), linked(name, url ?? null)]),
      ...(stage === null ? [] : [` (${stage})`]),
    ];
  });
  const more = jobs.length - shown.length;
  return more === 0 ? spans : [...spans, ' ', t('card.more-jobs', { more })];
}

function linked(text: string, href: string | null): Span {
  return href === null ? text : { text, href };
}
