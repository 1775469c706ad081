import { describe } from '@jest/globals';
import { type GitlabSide, gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { gitlabStages } from './offer-scenes.js';
import { describeTyped } from './typed-law.js';

/** https://docs.gitlab.com/user/permissions/ */
const TABLES = [
  `
                   project   restricted  protected  archived
  create-issue     g         g           g          -
  run-pipeline     d         d           m          -
  run-with-values  d         m           m          -
  `,
  `
                   open      shut        ready     merged
  edit-comment     g         g           r         r
  `,
];

let side: GitlabSide;

describe('on GitLab, what is typed', () => {
  describeTyped(
    async (clock) => {
      side = await gitlabSide(clock.now, createMemoryLogger());
      return { side, stages: gitlabStages(side) };
    },
    {
      roles: ['none', 'guest', 'reporter', 'developer', 'maintainer'],
      tables: TABLES,
      projects: {
        restricted: (path) => side.world.configureProject(path, { variablesAccessLevel: 40 }),
        archived: (path) => side.world.configureProject(path, { isArchived: true }),
        protected: (path) => side.world.configureProject(path, { mergeAccessLevel: 40 }),
      },
      ref: 'main',
      tokens: [{ what: 'only reads', token: { scopes: ['read_api'] }, does: [] }],
    },
  );
});
