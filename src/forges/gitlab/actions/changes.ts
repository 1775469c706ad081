import { MergeRequestDiscussions, MergeRequests } from '@gitbeaker/rest';
import type { ChangedFile, ChangesPage, OpenThread } from '../../../domain/ports/forge-actions.js';
import { MAX_COMMENT_LENGTH } from '../../../domain/subjects/comment.js';
import { cutText } from '../../cut-text.js';
import { walkPages } from '../feeds/walk-pages.js';
import { hasCode } from '../errors.js';
import { parseList, parseReply } from '../parse.js';
import { diffSchema, type RawDiff } from '../schema.js';
import { changesSchema, openDiscussionSchema, type RawOpenDiscussion } from '../schema/acting.js';
import { toChangedFile } from '../transform/document-change.js';
import { GHOST } from '../transform/person.js';
import { toNumber, type Acting } from './acting.js';
import { urlOf } from './note-receipt.js';

const FILES_A_PAGE = 20;
/** As much as fits a message. */
const MAX_DIFF_LENGTH = 3_000;
const THREADS_A_PAGE = 100;
const MAX_THREAD_PAGES = 5;

/** Since 15.7. https://docs.gitlab.com/api/merge_requests/#list-merge-request-diffs */
export async function readChanges(acting: Acting, number: string, page: number): Promise<ChangesPage> {
  const { client, project, drops } = acting;
  try {
    const { body, hasNext } = await client.ask(MergeRequests, (requests) =>
      requests.allDiffs(project.id, toNumber(number), { perPage: FILES_A_PAGE, page }),
    );
    return { files: parseList(diffSchema, body, drops).map(toFile), hasMore: hasNext };
  } catch (error) {
    if (!hasCode(error, ['not-found'])) throw error;
    return readAllChanges(acting, number, page);
  }
}

/** What an older server has instead, without pages. https://docs.gitlab.com/api/merge_requests/#get-single-merge-request-changes */
async function readAllChanges(
  { client, project, drops }: Acting,
  number: string,
  page: number,
): Promise<ChangesPage> {
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.showChanges(project.id, toNumber(number)),
  );
  const rows = parseList(diffSchema, parseReply(changesSchema, body).changes, drops);
  const end = page * FILES_A_PAGE;
  return { files: rows.slice(end - FILES_A_PAGE, end).map(toFile), hasMore: rows.length > end };
}

/** Without any text it is binary, or only its name or mode changed. */
function toFile(raw: RawDiff): ChangedFile {
  const { path, oldPath, fate, additions, deletions, diff } = toChangedFile(raw);
  const isShown = diff !== null && diff !== '';
  return {
    path,
    oldPath,
    change: fate === 'deleted' ? 'removed' : fate,
    additions: isShown ? additions : null,
    deletions: isShown ? deletions : null,
    diff: isShown ? cutText(diff, MAX_DIFF_LENGTH) : null,
  };
}

/** The oldest first, among the first 500 discussions. https://docs.gitlab.com/api/discussions/ */
export async function listOpenThreads(
  { client, project, drops }: Acting,
  number: string,
): Promise<readonly OpenThread[]> {
  const iid = toNumber(number);
  const url = urlOf(project, { on: 'merge-request', number });
  const threads: OpenThread[] = [];
  const pages = walkPages(MAX_THREAD_PAGES, (page) =>
    client.ask(MergeRequestDiscussions, (discussions) =>
      discussions.all(project.id, iid, { perPage: THREADS_A_PAGE, page }),
    ),
  );
  for await (const { body } of pages) {
    const rows = parseList(openDiscussionSchema, body, drops);
    threads.push(...rows.flatMap((row) => toOpenThread(row, url)));
  }
  return threads;
}

function toOpenThread({ id, notes }: RawOpenDiscussion, url: string): readonly OpenThread[] {
  const [first] = notes;
  const isOpen = notes.some(({ resolvable, resolved }) => resolvable === true && resolved !== true);
  if (first === undefined || !isOpen) return [];
  const { author, body, position, internal, confidential } = first;
  const isInternal = internal === true || confidential === true;
  return [
    {
      id,
      author: author ?? GHOST,
      body: cutText(body ?? '', MAX_COMMENT_LENGTH),
      path: position?.new_path ?? position?.old_path ?? null,
      url: `${url}#note_${first.id}`,
      ...(isInternal ? { isInternal } : {}),
    },
  ];
}
