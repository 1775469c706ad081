import type { z } from 'zod';
import { isSamePerson, type Person } from '../../../domain/forge.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { FULL_PAGE, readPages } from '../all-pages.js';
import type { DropTally } from '../drop-tally.js';
import { parseList } from '../lenient-parse.js';
import { isSince } from '../list-walk.js';
import type { ProjectReader } from '../project-reader.js';
import { closedBySchema, mergedBySchema, reviewSchema } from '../schema.js';
import type { GithubPull, GithubReview } from '../schema.js';
import { readTouched } from './pull-files.js';
import { answersFor, readMergeability, type SeenMergeability } from './pull-mergeability.js';
import { toState } from '../transform/merge-request.js';
import type { PullDetails } from '../transform/merge-request.js';
import { toPersonOrNull } from '../transform/person.js';
import { standingReviews, withoutHistory } from '../transform/reviews.js';

const MAX_REVIEW_PAGES = 5;

export interface MovedPull {
  readonly pull: GithubPull;
  /** What the account last saw of it. */
  readonly before: MergeRequest | null;
  /** Server's time of the baseline. */
  readonly since: string | null;
  readonly viewer: Person;
  /** It is kept which files it touches. */
  readonly wantsFiles: boolean;
  /** Server's time of this read. */
  readonly at: string;
}

export interface ReadDetails {
  readonly details: PullDetails;
  /** What was seen of its gates; `null`: nobody asks, or it is over. */
  readonly look: SeenMergeability | null;
  /** It is open, or was a moment ago, and the viewer has a word in its review. */
  readonly isDiscussed: boolean;
  /** As GitHub lists them. */
  readonly reviews: readonly GithubReview[];
}

/** What the list does not tell, asked for only where it can have changed; what cannot be had stays as it was. */
export async function readDetails(
  project: ProjectReader,
  moved: MovedPull,
  drops: DropTally,
): Promise<ReadDetails> {
  const { pull, before, viewer, at } = moved;
  const isOpen = toState(pull) === 'open';
  const known = { number: pull.number, before: before?.mergeability ?? null, updatedAt: pull.updated_at };
  const look = isOpen && answersFor(pull, viewer) ? await readMergeability(project, known, at) : null;
  const hasEnded = hasJustEnded(moved);
  const reviews = isOpen || hasEnded ? await readReviews(project, pull.number, drops) : null;
  const details = {
    ...standingOf(reviews, moved),
    mergeability: look === null ? known.before : look.mergeability,
    ...(await readEnd(project, moved, hasEnded)),
    ...(await readTouched(project, moved, drops)),
  };
  const isDiscussed = (isOpen || hasEnded) && hasPart(moved, reviews ?? []);
  return { details, look, isDiscussed, reviews: reviews ?? [] };
}

/** Verdicts that are left out as history are for lists to look at. */
function standingOf(
  reviews: readonly GithubReview[] | null,
  { before, since }: Pick<MovedPull, 'before' | 'since'>,
): Pick<PullDetails, 'reviews' | 'isSketch'> {
  const known = before?.reviews ?? [];
  if (reviews === null) return { reviews: known, ...(before?.isSketch === true ? { isSketch: true } : {}) };
  const standing = standingReviews(reviews);
  const shown = withoutHistory(standing, known, since);
  const isWhole = standing.every((review) => shown.includes(review));
  return { reviews: shown, ...(isWhole ? {} : { isSketch: true }) };
}

/** Who comments on a line gives a review by that. */
function hasPart({ pull, viewer }: MovedPull, reviews: readonly GithubReview[]): boolean {
  const people = [toPersonOrNull(pull.user), ...standingReviews(reviews).map(({ person }) => person)];
  return people.some((person) => isSamePerson(person, viewer));
}

/** Who ended it. */
async function readEnd(
  project: ProjectReader,
  { pull, before }: MovedPull,
  hasEnded: boolean,
): Promise<Pick<PullDetails, 'mergedBy' | 'closedBy'>> {
  const known = { mergedBy: before?.mergedBy ?? null, closedBy: before?.closedBy ?? null };
  if (!hasEnded) return known;
  if (toState(pull) === 'merged') {
    const mergedBy = await readPerson(project, `/pulls/${pull.number}`, readMergedBy);
    return { ...known, mergedBy: mergedBy ?? known.mergedBy };
  }
  const closedBy = await readPerson(project, `/issues/${pull.number}`, readClosedBy);
  return { ...known, closedBy: closedBy ?? known.closedBy };
}

/** Merged or closed since the last look, or since the baseline where there was none. */
function hasJustEnded({ pull, before, since }: MovedPull): boolean {
  const state = toState(pull);
  if (state === 'open') return false;
  if (before !== null) return before.state !== state;
  const endedAt = pull.merged_at ?? pull.closed_at ?? pull.updated_at;
  return isSince(endedAt, since);
}

async function readReviews(
  project: ProjectReader,
  number: number,
  drops: DropTally,
): Promise<readonly GithubReview[] | null> {
  const found = await readPages(
    (page) => project.detail(`/pulls/${number}/reviews`, { per_page: FULL_PAGE, page }),
    (data) => parseList(reviewSchema, data),
    MAX_REVIEW_PAGES,
  );
  if (found === null) return null;
  drops.add(found.faults);
  return found.items;
}

async function readPerson(
  project: ProjectReader,
  path: `/${string}`,
  read: (data: unknown) => Person | null,
): Promise<Person | null> {
  const answer = await project.detail(path);
  return answer === null ? null : read(answer.data);
}

function readMergedBy(data: unknown): Person | null {
  return toPersonOrNull(orNull(mergedBySchema, data)?.merged_by ?? null);
}

function readClosedBy(data: unknown): Person | null {
  return toPersonOrNull(orNull(closedBySchema, data)?.closed_by ?? null);
}

function orNull<S extends z.ZodType>(schema: S, data: unknown): z.output<S> | null {
  const parsed = schema.safeParse(data);
  return parsed.success ? parsed.data : null;
}
