import { Commits } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import type { DocumentChange } from '../../../domain/subjects/document-change.js';
import { namesOf, ownCommits, toDocumentChange, unlessOtherDefault } from '../../document-change.js';
import type { Finding } from '../../document-change.js';
import { isOutOfReach } from '../errors.js';
import { findProject } from '../projects.js';
import { parseList } from '../parse.js';
import { commitSchema, type RawCommit, type RawComparison } from '../schema.js';
import { toAuthored, toChangedFile } from '../transform/document-change.js';
import { compare } from './compare.js';
import { toDate, type FeedRead, type FeedYield } from './feed-read.js';
import { findOrigin, findPusher } from './push-origin.js';

/** `null`: there is no commit, or none that the reader may see. */
const cursorSchema = z.object({ head: z.string().nullable() });

/**
 * The head of the default branch, whatever its name, and what lies between it and the last one that was seen.
 * https://docs.gitlab.com/api/commits/#list-repository-commits
 */
export async function readDocuments(read: FeedRead, project: Project): Promise<FeedYield> {
  const known = cursorSchema.safeParse(read.request.cursor).data?.head ?? null;
  const head = await readHead(read, project);
  const hasMoved = head !== null && known !== null && head.id !== known;
  const { change, ...moved } = hasMoved
    ? await readNews(read, project, { from: known, head })
    : { change: null };
  return {
    cursor: { head: head?.id ?? known },
    sightings: change === null ? [] : [{ subject: change, isNews: true }],
    wakes: [],
    hasChanged: change !== null,
    isRunning: false,
    isAnnounced: true,
    newestAt: toDate(change?.createdAt ?? head?.committed_date ?? null),
    ...moved,
  };
}

async function readNews(read: FeedRead, project: Project, step: Step): Promise<Finding> {
  const change = await readChange(read, project, step);
  return unlessOtherDefault(change, project, (id) => findProject(read.client, id));
}

/** A project may be without a repository, or keep it from guests: that the project itself is lost, other feeds tell. */
async function readHead({ client, drops }: FeedRead, { id }: Project): Promise<RawCommit | null> {
  try {
    const ask = (commits: Commits) => commits.all(id, { perPage: 1, page: 1 });
    const { body } = await client.ask(Commits, ask);
    return parseList(commitSchema, body, drops)[0] ?? null;
  } catch (error) {
    if (isOutOfReach(error)) return null;
    throw error;
  }
}

interface Step {
  readonly from: string;
  readonly head: RawCommit;
}

/** `null`: no file changed, or the server stumbles over the comparison, for which the feed is not to be held up. */
async function readChange(
  read: FeedRead,
  project: Project,
  { from, head }: Step,
): Promise<DocumentChange | null> {
  const found = await compare(read, project, from, head.id);
  if (found === 'broken') return null;
  const { commits, diffs, compare_timeout: isCut } = found === 'gone' ? NOTHING : found;
  const isRewritten = commits.every(({ parent_ids: parents }) => !parents.includes(from));
  if (diffs.length === 0 && !isRewritten) return null;
  const names = isRewritten ? [] : namesOf(ownCommits(commits.map(toAuthored)));
  const origin = isRewritten
    ? { author: await findPusher(read, project, head.id), mergeRequest: null }
    : await findOrigin(read, project, head.id);
  const progress = {
    from,
    to: head.id,
    files: diffs.map(toChangedFile),
    isCut: isCut === true,
    isRewritten,
    authorNames: names,
    author: names.length > 1 ? null : origin.author,
    mergeRequest: origin.mergeRequest,
    url: `${project.url}/-/compare/${encodeURIComponent(from)}...${encodeURIComponent(head.id)}`,
    at: read.client.serverTime()?.toISOString() ?? head.committed_date ?? new Date(0).toISOString(),
  };
  return toDocumentChange(progress, project, read.request.wantedFiles);
}

const NOTHING: RawComparison = { commits: [], diffs: [], compare_timeout: null };
