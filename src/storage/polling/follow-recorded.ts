import type { Account } from '../../domain/account.js';
import { chatKey, RECORD_CHAT } from '../../domain/chat.js';
import { planFeeds } from '../../domain/feed-plan.js';
import type { Project } from '../../domain/project.js';
import { isChosen, isFollowed, RECORDED, recordingAfter } from '../../domain/recording.js';
import type { Watch } from '../../domain/watch.js';
import { reconcile } from '../people/create-feed-store.js';
import { putWatch, removeWatch, setFilter } from '../people/put-watch.js';
import { toWatch, WATCH_COLUMNS, type WatchRow } from '../rows.js';
import type { Sql } from '../sql.js';

const KEY = chatKey(RECORD_CHAT);
const NOTHING = { come: 0, left: 0 } as const;

/** See `PollTransaction`. Under the account's lock, which the caller holds. */
export async function followRecorded(
  sql: Sql,
  accountId: string,
  account: Pick<Account, 'forge' | 'token' | 'state'>,
  { listed, now }: { readonly listed: readonly Project[]; readonly now: Date },
): Promise<{ readonly come: number; readonly left: number }> {
  const watches = await watchesOf(sql, accountId);
  const recorded = watches.filter(isFollowed);
  if (recorded.length === 0 || listed.length === 0) return NOTHING;
  const ids = { recorded: idsOf(recorded), chosen: idsOf(watches.filter(isChosen)) };
  const { come, leave } = recordingAfter(ids, listed);
  if (come.length + leave.length === 0) return NOTHING;
  for (const { id, projectId } of recorded) {
    if (leave.includes(projectId)) await removeWatch(sql, accountId, id);
  }
  for (const project of come) {
    const { watch } = await putWatch(sql, {
      chatKey: KEY,
      accountId,
      project,
      level: 'participating',
      isConfirmed: true,
      now,
    });
    await setFilter(sql, watch.id, RECORDED);
  }
  await reconcile(sql, accountId, planFeeds(account, await watchesOf(sql, accountId)), now);
  return { come: come.length, left: leave.length };
}

function idsOf(watches: readonly Watch[]): readonly string[] {
  return watches.map(({ projectId }) => projectId);
}

async function watchesOf(sql: Sql, accountId: string): Promise<readonly Watch[]> {
  const rows = await sql<WatchRow>(`SELECT ${WATCH_COLUMNS} FROM watch w WHERE w.account_id = $1`, [
    accountId,
  ]);
  return rows.map(toWatch);
}
