import type { ActionRecord, Deed } from '../../domain/actions/action-record.js';
import { SPEAKING, type SpokenDeed } from '../../domain/actions/spoken-deed.js';
import type { Comment } from '../../domain/subjects/comment.js';
import { DAY } from '../../domain/time.js';
import type { Sql } from '../sql.js';

interface DeedRow {
  deed: Deed;
  started_at: Date;
  finished_at: Date | null;
  result: ActionRecord['result'];
  receipt: ActionRecord['receipt'];
}

/** By far more than the clocks of forges are off: the words were said when the comment came to be. */
const AROUND_MS = DAY;

/** What people said on this forge around the times of these comments, so far as it may be one of them. */
export async function loadSpokenDeeds(
  sql: Sql,
  forgeUrl: string,
  comments: readonly Pick<Comment, 'id' | 'createdAt'>[],
): Promise<readonly SpokenDeed[]> {
  const times = comments.map(({ createdAt }) => Date.parse(createdAt)).filter((time) => !Number.isNaN(time));
  if (times.length === 0) return [];
  const rows = await sql<DeedRow>(
    `SELECT deed, started_at, finished_at, result, receipt FROM action
     WHERE started_at BETWEEN $1 AND $2 AND deed ->> 'action' = ANY($3::text[])
       AND deed -> 'forge' ->> 'url' = $4 AND (finished_at IS NULL OR result = 'unsure' OR receipt ->> 'id' = ANY($5::text[]))`,
    [
      new Date(Math.min(...times) - AROUND_MS),
      new Date(Math.max(...times) + AROUND_MS),
      SPEAKING,
      forgeUrl,
      comments.map(({ id }) => id),
    ],
  );
  return rows.map((row) => ({
    ...row.deed,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    result: row.result,
    receipt: row.receipt,
  }));
}
