import type { Actor, PipelineLook, WaitingDeployment } from '../domain/actions/look.js';
import type { RefusalCode } from '../domain/actions/refusal.js';
import { defineAction, type ActionInput, type AnyActionDefinition, type Variant } from './define-action.js';
import { lacks } from './rules.js';

/** A decision on an environment's gate: it brings the commit there, or keeps it away. */
function decision(name: string, verdict: 'approved' | 'rejected'): AnyActionDefinition {
  return defineAction<'pipeline'>({
    name,
    targets: ['pipeline'],
    isGrave: true,
    refuse,
    variants: (look, input) =>
      decidable(meant(look, input)).map(({ id, environment }): Variant => ({
        input: { deploymentId: id },
        name: environment,
      })),
    order: ({ pipeline }, { deploymentId = '' }) => ({
      action: 'decide-deployment',
      pipelineId: pipeline.id,
      deploymentId,
      verdict,
    }),
    isDone: () => null,
  });
}

function refuse(look: PipelineLook, actor: Actor, input: ActionInput): RefusalCode | null {
  const waiting = meant(look, input);
  if (waiting.length === 0) return isOfOne(input) ? 'waits-no-more' : 'nothing-to-do';
  return lacks(look, actor, 'read') ?? (decidable(waiting).length === 0 ? 'role' : null);
}

/** All that wait, or the one that was told of or chosen: never another one in its place. */
function meant(
  { waitingDeployments }: PipelineLook,
  { deploymentId, environment }: ActionInput,
): readonly WaitingDeployment[] {
  return waitingDeployments
    .filter(({ id }) => deploymentId === undefined || id === deploymentId)
    .filter((one) => environment === undefined || one.environment === environment);
}

function isOfOne({ deploymentId, environment }: ActionInput): boolean {
  return deploymentId !== undefined || environment !== undefined;
}

function decidable(waiting: readonly WaitingDeployment[]): readonly WaitingDeployment[] {
  return waiting.filter(({ mayDecide }) => mayDecide !== false);
}

export const approveDeployment = decision('approve-deployment', 'approved');
export const rejectDeployment = decision('reject-deployment', 'rejected');
