import type { ApiRoutes } from '../http/api-routes.js';
import { message } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findCodeProject, findPipeline, requireDeveloper } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { bridge, fullJob, fullPipeline, pipelineRow, pipelineWithName } from '../render/pipeline.js';
import { accessLevel } from '../state/access.js';
import type { Job, Pipeline, PipelineVariable, Project } from '../state/model.js';
import { cancelPipeline, retryPipeline, startPipeline } from '../state/pipelines.js';

const STATUSES = [
  'created',
  'waiting_for_resource',
  'preparing',
  'waiting_for_callback',
  'pending',
  'running',
  'success',
  'failed',
  'canceling',
  'canceled',
  'skipped',
  'manual',
  'scheduled',
] as const;
const ENDED = ['success', 'failed', 'canceled', 'skipped'];
const ONE = '/projects/:id/pipelines/:pipelineId';

export function pipelineRoutes(routes: ApiRoutes): void {
  routes.get('/projects/:id/pipelines', listPipelines);
  routes.post('/projects/:id/pipeline', createPipeline);
  routes.get('/projects/:id/pipelines/latest', latestPipeline);
  routes.get(ONE, (call) => pipelineWithName(call.store, findPipeline(call)));
  routes.get(`${ONE}/jobs`, listJobs);
  routes.get(`${ONE}/bridges`, listBridges);
  routes.get(`${ONE}/variables`, (call) => paginate(call, variablesOf(findPipeline(call))));
  routes.post(`${ONE}/retry`, retryIt);
  routes.post(`${ONE}/cancel`, cancelIt);
}

function listPipelines(call: Call): unknown {
  const project = findCodeProject(call);
  const { input, store } = call;
  const since = input.time('updated_after');
  const rows = since === undefined ? [...project.pipelines] : store.pipelinesSince(project, since);
  const chosen = sorted(call, rows.filter(matcher(call)));
  return paginate(call, chosen).map((pipeline) => pipelineRow(store, pipeline));
}

function matcher({ input }: Call): (pipeline: Pipeline) => boolean {
  const status = input.oneOf('status', STATUSES);
  const before = input.time('updated_before');
  const scope = input.oneOf('scope', ['running', 'pending', 'finished', 'branches', 'tags']);
  const username = input.text('username')?.toLowerCase();
  const source = input.text('source');
  const wanted: readonly (readonly [string | undefined, (pipeline: Pipeline) => string | null])[] = [
    [status, (pipeline) => pipeline.status],
    [input.text('ref'), (pipeline) => pipeline.ref],
    [input.text('sha'), (pipeline) => pipeline.sha],
    [source, (pipeline) => pipeline.source],
    [input.text('name'), (pipeline) => pipeline.name],
    [username, (pipeline) => pipeline.user.username.toLowerCase()],
  ];
  const asked = wanted.filter(([value]) => value !== undefined);
  return (pipeline) =>
    (source !== undefined || pipeline.source !== 'parent_pipeline') &&
    (before === undefined || pipeline.updatedAt <= before) &&
    (scope === undefined || isInScope(pipeline, scope)) &&
    asked.every(([value, of]) => of(pipeline) === value);
}

function isInScope(pipeline: Pipeline, scope: string): boolean {
  if (scope === 'finished') return ENDED.includes(pipeline.status);
  if (scope === 'branches') return pipeline.mergeRequest === null;
  return pipeline.status === scope;
}

function sorted(call: Call, rows: Pipeline[]): Pipeline[] {
  const order = call.input.oneOf('order_by', ['id', 'status', 'ref', 'updated_at', 'user_id']) ?? 'id';
  const direction = call.input.oneOf('sort', ['asc', 'desc']) === 'asc' ? 1 : -1;
  const key = (pipeline: Pipeline): number | string => {
    if (order === 'updated_at') return pipeline.updatedAt;
    if (order === 'user_id') return pipeline.user.id;
    return pipeline[order];
  };
  return rows.sort((one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left === right) return (one.id - other.id) * direction;
    return (left < right ? -1 : 1) * direction;
  });
}

function latestPipeline(call: Call): unknown {
  const project = findCodeProject(call);
  const ref = call.input.text('ref') ?? 'main';
  const pipeline = project.pipelines.findLast((candidate) => candidate.ref === ref);
  if (pipeline === undefined) throw message(403, '403 Forbidden');
  return pipelineWithName(call.store, pipeline);
}

function listJobs(call: Call): unknown {
  const pipeline = findPipeline(call);
  const isEveryRun = call.input.flag('include_retried') === true;
  const jobs = pipeline.jobs.filter((job) => isEveryRun || !job.isRetried);
  return paginate(call, inScope(call, jobs)).map((job) => fullJob(call.store, job));
}

function listBridges(call: Call): unknown {
  const { bridges } = findPipeline(call);
  return paginate(call, inScope(call, bridges)).map((job) => bridge(call.store, job, call.viewer));
}

/** Newest first. */
function inScope(call: Call, jobs: readonly Job[]): Job[] {
  const scope = call.input.list('scope');
  const unknown = scope?.find((status) => !STATUSES.some((known) => known === status));
  if (unknown !== undefined) throw message(400, { scope: ['contains invalid value(s)'] });
  return jobs.filter((job) => scope === undefined || scope.includes(job.status)).reverse();
}

function createPipeline(call: Call): unknown {
  const project = findCodeProject(call);
  requireDeveloper(call, project);
  const ref = call.input.required('ref');
  const variables = sentVariables(call);
  const fault = faultOf(project, accessLevel(project, person(call)), { ref, variables });
  if (fault !== null) throw message(400, { base: [fault] });
  const pipeline = startPipeline(call.store, project, {
    user: person(call),
    ref,
    source: 'api',
    status: 'pending',
    name: null,
    mergeRequest: null,
    variables,
  });
  return fullPipeline(call.store, pipeline);
}

/** Whoever may not push to a protected branch, nor merge into it, runs nothing there. */
function faultOf(
  { branches, tags, settings }: Project,
  level: number,
  { ref, variables }: { readonly ref: string; readonly variables: readonly PipelineVariable[] },
): string | null {
  if (!branches.has(ref) && !tags.has(ref)) return 'Reference not found';
  if (ref === 'main' && level < settings.mergeAccessLevel) {
    return `You do not have sufficient permission to run a pipeline on '${ref}'. Please select a different branch or contact your administrator for assistance.`;
  }
  const isRestricted = variables.length > 0 && level < settings.variablesAccessLevel;
  return isRestricted ? 'Insufficient permissions to set pipeline variables' : null;
}

function retryIt(call: Call): unknown {
  const pipeline = findPipeline(call);
  requireDeveloper(call, pipeline.project);
  retryPipeline(call.store, pipeline, person(call));
  return fullPipeline(call.store, pipeline);
}

function cancelIt(call: Call): unknown {
  const pipeline = findPipeline(call);
  requireDeveloper(call, pipeline.project);
  cancelPipeline(call.store, pipeline);
  return fullPipeline(call.store, pipeline);
}

function sentVariables({ input }: Call): PipelineVariable[] {
  return input.objects('variables').map(({ key, value }) => ({
    key: typeof key === 'string' ? key : '',
    value: typeof value === 'string' ? value : '',
  }));
}

function variablesOf(pipeline: Pipeline) {
  return pipeline.variables.map((variable) => ({ variable_type: 'env_var', ...variable, raw: false }));
}
