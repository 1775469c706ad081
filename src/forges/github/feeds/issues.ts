import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { FeedReading } from '../../../domain/feed.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import { FULL_PAGE, readPages } from '../all-pages.js';
import { parseList, type ParsedList } from '../lenient-parse.js';
import { isAbove, listMarkSchema, NO_MARK, walkList } from '../list-walk.js';
import type { ListSource } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { issueSchema } from '../schema.js';
import type { GithubIssue } from '../schema.js';
import { toIssue } from '../transform/issue.js';
import { toPersonOrNull } from '../transform/person.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { readClosedBy } from './issue-details.js';
import { MAX_BASELINE_PAGES, PAGE_SIZE, toListPage } from './list-page.js';

const cursorSchema = z.object({
  list: listMarkSchema,
  /** Begun in the past: the baseline is still to be read, as far down as that. */
  owesOpen: z.boolean().default(false),
});

type IssuesCursor = z.infer<typeof cursorSchema>;

const MAX_OPEN_PAGES = 5;
const MAX_PAGES = 2;

/**
 * Pull requests are issues to this list, and are left out: their own feed tells of them.
 * https://docs.github.com/en/rest/issues/issues#list-repository-issues
 */
export async function readIssues(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, cursor ?? { list: NO_MARK, owesOpen: false }, () =>
    readOf(project, context, cursor),
  );
}

async function readOf(
  project: ProjectReader,
  context: FeedContext,
  cursor: IssuesCursor | null,
): Promise<FeedReading> {
  const isFirst = cursor === null || cursor.owesOpen;
  const maxPages = isFirst ? MAX_BASELINE_PAGES : MAX_PAGES;
  const walk = await walkList(issuesOf(project, context, maxPages), cursor?.list ?? null);
  const moved = isFirst
    ? [...(await readOpen(project, context)), ...walk.items]
    : walk.items.filter((issue) => isAbove(issue.updated_at, walk.floor));
  const issues = moved.filter((issue) => !issue.pull_request);
  const subjects = await changedAmong(project, context, { issues, isHistory: isFirst });
  return toReading({
    subjects,
    // A comment moves its issue, and the list of comments answers an unchanged 304 for nothing.
    wakes: subjects.length === 0 ? [] : [{ kind: 'comments', projectId: project.project().id }],
    cursor: { list: walk.mark },
    isRunning: false,
    hasMore: walk.mark.backlog !== null,
    serverTime: walk.serverTime,
    dropped: context.drops.count,
    movedTo: project.movedTo(),
  });
}

function issuesOf(project: ProjectReader, context: FeedContext, maxPages: number): ListSource<GithubIssue> {
  return {
    maxPages,
    sortedBy: (issue) => issue.updated_at,
    fetch: async (page, etag) => {
      const answer = await project.list({
        path: '/issues',
        params: { state: 'all', sort: 'updated', direction: 'desc', per_page: PAGE_SIZE, page },
        validators: { etag },
      });
      return toListPage(answer, parse, context.drops);
    },
  };
}

/** The open ones besides the newest, so that a change of theirs is known for one. */
async function readOpen(project: ProjectReader, context: FeedContext): Promise<readonly GithubIssue[]> {
  const fetch = (page: number) =>
    project.list({
      path: '/issues',
      params: { state: 'open', sort: 'updated', direction: 'desc', per_page: FULL_PAGE, page },
    });
  const open = await readPages(fetch, parse, MAX_OPEN_PAGES);
  if (open === null) throw new ForgeError('bad-reply', { detail: 'a list was expected' });
  context.drops.add(open.faults);
  return open.items;
}

function parse(data: unknown): ParsedList<GithubIssue> {
  return parseList(issueSchema, data);
}

/** Each once, where it differs from what the account last saw of it. */
async function changedAmong(
  project: ProjectReader,
  { request }: FeedContext,
  { issues, isHistory }: { readonly issues: readonly GithubIssue[]; readonly isHistory: boolean },
): Promise<readonly Issue[]> {
  if (issues.length === 0) return [];
  const latest = new Map(issues.map((issue) => [issue.id, issue]));
  const known = await request.lookup('issue', [...latest.keys()]);
  const changed: Issue[] = [];
  for (const issue of latest.values()) {
    const before = known.get(issue.id) ?? null;
    const closedBy = isHistory ? toPersonOrNull(issue.closed_by) : await readClosedBy(project, issue, before);
    const after = toIssue(issue, project.project().id, closedBy);
    if (!isDeepStrictEqual(before, after)) changed.push(after);
  }
  return changed;
}
