import { isSamePerson, type Person } from '../../../domain/forge.js';
import type { DocumentChange } from '../../../domain/subjects/document-change.js';
import { namesOf, ownCommits } from '../../document-change.js';
import { parseList } from '../lenient-parse.js';
import type { ProjectReader } from '../project-reader.js';
import { activitySchema, pullSchema } from '../schema.js';
import type { GithubLinkedCommit } from '../schema.js';
import { toAuthored } from '../transform/document-change.js';
import { toPersonOrNull } from '../transform/person.js';
import type { FeedContext } from './feed-context.js';
import { PAGE_SIZE } from './list-page.js';

type Origin = Pick<DocumentChange, 'author' | 'authorNames' | 'mergeRequest'>;

export interface Pushed {
  readonly sha: string;
  readonly isRewritten: boolean;
  readonly commits: readonly GithubLinkedCommit[];
  /** More than `commits`, where one page did not hold them. */
  readonly total: number;
}

/** Whose commits were pushed, and with which pull request; of a rewritten history, who rewrote it. */
export async function findOrigin(
  project: ProjectReader,
  context: FeedContext,
  { sha, isRewritten, commits, total }: Pushed,
): Promise<Origin> {
  if (isRewritten) {
    return { author: await findPusher(project, context, sha), authorNames: [], mergeRequest: null };
  }
  const own = ownCommits(commits.map(toAuthored));
  return {
    author: total > commits.length ? null : soleOf(own.map(({ person }) => person)),
    authorNames: namesOf(own),
    mergeRequest: await findMerged(project, context, sha),
  };
}

/** `null` as well where one of them is not known. */
function soleOf(people: readonly (Person | null)[]): Person | null {
  const first = people[0] ?? null;
  return people.every((person) => isSamePerson(person, first)) ? first : null;
}

/** https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit */
async function findMerged(
  project: ProjectReader,
  { drops }: FeedContext,
  sha: string,
): Promise<Origin['mergeRequest']> {
  const answer = await project.detail(`/commits/${sha}/pulls`, { per_page: PAGE_SIZE });
  if (answer === null) return null;
  const list = parseList(pullSchema, answer.data);
  drops.add(list.faults);
  const merged = list.items.find(({ merged_at: at }) => typeof at === 'string');
  return merged === undefined ? null : { number: String(merged.number), url: merged.html_url };
}

/** The last one that put a branch there. https://docs.github.com/en/rest/repos/repos#list-repository-activities */
async function findPusher(
  project: ProjectReader,
  { drops }: FeedContext,
  sha: string,
): Promise<Person | null> {
  const answer = await project.detail('/activity', { per_page: PAGE_SIZE });
  if (answer === null) return null;
  const list = parseList(activitySchema, answer.data);
  drops.add(list.faults);
  return toPersonOrNull(list.items.find(({ after }) => after === sha)?.actor ?? null);
}
