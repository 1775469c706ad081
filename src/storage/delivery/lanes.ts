import { NO_PREFERENCES } from '../../domain/preferences.js';
import type { Mute } from '../../domain/mute.js';
import type { LaneLease, OutboxStore } from '../../domain/ports/outbox-store.js';
import { CALLEE, type CalleeRow, toCallee } from '../chats/callee-row.js';
import { PREFERENCE_COLUMNS, type PreferenceRow, toPreferences } from '../chats/preference-row.js';
import { CHAT_COLUMNS, toChat, type ChatRow } from '../rows.js';
import type { Sql } from '../sql.js';

type Claim = Parameters<OutboxStore['claimLanes']>[0];

type LaneRow = ChatRow &
  PreferenceRow & {
    reads_in: string | null;
    lease_token: string;
    wake: string;
    closed_until: Date | null;
    is_topic_lost: boolean;
    has_preferences: boolean;
    mutes: readonly StoredMute[] | null;
    callees: readonly CalleeRow[] | null;
  };

type StoredMute = Omit<Mute, 'until'> & { readonly until: string };

const MUTES = `(SELECT jsonb_agg(to_jsonb(u) - 'chat_key') FROM mute u WHERE u.chat_key = c.key AND u.until > $2) AS mutes`;

const CALLEES = `(SELECT jsonb_agg(to_jsonb(k)) FROM (SELECT ${CALLEE} WHERE n.chat_id = c.chat_id ORDER BY 2) k) AS callees`;

/**
 * Raises the lanes' tokens; what they hold is read afterwards. In this statement it would be read as of its beginning,
 * and lack what an enqueue wrote whose `wake` is returned already.
 */
export async function claimLanes(sql: Sql, claim: Claim): Promise<readonly LaneLease[]> {
  const rows = await sql<LaneRow>(
    `UPDATE lane l SET leased_until = $3, lease_owner = $1, lease_token = l.lease_token + 1
     FROM chat c LEFT JOIN member m ON c.kind = 'private' AND m.id = c.chat_id
       LEFT JOIN preference f ON f.chat_key = c.key
     WHERE c.key = l.chat_key AND l.chat_key IN (
       SELECT d.chat_key FROM lane d JOIN chat r ON r.key = d.chat_key AND r.is_reachable
       WHERE d.next_due_at <= $2 AND (d.leased_until IS NULL OR d.leased_until <= $2)
         AND (d.closed_until IS NULL OR d.closed_until <= $2)
       ORDER BY d.next_due_at, d.chat_key LIMIT $4 FOR NO KEY UPDATE OF d SKIP LOCKED)
     RETURNING ${CHAT_COLUMNS}, coalesce(m.chosen_language, m.language, c.language) AS reads_in, l.lease_token, l.wake,
        l.closed_until, l.is_topic_lost, f.chat_key IS NOT NULL AS has_preferences, ${PREFERENCE_COLUMNS}, ${MUTES},
        ${CALLEES}`,
    [claim.owner, claim.now, claim.until, claim.limit],
  );
  return rows.map((row) => ({
    chat: toChat(row),
    language: row.reads_in,
    preferences: row.has_preferences ? toPreferences(row) : NO_PREFERENCES,
    isTopicClosed: row.closed_until !== null,
    isTopicLost: row.is_topic_lost,
    mutes: (row.mutes ?? []).map((mute) => ({ ...mute, until: new Date(mute.until) })),
    callees: (row.callees ?? []).map(toCallee),
    owner: claim.owner,
    token: row.lease_token,
    wake: row.wake,
  }));
}
