import { isAtLeast, type MergeGate, type MergeRequestLook } from '../../../domain/actions/look.js';
import { isSamePerson } from '../../../domain/forge.js';
import { toMergeRequest } from '../transform/merge-request.js';
import { toPersonOrNull } from '../transform/person.js';
import { standingReviews } from '../transform/reviews.js';
import { goesByItself, isOursToDelete, readHeadStatus, readPull, readReviews } from './pull-parts.js';
import type { WholePull } from './schema.js';
import type { Site } from './site.js';
import { readStanding } from './standing.js';

/** Asking is what makes GitHub work out whether it can be merged; until it knows, the gate is `unknown`. */
export async function lookAtPull(site: Site, number: string): Promise<MergeRequestLook> {
  const { place } = site;
  const [pull, viewer, given] = await Promise.all([
    readPull(site, number),
    site.viewer(),
    readReviews(site, number),
  ]);
  const isOpen = pull.state === 'open';
  const runs = isOpen ? await readHeadStatus(site, pull.head.sha) : null;
  const reviews = standingReviews(given);
  const verdict = reviews.find(({ person }) => isSamePerson(person, viewer))?.state ?? null;
  const mergeRequest = toMergeRequest(pull, place.project.id, {
    reviews,
    mergedBy: toPersonOrNull(pull.merged_by),
    closedBy: null,
  });
  const isMember = isAtLeast(place.role, 'write');
  const { gate, isBehind, pipelineStatus } = await readStanding(site, pull, runs);
  return {
    kind: 'merge-request',
    role: place.role,
    isArchived: place.isArchived,
    mergeRequest,
    gate,
    isBehind,
    mergeMethods: place.mergeMethods,
    deletesBranch: goesByItself(place, pull),
    // An automatic merge does nothing but merge.
    branchChoice: isMember && isOursToDelete(place, pull) ? 'merge' : 'none',
    mergesByTrain: false,
    canAutoMerge: isMember && isOpen && place.allowsAutoMerge && WAITS.has(gate),
    // Whom a protected branch lets in, GitHub does not say.
    mayMerge: isMember ? null : false,
    mayApprove: place.role !== 'none' && !isSamePerson(mergeRequest.author, viewer),
    // A review is dismissed for it.
    withdrawnFrom: 'write',
    // https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
    editedFrom: 'triage',
    objectsAsReviewer: false,
    myVerdict: verdict === 'approved' || verdict === 'changes-requested' ? verdict : null,
    pipelineStatus,
    ownPipelines: 'unsupported',
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

function sizeOf({ changed_files: files, additions, deletions }: WholePull): MergeRequestLook['size'] {
  if (typeof files !== 'number') return null;
  return { files, additions: additions ?? null, deletions: deletions ?? null };
}
