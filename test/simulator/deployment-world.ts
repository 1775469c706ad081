/** What can happen to deployments, in the vocabulary of both forges. */
export interface DeploymentWorld {
  /** Begins to bring the head of the default branch to an environment, which comes to be where it is missing. Returns its id. */
  startDeployment(path: string, options: StartDeployment): number;
  /** The pipeline stops at a job that may run once the deployment is approved. Returns the id of the deployment. */
  holdDeployment(path: string, pipelineId: number, options: HoldDeployment): number;
  /** Ends it; `canceled`: it was given up, which GitHub calls inactive. */
  endDeployment(path: string, id: number, outcome: DeploymentOutcome): void;
}

export type DeploymentOutcome = 'success' | 'failed' | 'canceled';

export interface StartDeployment {
  readonly by: string;
  readonly environment: string;
}

export interface HoldDeployment extends StartDeployment {
  /** The only one who may decide it; left out: everybody of the highest role. */
  readonly approver?: string;
}
