import { IssueNotes } from '@gitbeaker/rest';
import type { Sighting } from '../../../domain/feed.js';
import { isSamePerson } from '../../../domain/forge.js';
import { MINUTE } from '../../../domain/time.js';
import { isSigned } from '../../../domain/ticket-text.js';
import { parseList } from '../parse.js';
import { noteSchema, type RawIssue, type RawNote } from '../schema.js';
import { toComment } from '../transform/comment.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';

/** Issues that are looked into in one read, the last moved first. */
const MAX_ISSUES = 5;
/** Whoever changes what they said does so to something recent. */
const MAX_NOTES = 20;
/** An edit moves its issue, but not twice within one minute. */
const SETTLES_MS = 2 * MINUTE;

/**
 * What was changed of the comments that the account knows on issues that a desk of its owner made: the activity does not
 * show it. https://docs.gitlab.com/api/notes/#list-all-issue-notes
 */
export async function sightEditedNotes(
  read: FeedRead,
  rows: readonly RawIssue[],
  moved: ReadonlySet<string>,
): Promise<readonly Sighting[]> {
  const { client, request } = read;
  const now = client.serverTime()?.getTime() ?? 0;
  const isFresh = ({ updated_at }: RawIssue): boolean => now - Date.parse(updated_at) < SETTLES_MS;
  const reported = rows
    .filter(({ author, description }) => isSamePerson(author, request.viewer) && isSigned(description))
    .filter((row) => moved.has(row.id) || isFresh(row))
    .slice(0, MAX_ISSUES);
  const edited: RawNote[] = [];
  for (const row of reported) edited.push(...(await readEdited(read, row)));
  if (edited.length === 0) return [];
  const known = await request.lookup(
    'comment',
    edited.map(({ id }) => id),
  );
  return edited.flatMap((note) => {
    const before = known.get(note.id);
    if (before === undefined) return [];
    const { projectId, on, thread } = before;
    const subject = toComment(note, { author: null }, { projectId, on, thread });
    return subject.body === before.body ? [] : [{ subject, isNews: false }];
  });
}

async function readEdited(
  { client, drops }: FeedRead,
  { project_id: projectId, iid }: RawIssue,
): Promise<readonly RawNote[]> {
  const list = { orderBy: 'updated_at', sort: 'desc', perPage: MAX_NOTES, page: 1 } as const;
  const rows = await askForDetail(async () => {
    const { body } = await client.ask(IssueNotes, (notes) => notes.all(projectId, Number(iid), list));
    return parseList(noteSchema, body, drops);
  });
  return (rows ?? []).filter(
    ({ system, created_at, updated_at }) => system !== true && updated_at !== null && updated_at > created_at,
  );
}
