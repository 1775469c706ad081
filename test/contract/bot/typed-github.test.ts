import { describe } from '@jest/globals';
import { type GithubSide, githubSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { githubStages } from './offer-scenes.js';
import { describeTyped } from './typed-law.js';

/** https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories */
const TABLES = [
  `
                   project   archived
  create-issue     r         -
  run-pipeline     w         -
  run-with-values  w         -
  `,
  `
                   open      shut        ready     merged
  edit-comment     r         r           r         r
  `,
];

const DEPLOY = 'on:\n  workflow_dispatch:\n    inputs:\n      note:\n        type: string\n';
const READS = ['actions=read', 'contents=read', 'pull_requests=read'];

let side: GithubSide;

function writeWorkflow(path: string): void {
  side.world.writeWorkflow(path, 'Deploy', DEPLOY);
}

describe('on GitHub, what is typed', () => {
  describeTyped(
    async (clock) => {
      side = await githubSide(clock.now, createMemoryLogger());
      return { side, stages: githubStages(side) };
    },
    {
      roles: ['none', 'read', 'triage', 'write', 'admin'],
      tables: TABLES,
      projects: {
        project: writeWorkflow,
        archived(path) {
          writeWorkflow(path);
          side.world.configure(path, { isArchived: true });
        },
      },
      ref: 'Deploy@main',
      tokens: [
        { what: 'sees no private repository', token: { scopes: ['notifications'] }, does: [] },
        {
          what: 'writes issues alone',
          token: { kind: 'fine-grained', scopes: [...READS, 'issues=write'] },
          does: ['create-issue', 'edit-comment'],
        },
        {
          what: 'writes actions alone',
          token: { kind: 'fine-grained', scopes: [...READS.slice(1), 'issues=read', 'actions=write'] },
          does: ['run-pipeline', 'run-with-values'],
        },
      ],
    },
  );
});
