import { isAtLeast, type MergeGate, type MergeRequestLook } from '../../../domain/actions/look.js';
import { isSamePerson } from '../../../domain/forge.js';
import { parseOne } from '../lenient-parse.js';
import { userSchema } from '../schema.js';
import { toMergeRequest } from '../transform/merge-request.js';
import { toPerson } from '../transform/person.js';
import { standingReviews } from '../transform/reviews.js';
import type { GithubClient } from '../client.js';
import { gateOf, reasonOfBlock } from './merge-gate.js';
import { readHeadStatus, readPull, readReviews } from './pull-parts.js';
import type { WholePull } from './schema.js';
import type { Site } from './site.js';

/** Asking is what makes GitHub work out whether it can be merged; until it knows, the gate is `unknown`. */
export async function lookAtPull(
  client: GithubClient,
  site: Site,
  number: string,
): Promise<MergeRequestLook> {
  const { place } = site;
  const [pull, viewer, given] = await Promise.all([
    readPull(site, number),
    readViewer(client),
    readReviews(site, number),
  ]);
  const isOpen = pull.state === 'open';
  const pipelineStatus = isOpen ? await readHeadStatus(site, pull.head.sha) : null;
  const reviews = standingReviews(given);
  const verdict = reviews.find(({ person }) => isSamePerson(person, viewer))?.state ?? null;
  const mergeRequest = toMergeRequest(pull, place.project.id, { reviews, mergedBy: null, closedBy: null });
  const found = gateOf(pull);
  const gate = found === 'blocked' && isOpen ? reasonOfBlock(null, pipelineStatus) : found;
  const isMember = isAtLeast(place.role, 'write');
  return {
    kind: 'merge-request',
    role: place.role,
    mergeRequest,
    gate,
    mergeMethods: place.mergeMethods,
    deletesBranch: place.deletesBranch,
    canAutoMerge: isMember && isOpen && place.allowsAutoMerge && WAITS.has(gate),
    // Whom a protected branch lets in, GitHub does not say.
    mayMerge: isMember ? null : false,
    mayApprove: place.role !== 'none' && !isSamePerson(mergeRequest.author, viewer),
    myVerdict: verdict === 'approved' || verdict === 'changes-requested' ? verdict : null,
    pipelineStatus,
    size: sizeOf(pull),
  };
}

/** Nothing is left to wait for, or nothing that time could bring: GitHub takes no automatic merge then. */
const WAITS: ReadonlySet<MergeGate> = new Set([
  'behind',
  'checks-pending',
  'checks-failed',
  'needs-approval',
  'threads-open',
  'blocked',
  'unknown',
]);

/** https://docs.github.com/en/rest/users/users#get-the-authenticated-user */
export async function readViewer(client: GithubClient) {
  return toPerson(parseOne(userSchema, (await client.get('GET /user')).data));
}

function sizeOf({ changed_files: files, additions, deletions }: WholePull): MergeRequestLook['size'] {
  if (typeof files !== 'number') return null;
  return { files, additions: additions ?? null, deletions: deletions ?? null };
}
