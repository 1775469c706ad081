import { isSamePerson, type Person } from '../forge.js';

/** `pending`: it has not begun. `waiting`: somebody has to approve it. `canceled` also where it was given up unbegun. */
export type DeploymentStatus = 'pending' | 'running' | 'waiting' | 'success' | 'failed' | 'canceled';

/** One attempt to bring a commit to an environment: the next one is another deployment. */
export interface Deployment {
  readonly kind: 'deployment';
  readonly id: string;
  readonly projectId: string;
  readonly environment: string;
  readonly isProduction: boolean;
  readonly ref: string;
  readonly sha: string;
  readonly status: DeploymentStatus;
  /** GitHub's, where a status may come twice; `null` on GitLab, where each comes once. */
  readonly statusId: string | null;
  /** A workflow run of GitHub does it, and tells itself that it waits. */
  readonly isOfRun: boolean;
  /**
   * The pipeline, or the workflow run, that does it; `null`: none, or the forge does not tell. Missing in what an older
   * version remembered.
   */
  readonly pipelineId?: string | null;
  /** The account's owner may approve it; missing: it was not asked, as on GitHub, where the run of it tells. */
  readonly mayApprove?: boolean;
  /** Who started it. */
  readonly actor: Person | null;
  /** Its log, or the page of its environment. */
  readonly url: string;
  /** Where what was deployed can be seen. */
  readonly siteUrl: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const ENDED: ReadonlySet<DeploymentStatus> = new Set(['success', 'failed', 'canceled']);

export function hasDeploymentEnded(status: DeploymentStatus): boolean {
  return ENDED.has(status);
}

export function partInDeployment({ actor }: Pick<Deployment, 'actor'>, viewer: Person): 'triggered' | null {
  return isSamePerson(actor, viewer) ? 'triggered' : null;
}

const PRODUCTION = /(?<![a-z])prod(?:uction)?(?![a-z])/i;
const NEARLY = /(?:pre|non)[-_ ]?prod/i;

/** By its name alone, where the forge does not say more: `production`, `prod-eu`, `shop/prod`. */
export function namesProduction(environment: string): boolean {
  return PRODUCTION.test(environment) && !NEARLY.test(environment);
}
