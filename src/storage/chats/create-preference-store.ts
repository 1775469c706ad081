import type { PreferenceStore } from '../../domain/ports/preference-store.js';
import { NO_PREFERENCES, type Preferences, zoneOf } from '../../domain/preferences.js';
import { nextOccasion } from '../../domain/schedule.js';
import type { Database } from '../database.js';
import { PREFERENCE_COLUMNS, type PreferenceRow, toPreferences } from './preference-row.js';
import { json, type Sql } from '../sql.js';

export function createPreferenceStore(db: Database): PreferenceStore {
  return {
    find: (chatKey) => find(db.sql, chatKey),
    change: (chatKey, change, now) =>
      db.transaction(async (sql) => {
        // Two changes at once would each write what the other has just changed.
        await sql(`SELECT 1 FROM chat WHERE key = $1 FOR NO KEY UPDATE`, [chatKey]);
        const before = await find(sql, chatKey);
        const after = { ...before, ...change };
        await put(sql, chatKey, after);
        await plan(sql, chatKey, { before, after, now });
        await wakeLane(sql, chatKey, now);
        return after;
      }),
  };
}

async function find(sql: Sql, chatKey: string): Promise<Preferences> {
  const [row] = await sql<PreferenceRow>(
    `SELECT ${PREFERENCE_COLUMNS} FROM preference f WHERE f.chat_key = $1`,
    [chatKey],
  );
  return row === undefined ? NO_PREFERENCES : toPreferences(row);
}

async function put(sql: Sql, chatKey: string, preferences: Preferences): Promise<void> {
  const { timeZone, quietHours, letsUrgentThrough, digest, remindAfterHours, privacy, theme } = preferences;
  await sql(
    `INSERT INTO preference
       (chat_key, time_zone, quiet_hours, lets_urgent_through, digest, remind_after_hours, privacy, theme)
     SELECT key, $2, $3::jsonb, $4, $5::jsonb, $6, $7, $8 FROM chat WHERE key = $1
     ON CONFLICT (chat_key) DO UPDATE
       SET time_zone = excluded.time_zone, quiet_hours = excluded.quiet_hours,
           lets_urgent_through = excluded.lets_urgent_through, digest = excluded.digest,
           remind_after_hours = excluded.remind_after_hours, privacy = excluded.privacy,
           theme = excluded.theme`,
    [chatKey, timeZone, json(quietHours), letsUrgentThrough, json(digest), remindAfterHours, privacy, theme],
  );
}

interface Step {
  readonly before: Preferences;
  readonly after: Preferences;
  readonly now: Date;
}

/** Whoever chooses an age is reminded of all that is older, and later only of what comes to that age. */
async function plan(sql: Sql, chatKey: string, { before, after, now }: Step): Promise<void> {
  const { digest, remindAfterHours } = after;
  if (digest !== before.digest || after.timeZone !== before.timeZone) {
    const dueAt = digest === null ? null : nextOccasion(digest, zoneOf(after), now);
    await sql(`UPDATE preference SET digest_due_at = $2 WHERE chat_key = $1`, [chatKey, dueAt]);
  }
  if (remindAfterHours === before.remindAfterHours) return;
  const since = remindAfterHours === null ? null : new Date(0);
  await sql(`UPDATE preference SET reminded_until = $2 WHERE chat_key = $1`, [chatKey, since]);
}

async function wakeLane(sql: Sql, chatKey: string, now: Date): Promise<void> {
  await sql(
    `UPDATE lane SET next_due_at = least(next_due_at, $2::timestamptz), wake = wake + 1 WHERE chat_key = $1`,
    [chatKey, now],
  );
}
