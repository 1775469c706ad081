import { type Answer, answer, entity, notFound, problem } from '../http/answer.js';
import { READ_ACTIONS, type RepoCall, type RepoRoute, WRITE_ACTIONS, textOf } from '../http/call.js';
import { list } from '../http/pagination.js';
import { repoApiUrl, repoPageUrl } from '../render/address.js';
import { renderWorkflow } from '../render/workflow-run.js';
import { refuseInputs } from '../state/dispatch-inputs.js';
import { type Workflow, startRun } from '../state/workflow-run.js';
import { listRuns } from './runs.js';

const WORKFLOW = '/actions/workflows/:workflow';

export function workflowRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/actions/workflows', needs: READ_ACTIONS, handle: listWorkflows },
    { method: 'GET', path: WORKFLOW, needs: READ_ACTIONS, handle: show },
    {
      method: 'GET',
      path: `${WORKFLOW}/runs`,
      needs: READ_ACTIONS,
      handle: (call) => withWorkflow(call, (workflow) => listRuns(call, workflow)),
    },
    { method: 'POST', path: `${WORKFLOW}/dispatches`, needs: WRITE_ACTIONS, handle: dispatch },
  ];
}

function listWorkflows(call: RepoCall): Answer {
  const { state, repository } = call;
  return list(call, {
    version: Math.max(repository.versions.runs, repository.versions.identity),
    items: () => repository.workflows,
    render: (workflow) => renderWorkflow(state, repository, workflow),
    wrap: (workflows, total_count) => ({ total_count, workflows }),
  });
}

function show(call: RepoCall): Answer {
  const { state, repository } = call;
  return withWorkflow(call, (workflow) =>
    entity(repository.versions.identity, () => renderWorkflow(state, repository, workflow)),
  );
}

function dispatch(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withWorkflow(call, (workflow) => {
    const ref = textOf(body, 'ref')?.replace(/^refs\/(?:heads|tags)\//, '');
    if (ref === undefined) return problem(422, 'Invalid request.\n\n"ref" wasn\'t supplied.');
    const isKnown = repository.branches.has(ref) || repository.tags.has(ref);
    if (!isKnown) return problem(422, `No ref found for: ${ref}`);
    if (workflow.state !== 'active') {
      return problem(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
    }
    const inputs = typeof body.inputs === 'object' && body.inputs !== null ? { ...body.inputs } : {};
    const refusal = refuseInputs(workflow.text, inputs);
    if (refusal !== null) return problem(422, refusal);
    const run = startRun(state, repository, {
      by: viewer,
      workflow: workflow.name,
      status: 'queued',
      branch: ref,
      event: 'workflow_dispatch',
    });
    if (body.return_run_details !== true) return answer(204);
    return answer(200, {
      workflow_run_id: run.id,
      run_url: repoApiUrl(state, repository, `/actions/runs/${run.id}`),
      html_url: repoPageUrl(state, repository, `/actions/runs/${run.id}`),
    });
  });
}

/** By id or by file name. */
function withWorkflow(call: RepoCall, handle: (workflow: Workflow) => Answer): Answer {
  const wanted = call.params.workflow;
  const workflow = call.repository.workflows.find(
    ({ id, fileName }) => String(id) === wanted || fileName === wanted,
  );
  return workflow === undefined ? notFound() : handle(workflow);
}
