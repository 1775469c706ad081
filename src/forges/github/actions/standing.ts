import { z } from 'zod';
import type { MergeRequestLook } from '../../../domain/actions/look.js';
import type { PipelineStatus } from '../../../domain/subjects/pipeline.js';
import { gateOf, reasonOfBlock, type ReviewDecision } from './merge-gate.js';
import { worseOf } from './pull-parts.js';
import type { WholePull } from './schema.js';
import type { Site } from './site.js';

const STANDING = `query standing($owner: String!, $name: String!, $number: Int!, $head: String!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviewDecision
      baseRef { compare(headRef: $head) { behindBy } }
      commits(last: 1) { nodes { commit { statusCheckRollup { state } } } }
    }
  }
}`;

/** What all that checks the head makes together. */
const ROLLUP = {
  SUCCESS: 'success',
  FAILURE: 'failed',
  ERROR: 'failed',
  PENDING: 'pending',
  EXPECTED: 'pending',
} as const;

const rollupSchema = z.object({
  nodes: z.tuple([
    z.object({
      commit: z.object({
        statusCheckRollup: z.object({ state: z.enum(Object.keys(ROLLUP) as (keyof typeof ROLLUP)[]) }),
      }),
    }),
  ]),
});

const standingSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewDecision: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'REVIEW_REQUIRED']).nullable().catch(null),
      baseRef: z
        .object({ compare: z.object({ behindBy: z.number() }) })
        .nullable()
        .catch(null),
      commits: rollupSchema.nullable().catch(null),
    }),
  }),
});

interface Told {
  readonly decision: ReviewDecision;
  readonly isBehind: boolean | null;
  readonly checks: PipelineStatus | null;
}

const UNTOLD: Told = { decision: null, isBehind: null, checks: null };

/**
 * What keeps it from being merged, whether its branch is behind, and how all of its checks stand: other apps' checks and
 * statuses as well as the runs of Actions.
 */
export async function readStanding(
  site: Site,
  pull: WholePull,
  runs: PipelineStatus | null,
): Promise<Pick<MergeRequestLook, 'gate' | 'isBehind' | 'pipelineStatus'>> {
  const gate = gateOf(pull);
  if (pull.state !== 'open') return { gate, isBehind: null, pipelineStatus: null };
  const { decision, isBehind, checks } = await ask(site, pull);
  const pipelineStatus = worseOf(runs, checks);
  return {
    gate: gate === 'blocked' ? reasonOfBlock(decision, pipelineStatus) : gate,
    isBehind: gate === 'behind' ? true : gate === 'conflict' ? null : isBehind,
    pipelineStatus,
  };
}

/** Told over GraphQL alone, in one query; the look can do without. */
async function ask({ place, glimpse }: Site, { number, head }: WholePull): Promise<Told> {
  // A branch of a fork goes by its owner: `octocat:topic`.
  const name = head.repo?.id === place.project.id ? head.ref : (head.label ?? head.ref);
  const shown = standingSchema.safeParse(await glimpse(STANDING, { number, head: name }));
  if (!shown.success) return UNTOLD;
  const { reviewDecision: decision, baseRef, commits } = shown.data.repository.pullRequest;
  const rollup = commits?.nodes[0].commit.statusCheckRollup.state;
  return {
    decision,
    isBehind: baseRef === null ? null : baseRef.compare.behindBy > 0,
    checks: rollup === undefined ? null : ROLLUP[rollup],
  };
}
