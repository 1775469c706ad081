import type { Workflow } from '../domain/ports/forge-actions.js';
import { WishFault } from './wish-fault.js';

/** The workflow of this name, or the only one; `workflows`: those that can be run by hand on `ref`. */
export function chooseWorkflow(workflows: readonly Workflow[], name: string | null, ref: string): string {
  const names = workflows.map((workflow) => workflow.name).join(', ');
  if (names === '') throw new WishFault('no-pipeline', `No workflow can be run by hand on ${ref}.`);
  const found = workflows.filter((one) => name === null || one.name.toLowerCase() === name.toLowerCase());
  const [only] = found;
  if (only === undefined)
    throw new WishFault('not-found', `There is no workflow called ${name} on ${ref}, but these: ${names}.`);
  if (found.length > 1) throw new WishFault('invalid', `Name the workflow with --workflow: ${names}.`);
  return only.id;
}
