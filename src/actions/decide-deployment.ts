import type { PipelineLook } from '../domain/actions/look.js';
import { defineAction, type AnyActionDefinition, type Variant } from './define-action.js';
import { lacks } from './rules.js';

/** A decision on an environment's gate: it brings the commit there, or keeps it away. */
function decision(name: string, verdict: 'approved' | 'rejected'): AnyActionDefinition {
  return defineAction<'pipeline'>({
    name,
    targets: ['pipeline'],
    isGrave: true,
    refuse: (look, actor) => (waiting(look).length === 0 ? 'nothing-to-do' : lacks(look, actor, 'read')),
    variants: waiting,
    order: ({ pipeline }, { deploymentId = '' }) => ({
      action: 'decide-deployment',
      pipelineId: pipeline.id,
      deploymentId,
      verdict,
    }),
    isDone: () => null,
  });
}

function waiting({ waitingDeployments }: PipelineLook): readonly Variant[] {
  return waitingDeployments
    .filter(({ mayDecide }) => mayDecide !== false)
    .map(({ id, environment }) => ({ input: { deploymentId: id }, name: environment }));
}

export const approveDeployment = decision('approve-deployment', 'approved');
export const rejectDeployment = decision('reject-deployment', 'rejected');
