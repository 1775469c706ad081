import type { z } from 'zod';
import { NO_JOBS } from '../../../../src/domain/subjects/pipeline.js';
import {
  bridgeSchema,
  deploymentSchema,
  environmentSchema,
  jobSchema,
  pipelineSchema,
} from '../../../../src/forges/gitlab/schema.js';
import { toDeployment } from '../../../../src/forges/gitlab/transform/deployment.js';
import { toFailures, toPipeline } from '../../../../src/forges/gitlab/transform/pipeline.js';
import { APP } from '../../../unit/forges/gitlab/fixtures.js';
import type { BodyRow } from '../recorded-bodies.js';

export const TIMES = { created_at: 'createdAt', updated_at: 'updatedAt' } as const;

/** A row whose items are used as they are parsed. */
export function asParsed(kind: RegExp, schema: z.ZodObject, fields: readonly string[]): BodyRow {
  const carries = Object.fromEntries(fields.map((field) => [field, field]));
  return { kind, schema, make: (raw) => schema.parse(raw), carries, weighs: [] };
}

/** Pipelines, and what they run. */
export const RUN_ROWS: readonly BodyRow[] = [
  {
    kind: /^pipeline$/,
    schema: pipelineSchema,
    make: (raw) => toPipeline(pipelineSchema.parse(raw), APP, null, NO_JOBS),
    carries: {
      ...TIMES,
      id: 'id',
      ref: 'ref',
      sha: 'sha',
      tag: 'isTag',
      name: 'name',
      source: 'source',
      'user.id': 'actor.id',
      web_url: 'url',
      finished_at: 'finishedAt',
      duration: 'durationSeconds',
    },
    weighs: ['status', 'detailed_status'],
  },
  {
    kind: /^job$/,
    schema: jobSchema,
    make: (raw) => toFailures([jobSchema.parse(raw)]).failedJobs[0],
    carries: { id: 'id', name: 'name', stage: 'stage', web_url: 'url' },
    weighs: ['status', 'allow_failure'],
  },
  asParsed(/^bridge$/, bridgeSchema, [
    'id',
    'name',
    'stage',
    'status',
    'web_url',
    'allow_failure',
    'downstream_pipeline.id',
    'downstream_pipeline.project_id',
    'downstream_pipeline.status',
    'downstream_pipeline.web_url',
  ]),
  {
    kind: /^deployment$/,
    schema: deploymentSchema,
    make: (raw) => toDeployment(deploymentSchema.parse(raw), APP, false),
    carries: {
      ...TIMES,
      id: 'id',
      ref: 'ref',
      sha: 'sha',
      'user.id': 'actor.id',
      'environment.name': 'environment',
      'environment.external_url': 'siteUrl',
      'deployable.pipeline.id': 'pipelineId',
      'deployable.web_url': 'url',
    },
    weighs: ['status'],
  },
  asParsed(/^environment$/, environmentSchema, ['tier']),
];
