import type { ForgeWorld } from '../../forge-world.js';
import type { GithubExtras } from '../github-extras.js';
import type { RateLimits } from '../http/rate-limit.js';
import type { GithubState } from '../state/github-state.js';
import { codeMoves } from './code.js';
import { deploymentMoves } from './deployments.js';
import { imageMoves } from './images.js';
import { issueMoves } from './issues.js';
import { limitMoves } from './limits.js';
import { mergePlanMoves } from './merge-plans.js';
import { mergeRequestMoves } from './merge-requests.js';
import { milestoneMoves } from './milestones.js';
import { pipelineMoves } from './pipelines.js';
import { projectMoves } from './projects.js';
import { Scene } from './scene.js';
import { talkMoves } from './talk.js';
import { teamMoves } from './teams.js';
import { wikiMoves } from './wiki.js';

/** Makes things happen on the simulated GitHub. */
export function createWorld(state: GithubState, limits: RateLimits): ForgeWorld & GithubExtras {
  const scene = new Scene(state);
  return {
    ...projectMoves(scene),
    ...mergeRequestMoves(scene),
    ...mergePlanMoves(scene),
    ...issueMoves(scene),
    ...codeMoves(scene),
    ...deploymentMoves(scene),
    ...imageMoves(scene),
    ...milestoneMoves(scene),
    ...talkMoves(scene),
    ...teamMoves(scene),
    ...wikiMoves(scene),
    ...pipelineMoves(scene),
    ...limitMoves(scene, limits),
  };
}
