import type { Deployment } from '../../src/domain/subjects/deployment.js';
import { at, BOB } from './builders.js';

/** Bob's, under way to production. */
export function aDeployment(over: Partial<Deployment> = {}): Deployment {
  return {
    kind: 'deployment',
    id: '31',
    projectId: '7',
    environment: 'production',
    isProduction: true,
    ref: 'main',
    sha: '1a2b3c4d'.repeat(5),
    status: 'running',
    statusId: null,
    isOfRun: false,
    actor: BOB,
    url: 'https://gitlab.example.com/acme/shop/-/jobs/9',
    siteUrl: null,
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}
