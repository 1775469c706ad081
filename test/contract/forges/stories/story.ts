import type { ForgeWorld } from '../../../simulator/forge-world.js';
import { APP } from '../watched-forge.js';

/** Makes what has to be there before, and returns what makes the event happen. Alice is told; Bob does it. */
export type Story<Extras = unknown> = (world: ForgeWorld & Extras) => () => unknown;

/** By the type of the event. */
export type Stories<Extras = unknown> = Readonly<Record<string, Story<Extras>>>;

export const by = 'bob';

export function openMergeRequest(
  world: ForgeWorld,
  options: Partial<Parameters<ForgeWorld['openMergeRequest']>[1]> = {},
): number {
  return world.openMergeRequest(APP, { author: by, title: 'Round', ...options }).number;
}

export function openIssue(world: ForgeWorld, ...assignees: readonly string[]): number {
  return world.openIssue(APP, { author: by, title: 'Wrong total', assignees }).number;
}
