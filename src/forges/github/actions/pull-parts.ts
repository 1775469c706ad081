import { ActionRefused } from '../../../domain/actions/refusal.js';
import type { PipelineStatus } from '../../../domain/subjects/pipeline.js';
import type { z } from 'zod';
import { FULL_PAGE, readPages } from '../all-pages.js';
import { parseList, parseOne, parseWrappedList } from '../lenient-parse.js';
import { runSchema } from '../schema.js';
import { toPipelineStatus } from '../transform/pipeline.js';
import type { Place } from './repository.js';
import { ownReviewSchema, type WholePull, wholePullSchema } from './schema.js';
import type { Site, Spot } from './site.js';

const MAX_REVIEW_PAGES = 5;

export type OwnReview = z.infer<typeof ownReviewSchema>;

export function pullSpot(number: string): Spot {
  return { path: '/pulls/{pull_number}', params: { pull_number: number } };
}

/** https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export async function readPull(site: Site, number: string): Promise<WholePull> {
  const { path, params } = pullSpot(number);
  return parseOne(wholePullSchema, (await site.read(path, params)).data);
}

/** Oldest first. */
export async function readReviews(site: Site, number: string): Promise<readonly OwnReview[]> {
  const pages = await readPages(
    (page) => site.read('/pulls/{pull_number}/reviews', { pull_number: number, per_page: FULL_PAGE, page }),
    (data) => parseList(ownReviewSchema, data),
    MAX_REVIEW_PAGES,
  );
  return pages?.items ?? [];
}

/** From worst to best: one failed run is what people need to know. */
const GRAVITY: readonly PipelineStatus[] = [
  'failed',
  'waiting',
  'running',
  'pending',
  'canceled',
  'success',
  'skipped',
];

/** A run that was canceled fails what sums the checks up: its own word says more. */
export function worseOf(runs: PipelineStatus | null, checks: PipelineStatus | null): PipelineStatus | null {
  if (runs === 'canceled') return runs;
  return GRAVITY.find((status) => status === runs || status === checks) ?? null;
}

/** Of all workflows that ran for the head, each as it ran last. `null`: none ran, or they cannot be seen. */
export async function readHeadStatus(site: Site, sha: string): Promise<PipelineStatus | null> {
  const answer = await site.detail('/actions/runs', { head_sha: sha, per_page: FULL_PAGE });
  if (answer === null) return null;
  const latest = new Map<string, PipelineStatus>();
  // The newest come first.
  for (const run of parseWrappedList(runSchema, answer.data, 'workflow_runs').items) {
    const workflow = `${run.name ?? ''} ${run.event ?? ''}`;
    if (!latest.has(workflow)) latest.set(workflow, toPipelineStatus(run));
  }
  const statuses = new Set(latest.values());
  return GRAVITY.find((status) => statuses.has(status)) ?? null;
}

/** Not a fork's branch, and not the one that all starts from: GitHub deletes neither by itself. */
function mayGo({ project }: Place, { head }: WholePull): boolean {
  return head.repo?.id === project.id && head.ref !== project.defaultBranch;
}

export function goesByItself(place: Place, pull: WholePull): boolean {
  return place.deletesBranch && mayGo(place, pull);
}

export function isOursToDelete(place: Place, pull: WholePull): boolean {
  return !place.deletesBranch && mayGo(place, pull);
}

/** Refuses where it has ended, or where another commit than `headSha` is its head by now. */
export async function readOpenPull(site: Site, number: string, headSha: string): Promise<WholePull> {
  const pull = await readPull(site, number);
  if (pull.state !== 'open') throw new ActionRefused('state');
  if (pull.head.sha !== headSha) throw new ActionRefused('head-moved');
  return pull;
}
