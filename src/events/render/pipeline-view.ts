import { line, type Line, type Span } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Project } from '../../domain/project.js';
import { hasWarnings, type Pipeline } from '../../domain/subjects/pipeline.js';
import { markOfPipeline } from './marks.js';
import { jobLines } from './pipeline-jobs.js';
import type { SubjectView } from './subject-view.js';

export const pipelineView: SubjectView<'pipeline'> = {
  status: pipelineStatusLine,
  lines: (pipeline, { project }, t) => pipelineLines(pipeline, project, t),
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

function pipelineLines(pipeline: Pipeline, project: Project, t: Translate): readonly Line[] {
  const lines: Line[] = [
    line({ text: `${project.path} #${pipeline.number}`, href: pipeline.url }, ...titleOf(pipeline)),
  ];
  lines.push(...jobLines(pipeline, t));
  const facts = factsOf(pipeline, t);
  if (facts.length > 0) lines.push(line(facts.join(' · ')));
  return lines;
}

function titleOf({ title }: Pipeline): readonly Span[] {
  return title === null || title === '' ? [] : [` · ${title}`];
}

function factsOf(pipeline: Pipeline, t: Translate): readonly string[] {
  const facts: string[] = [];
  if (pipeline.actor !== null) facts.push(pipeline.actor.name);
  facts.push(pipeline.sha.slice(0, 8));
  if (pipeline.attempt > 1) facts.push(t('card.attempt', { attempt: pipeline.attempt }));
  if (pipeline.durationSeconds !== null && pipeline.durationSeconds > 0) {
    facts.push(t('card.took', { duration: duration(pipeline.durationSeconds, t) }));
  }
  return facts;
}

function duration(seconds: number, t: Translate): string {
  const whole = Math.round(seconds);
  if (whole < 60) return t('card.seconds', { seconds: whole });
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return t('card.minutes-seconds', { minutes, seconds: whole % 60 });
  return t('card.hours-minutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
