import { line, type Line, type Span } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Pipeline } from '../../domain/subjects/pipeline.js';
import { mergeRequestLabel } from './merge-request-view.js';
import type { Place } from './subject-view.js';

/**
 * What starts most pipelines is not worth a word, and neither is what the rest of the message says anyway. The others
 * by the text that tells them; one without a text is named as the forge names it.
 * https://docs.gitlab.com/ci/jobs/job_rules/#ci_pipeline_source-predefined-variable,
 * https://docs.github.com/en/actions/reference/events-that-trigger-workflows
 */
const SOURCES: Readonly<Record<string, string | null>> = {
  push: null,
  unknown: null,
  webide: null,
  merge_request_event: null,
  external_pull_request_event: null,
  pull_request: null,
  pull_request_target: null,
  schedule: 'card.source-schedule',
  web: 'card.source-hand',
  workflow_dispatch: 'card.source-hand',
  api: 'card.source-api',
  trigger: 'card.source-api',
  repository_dispatch: 'card.source-api',
  pipeline: 'card.source-pipeline',
  parent_pipeline: 'card.source-pipeline',
  workflow_run: 'card.source-pipeline',
  chat: 'card.source-chat',
  release: 'card.source-release',
  merge_group: 'card.source-merge-queue',
};

/** Who and what started it, on which commit, and how long it took. */
export function factsLine(pipeline: Pipeline, place: Place, t: Translate): Line {
  const facts = [
    pipeline.actor?.name,
    sourceOf(pipeline, t),
    pipeline.isTag === true ? t('card.tag') : undefined,
    mergeRequestOf(pipeline, place),
    pipeline.sha.slice(0, 8),
    pipeline.attempt > 1 ? t('card.attempt', { attempt: pipeline.attempt }) : undefined,
    durationOf(pipeline, t),
  ].filter((fact): fact is Span => fact !== undefined && fact !== '');
  return line(...facts.flatMap((fact, index) => (index === 0 ? [fact] : [' · ', fact])));
}

function sourceOf({ source }: Pipeline, t: Translate): string | undefined {
  if (source === null) return undefined;
  const key = Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined;
  if (key === null) return undefined;
  return key === undefined ? source.replaceAll('_', ' ') : t(key);
}

function mergeRequestOf({ mergeRequestNumber }: Pipeline, { kind, project }: Place): Span | undefined {
  if (mergeRequestNumber === null) return undefined;
  const path = kind === 'gitlab' ? '-/merge_requests' : 'pull';
  return {
    text: mergeRequestLabel(kind, mergeRequestNumber),
    href: `${project.url}/${path}/${mergeRequestNumber}`,
  };
}

function durationOf({ durationSeconds, usualSeconds }: Pipeline, t: Translate): string | undefined {
  if (durationSeconds === null || durationSeconds <= 0) return undefined;
  const took = t('card.took', { duration: duration(durationSeconds, t) });
  if (!usualSeconds) return took;
  return t('card.took-unusually', { took, usual: duration(Math.round(usualSeconds / 60) * 60, t) });
}

function duration(seconds: number, t: Translate): string {
  const whole = Math.round(seconds);
  if (whole < 60) return t('card.seconds', { seconds: whole });
  const minutes = Math.floor(whole / 60);
  if (minutes < 60 && whole % 60 === 0) return t('card.minutes', { minutes });
  if (minutes < 60) return t('card.minutes-seconds', { minutes, seconds: whole % 60 });
  return t('card.hours-minutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
