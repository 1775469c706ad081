import { describe } from '@jest/globals';
import { gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { gitlabStages } from './offer-scenes.js';
import type { Exception } from './offer-table.js';
import { describeOffers } from './offers-law.js';

const ROLES = ['none', 'guest', 'reporter', 'developer', 'maintainer'];

/** https://docs.gitlab.com/user/permissions/ */
const TABLES = [
  `
                      ready     draft     reviewer  approved  conflict  behind    diverged  checks    building  planned   merged    closed
  approve             d/-       d/-       d/-       -         d/-       d/-       d/-       d/-       d/-       d/-       -         -
  request-changes     -         -         d/-       -         -         -         -         -         -         -         -         -
  unapprove           -         -         -         r         -         -         -         -         -         -         -         -
  merge               d         -         d         d         -         -         d         -         d         -         -         -
  auto-merge          -         -         -         -         -         -         -         d         d         -         -         -
  stop-auto-merge     -         -         -         -         -         -         -         -         -         d/r       -         -
  update-branch       -         -         -         -         -         d/r       d/r       -         -         -         -         -
  new-pipeline        d         d         d         d         d         d         d         d         d         d         -         -
  comment             r         r         r         r         r         r         r         r         r         r         r         r
  resolve-thread      d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r
  ask-review          d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       -         -
  assign              d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       -         -
  label               d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r
  mark-ready          -         d/r       -         -         -         -         -         -         -         -         -         -
  mark-draft          d/r       -         d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       -         -
  close               d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       d/r       -         -
  reopen              -         -         -         -         -         -         -         -         -         -         -         d/r
  `,
  `
                      open      shut
  comment             g         g
  assign              r         -
  label               r         r
  close               r/g       -
  reopen              -         r/g
  `,
  `
                      running   failed    success   canceled  manual    held      named     foreign
  retry               -         d         -         d         -         -         -         -
  play                -         -         -         -         d         d         d         d
  approve-deployment  -         -         -         -         -         m         r         -
  reject-deployment   -         -         -         -         -         m         r         -
  cancel              d         -         -         -         -         -         -         -
  run-again           d         d         d         d         d         d         d         d
  `,
];

const REFUSED: readonly Exception[] = [
  {
    action: 'update-branch',
    states: ['behind', 'diverged'],
    who: 'author',
    why: 'a reporter has a branch in a fork only, which the simulator has not',
  },
];

const UNOFFERED: readonly Exception[] = [
  {
    action: 'update-branch',
    states: ['ready', 'draft', 'reviewer', 'approved', 'conflict', 'checks', 'building', 'planned'],
    why: 'a rebase of what is up to date, or conflicts, comes to nothing',
  },
  {
    action: 'auto-merge',
    states: ['ready', 'reviewer', 'approved', 'diverged'],
    why: 'it merges at once, which is what Merge is for',
  },
  { action: 'auto-merge', states: ['planned'], why: 'it is so already' },
  { action: 'request-changes', states: ['reviewer'], who: 'author', why: 'nobody judges their own' },
  { action: 'new-pipeline', states: ['merged', 'closed'], why: 'nobody waits for how it builds any more' },
  { action: 'ask-review', states: ['merged', 'closed'], why: 'nobody has to look at it any more' },
  { action: 'assign', states: ['merged', 'closed', 'shut'], why: 'nobody has to do it any more' },
];

const UNFORESEEN: readonly Exception[] = [
  {
    action: 'approve',
    states: ['ready', 'draft', 'reviewer', 'conflict', 'behind', 'diverged', 'checks', 'building', 'planned'],
    why: 'the project decides whether reporters and authors approve, and only a look tells',
  },
];

describe('on GitLab, the panel', () => {
  describeOffers(
    async (clock) => {
      const side = await gitlabSide(clock.now, createMemoryLogger());
      return { side, stages: gitlabStages(side) };
    },
    {
      roles: ROLES,
      tables: TABLES,
      refused: REFUSED,
      unoffered: UNOFFERED,
      unforeseen: UNFORESEEN,
      neverOwn: ['running', 'failed', 'success', 'canceled', 'manual', 'held', 'named', 'foreign'],
      tokens: [{ what: 'only reads', token: { scopes: ['read_api'] }, isOffered: false, does: 'nothing' }],
    },
  );
});
