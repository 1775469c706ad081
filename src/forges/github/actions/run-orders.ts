import { NO_RECEIPT, type Order, type Receipt, type RunOrder } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import { dispatchedSchema } from './schema.js';
import type { Site, Spot } from './site.js';

type Decision = Extract<Order, { action: 'decide-deployment' }>;

function runSpot(runId: string): Spot {
  return { path: '/actions/runs/{run_id}', params: { run_id: runId } };
}

/** https://docs.github.com/en/rest/actions/workflow-runs#re-run-a-workflow */
export async function retryRun(
  site: Site,
  { pipelineId, jobs }: { readonly pipelineId: string; readonly jobs: 'failed' | 'all' },
): Promise<Receipt> {
  const { path, params } = runSpot(pipelineId);
  const again = jobs === 'failed' ? 'rerun-failed-jobs' : 'rerun';
  await site.send('POST', `${path}/${again}`, params, { path, params });
  return NO_RECEIPT;
}

export async function cancelRun(
  site: Site,
  { pipelineId }: { readonly pipelineId: string },
): Promise<Receipt> {
  const { path, params } = runSpot(pipelineId);
  await site.send('POST', `${path}/cancel`, params, { path, params });
  return NO_RECEIPT;
}

/** https://docs.github.com/en/rest/actions/workflow-runs#review-pending-deployments-for-a-workflow-run */
export async function decideDeployment(site: Site, order: Decision): Promise<Receipt> {
  if (!/^\d{1,15}$/.test(order.deploymentId)) throw new ActionRefused('invalid');
  const { path, params } = runSpot(order.pipelineId);
  const decision = {
    environment_ids: [Number(order.deploymentId)],
    state: order.verdict,
    // It has to be there, and may be empty.
    comment: '',
  };
  await site.send('POST', `${path}/pending_deployments`, { ...params, ...decision }, { path, params });
  return NO_RECEIPT;
}

/** https://docs.github.com/en/rest/actions/workflows#create-a-workflow-dispatch-event */
export async function runWorkflow(site: Site, order: RunOrder): Promise<Receipt> {
  if (order.workflowId === null) throw new ActionRefused('invalid');
  const params = { workflow_id: order.workflowId };
  const path = '/actions/workflows/{workflow_id}';
  const dispatch = (more: object) =>
    site.send(
      'POST',
      `${path}/dispatches`,
      { ...params, ref: order.ref, inputs: order.variables, ...more },
      { path, params },
    );
  const answer = await dispatch({ return_run_details: true }).catch((error: unknown) => {
    // A server of before 2026 does nothing, for a name that it does not know.
    if (error instanceof ForgeError && error.words?.includes('return_run_details') === true)
      return dispatch({});
    throw error;
  });
  const run = dispatchedSchema.safeParse(answer.data);
  return run.success ? { id: run.data.workflow_run_id, url: run.data.html_url } : NO_RECEIPT;
}
