import type { Reason } from '../../domain/event.js';
import type { ForgeKind } from '../../domain/forge.js';
import { jobLogAction, MAX_LOG_BUTTONS } from '../../domain/job-log.js';
import { line, type Button, type Line, type Span } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import { hasWarnings, type Pipeline } from '../../domain/subjects/pipeline.js';
import { inPairs } from './button-rows.js';
import { markOfPipeline } from './marks.js';
import { factsLine } from './pipeline-facts.js';
import { jobLines } from './pipeline-jobs.js';
import type { Place, SubjectView } from './subject-view.js';

export const pipelineView: SubjectView<'pipeline'> = {
  status: pipelineStatusLine,
  lines: pipelineLines,
  buttons: (pipeline, watchId, t) =>
    pipeline.status === 'failed' ? logButtons(pipeline, watchId, t, MAX_LOG_BUTTONS) : [],
  offers,
  named: (pipeline, t) => ({ pipeline: pipelineName(pipeline, t) }),
};

/** What people call it: GitHub's workflow name, or just "Pipeline". */
function pipelineName(pipeline: Pick<Pipeline, 'name'>, t: Translate): string {
  return pipeline.name ?? t('card.pipeline');
}

export function pipelineStatusLine(pipeline: Pipeline, t: Translate): Line {
  const text = t(`card.pipeline-${hasWarnings(pipeline) ? 'warned' : pipeline.status}`, {
    pipeline: pipelineName(pipeline, t),
    ref: pipeline.ref,
  });
  return line(`${markOfPipeline(pipeline.status)} `, { text, style: 'bold' });
}

function pipelineLines(pipeline: Pipeline, place: Place, t: Translate): readonly Line[] {
  const name = { text: `${place.project.path} #${pipeline.number}`, href: pipeline.url };
  return [line(name, ...titleOf(pipeline)), ...jobLines(pipeline, t), factsLine(pipeline, place, t)];
}

function titleOf({ title }: Pipeline): readonly Span[] {
  return title === null || title === '' ? [] : [` · ${title}`];
}

function offers(pipeline: Pipeline, reason: Reason | null, kind: ForgeKind): readonly string[] | null {
  const { status } = pipeline;
  if (status === 'failed' || status === 'canceled') return ['retry'];
  const answers = isForSomebody(pipeline) ? ANSWERS[kind] : [];
  if (status === 'success' || status === 'skipped') return answers.length === 0 ? null : answers;
  if (status === 'waiting') return answers;
  const isTheirs = reason === 'triggered' || reason === 'merge-request-author';
  return isTheirs ? [...answers, 'cancel'] : answers;
}

/** What a pipeline waits for: GitLab's for a manual job, GitHub's for an environment. */
const ANSWERS: Readonly<Record<ForgeKind, readonly string[]>> = {
  gitlab: ['play'],
  github: ['approve-deployment', 'reject-deployment'],
};

/** Rather than for its time, or for something that cannot be given from here. What waits is not always known. */
function isForSomebody(pipeline: Pipeline): boolean {
  const { status, waitingJobs, waitingChildren = [] } = pipeline;
  if (waitingChildren.length > 0) return true;
  if (status !== 'waiting') return false;
  return waitingJobs === undefined || waitingJobs.some(({ isDelayed }) => !isDelayed);
}

/** One for each failed job. */
export function logButtons(
  { failedJobs }: Pick<Pipeline, 'failedJobs'>,
  watchId: string,
  t: Translate,
  most: number,
): readonly (readonly Button[])[] {
  const isOne = failedJobs.length === 1;
  const buttons = failedJobs.slice(0, most).map(({ id, name }) => ({
    label: isOne ? t('card.log') : t('card.log-of', { job: name }),
    action: jobLogAction(watchId, id),
  }));
  return inPairs(buttons);
}
