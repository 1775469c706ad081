import { z } from 'zod';
import type { MergeRequestLook } from '../../../domain/actions/look.js';
import { gateOf, reasonOfBlock, type ReviewDecision } from './merge-gate.js';
import type { WholePull } from './schema.js';
import type { Site } from './site.js';

const STANDING = `query standing($owner: String!, $name: String!, $number: Int!, $head: String!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { reviewDecision baseRef { compare(headRef: $head) { behindBy } } }
  }
}`;

const standingSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewDecision: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'REVIEW_REQUIRED']).nullable().catch(null),
      baseRef: z
        .object({ compare: z.object({ behindBy: z.number() }) })
        .nullable()
        .catch(null),
    }),
  }),
});

interface Told {
  readonly decision: ReviewDecision;
  readonly isBehind: boolean | null;
}

const UNTOLD: Told = { decision: null, isBehind: null };

/** What keeps it from being merged, and whether its branch is behind, as far as the pull request itself leaves that open. */
export async function readStanding(
  site: Site,
  pull: WholePull,
  { pipelineStatus, mayPush }: Pick<MergeRequestLook, 'pipelineStatus'> & { readonly mayPush: boolean },
): Promise<Pick<MergeRequestLook, 'gate' | 'isBehind'>> {
  const gate = gateOf(pull);
  if (pull.state !== 'open') return { gate, isBehind: null };
  if (gate === 'behind') return { gate, isBehind: true };
  if (gate === 'blocked') {
    const { decision, isBehind } = await ask(site, pull);
    return { gate: reasonOfBlock(decision, pipelineStatus), isBehind };
  }
  const { isBehind } = mayPush && gate !== 'conflict' ? await ask(site, pull) : UNTOLD;
  return { gate, isBehind };
}

/** Told over GraphQL alone, in one query; the look can do without. */
async function ask({ place, glimpse }: Site, { number, head }: WholePull): Promise<Told> {
  // A branch of a fork goes by its owner: `octocat:topic`.
  const name = head.repo?.id === place.project.id ? head.ref : (head.label ?? head.ref);
  const shown = standingSchema.safeParse(await glimpse(STANDING, { number, head: name }));
  if (!shown.success) return UNTOLD;
  const { reviewDecision: decision, baseRef } = shown.data.repository.pullRequest;
  return { decision, isBehind: baseRef === null ? null : baseRef.compare.behindBy > 0 };
}
