import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import type { DocumentChange } from '../../../domain/subjects/document-change.js';
import { MAX_FILES } from '../../../domain/subjects/document-change.js';
import { toDocumentChange, unlessOtherDefault } from '../../document-change.js';
import type { Finding } from '../../document-change.js';
import { parseList } from '../lenient-parse.js';
import { findById, openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { linkedCommitSchema } from '../schema.js';
import type { GithubComparison, GithubLinkedCommit } from '../schema.js';
import { toChangedFile } from '../transform/document-change.js';
import { compare } from './compare.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { findOrigin } from './push-origin.js';

const cursorSchema = z.object({
  etag: z.string().nullable(),
  /** `null`: there is no commit, or none that the token may read. */
  head: z.string().nullable(),
});

type DocumentsCursor = z.infer<typeof cursorSchema>;

/**
 * The head of the default branch, whatever its name, and what lies between it and the last one that was seen.
 * https://docs.github.com/en/rest/commits/commits#list-commits
 */
export async function readDocuments(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context) ?? { etag: null, head: null };
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, { ...cursor }, () => readHead(project, context, cursor));
}

async function readHead(
  project: ProjectReader,
  context: FeedContext,
  { etag, head: known }: DocumentsCursor,
): Promise<FeedReading> {
  const answer = await project.list({ path: '/commits', params: { per_page: 1 }, validators: { etag } });
  const head = answer.isModified ? newestIn(answer.data, context) : null;
  const hasMoved = head !== null && known !== null && head.sha !== known;
  const at = answer.serverTime?.toISOString() ?? head?.commit.author?.date ?? new Date(0).toISOString();
  const { change, movedTo } = hasMoved
    ? await readNews(project, context, { from: known, to: head.sha, at })
    : NO_NEWS;
  return toReading({
    subjects: change === null ? [] : [change],
    isNews: true,
    cursor: { etag: answer.isModified ? answer.etag : etag, head: head?.sha ?? known },
    isRunning: false,
    hasMore: false,
    isFreeWatch: true,
    serverTime: answer.serverTime,
    dropped: context.drops.count,
    movedTo: movedTo ?? project.movedTo(),
  });
}

const NO_NEWS: Finding = { change: null };

async function readNews(project: ProjectReader, context: FeedContext, step: Step): Promise<Finding> {
  const change = await readChange(project, context, step);
  return unlessOtherDefault(change, project.project(), (id) => findById(context.client, id));
}

function newestIn(data: unknown, { drops }: FeedContext): GithubLinkedCommit | null {
  const { items, faults } = parseList(linkedCommitSchema, data);
  drops.add(faults);
  return items[0] ?? null;
}

interface Step {
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

/** `null`: no file changed, or GitHub cannot compare the two, for which the feed is not to be held up. */
async function readChange(
  project: ProjectReader,
  context: FeedContext,
  { from, to, at }: Step,
): Promise<DocumentChange | null> {
  const found = await compare(project, from, to);
  if (found === 'broken') return null;
  const { status, commits, files, total_commits: total } = found === 'gone' ? GONE : found;
  const isRewritten = status === 'diverged' || status === 'behind';
  if (files.length === 0 && !isRewritten) return null;
  const origin = await findOrigin(project, context, { sha: to, isRewritten, commits, total });
  const { url } = project.project();
  const progress = {
    from,
    to,
    at,
    files: files.filter((file) => file.status !== 'unchanged').map(toChangedFile),
    isCut: files.length >= MAX_FILES,
    isRewritten,
    url: `${url}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`,
    ...origin,
  };
  return toDocumentChange(progress, project.project(), context.request.wantedFiles);
}

const GONE: GithubComparison = { status: 'diverged', total_commits: 0, commits: [], files: [] };
