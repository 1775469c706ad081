import { describe } from '@jest/globals';
import type { Target } from '../../../src/domain/actions/look.js';
import type { TokenOptions } from '../../simulator/forge-world.js';
import { githubSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { githubStages } from './offer-scenes.js';
import type { Exception } from './offer-table.js';
import { describeOffers } from './offers-law.js';

const ROLES = ['none', 'read', 'triage', 'write', 'admin'];

/** https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories */
const TABLES = [
  `
                      ready     draft     approved  conflict  behind    diverged  checks    planned   merged    closed    archived
  approve             r/-       r/-       -         r/-       r/-       r/-       r/-       r/-       -         -         -
  request-changes     r/-       r/-       r         r/-       r/-       r/-       r/-       r/-       -         -         -
  unapprove           -         -         w         -         -         -         -         -         -         -         -
  merge               w         -         w         -         -         w         -         -         -         -         -
  auto-merge          -         -         -         -         -         -         w         -         -         -         -
  stop-auto-merge     -         -         -         -         -         -         -         w/r       -         -         -
  update-branch       -         -         -         -         w/r       w/r       -         -         -         -         -
  comment             r         r         r         r         r         r         r         r         r         r         -
  resolve-thread      w/r       w/r       w         w/r       w/r       w/r       w/r       w/r       w/r       w/r       -
  ask-review          t         t         t         t         t         t         t         t         -         -         -
  assign              t         t         t         t         t         t         t         t         -         -         -
  label               t         t         t         t         t         t         t         t         t         t         -
  mark-ready          -         w/r       -         -         -         -         -         -         -         -         -
  mark-draft          w/r       -         w         w/r       w/r       w/r       w/r       w/r       -         -         -
  close               t/r       t/r       t         t/r       t/r       t/r       t/r       t/r       -         -         -
  reopen              -         -         -         -         -         -         -         -         -         t/r       -
  `,
  `
                      open      shut
  comment             r         r
  assign              t         -
  label               t         t
  close               t/r       -
  reopen              -         t/r
  `,
  `
                      running   failed    success   canceled  held      named     foreign
  retry               -         w         -         w         -         -         -
  rerun               -         w         w         w         -         -         -
  approve-deployment  -         -         -         -         w         r         -
  reject-deployment   -         -         -         -         w         r         -
  cancel              w         -         -         -         w         w         w
  run-again           w         w         w         w         w         w         w
  `,
];

const UNOFFERED: readonly Exception[] = [
  {
    action: 'reopen',
    states: ['ready', 'draft', 'approved', 'conflict', 'behind', 'diverged', 'checks', 'planned', 'open'],
    why: 'it is open, and GitHub does not mind',
  },
  { action: 'close', states: ['merged', 'closed', 'shut'], why: 'it is closed, and GitHub does not mind' },
  { action: 'approve', states: ['approved'], why: 'it is approved, and GitHub does not mind' },
  { action: 'ask-review', states: ['merged', 'closed'], why: 'nobody has to look at it any more' },
  { action: 'assign', states: ['merged', 'closed', 'shut'], why: 'nobody has to do it any more' },
];

const UNFORESEEN: readonly Exception[] = [
  {
    action: 'approve',
    states: ['archived'],
    who: 'others',
    why: 'that nothing can be changed, a look tells',
  },
];

const PERMISSIONS = ['actions', 'contents', 'deployments', 'issues', 'pull_requests'] as const;

/** Writes these, and reads the others. */
function fineGrained(...writes: readonly (typeof PERMISSIONS)[number][]): TokenOptions {
  const scopes = PERMISSIONS.map((name) => `${name}=${writes.includes(name) ? 'write' : 'read'}`);
  return { kind: 'fine-grained', scopes };
}

/** https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens */
const MIXED = [
  {
    writes: 'pull_requests',
    does: [
      ...each(
        'merge-request',
        'approve request-changes unapprove ask-review assign label comment close reopen mark-ready mark-draft',
      ),
      ...each('merge-request', 'resolve-thread update-branch auto-merge stop-auto-merge'),
      ...each('issue', 'assign label comment close reopen'),
    ],
  },
  { writes: 'contents', does: ['merge-request merge'] },
  {
    writes: 'issues',
    does: [
      ...each('merge-request', 'assign label comment'),
      ...each('issue', 'assign label comment close reopen'),
    ],
  },
  { writes: 'actions', does: each('pipeline', 'retry rerun cancel run-again') },
  { writes: 'deployments', does: each('pipeline', 'approve-deployment reject-deployment') },
] as const;

function each(kind: Target['kind'], actions: string): readonly string[] {
  return actions.split(' ').map((action) => `${kind} ${action}`);
}

describe('on GitHub, the panel', () => {
  describeOffers(
    async (clock) => {
      const side = await githubSide(clock.now, createMemoryLogger());
      return { side, stages: githubStages(side) };
    },
    {
      roles: ROLES,
      tables: TABLES,
      refused: [],
      unoffered: UNOFFERED,
      unforeseen: UNFORESEEN,
      neverOwn: ['approved', 'running', 'failed', 'success', 'canceled', 'held', 'named', 'foreign'],
      tokens: [
        {
          what: 'sees no private repository',
          token: { scopes: ['notifications'] },
          isOffered: false,
          does: 'nothing',
        },
        {
          what: 'knows public ones only',
          token: { scopes: ['public_repo'] },
          isOffered: false,
          does: 'nothing',
        },
        { what: 'writes what it names', token: fineGrained(...PERMISSIONS), isOffered: true, does: 'all' },
        // GitHub does not tell what such a token may.
        { what: 'reads what it names', token: fineGrained(), isOffered: true, does: 'nothing' },
        ...MIXED.map(({ writes, does }) => ({
          what: `writes ${writes} alone`,
          token: fineGrained(writes),
          isOffered: true,
          does,
        })),
      ],
    },
  );
});
