import { createHash } from 'node:crypto';
import type { ForgeEvent } from '../../domain/event.js';
import type { Forge } from '../../domain/forge.js';
import type { KeptEvent } from '../../domain/timeline.js';
import { toProject, type ProjectRow } from '../rows.js';
import type { Sql } from '../sql.js';
import { READABLE } from './readable.js';

interface EntryRow {
  readonly position: string;
  readonly key: string;
  readonly body: ForgeEvent;
  readonly at: Date;
  readonly created_at: Date;
  readonly forge_kind: Forge['kind'];
  readonly forge_url: string;
  readonly project: ProjectRow;
}

/** No other account of the person on this forge kept the same happening before. */
const IS_FIRST = `NOT EXISTS (
  SELECT 1 FROM account o JOIN event d ON d.account_id = o.id AND d.key = e.key
  WHERE o.id = ANY($1::uuid[]) AND o.id <> e.account_id AND o.forge_url = a.forge_url AND d.id < e.id
    AND EXISTS (SELECT 1 FROM readable q WHERE q.account_id = o.id AND q.id = d.project_id))`;

/** The events at these positions, in their order, but for what the accounts may not see or have told already. */
export async function loadEvents(
  sql: Sql,
  accountIds: readonly string[],
  positions: readonly string[],
): Promise<readonly KeptEvent[]> {
  if (positions.length === 0) return [];
  const rows = await sql<EntryRow>(
    `WITH ${READABLE}
     SELECT e.id::text AS position, e.key, e.body, e.at, e.created_at, a.forge_kind, a.forge_url,
       to_jsonb(r) AS project
     FROM event e JOIN account a ON a.id = e.account_id
       JOIN readable r ON r.account_id = e.account_id AND r.id = e.project_id
     WHERE e.id = ANY($2::bigint[]) AND ${IS_FIRST}`,
    [accountIds, positions],
  );
  const byPosition = new Map(rows.map((row) => [row.position, toKeptEvent(row)]));
  return positions.flatMap((position) => byPosition.get(position) ?? []);
}

function toKeptEvent(row: EntryRow): KeptEvent {
  const forge = { kind: row.forge_kind, url: row.forge_url };
  return {
    id: nameOf(forge.url, row.body.projectId, row.key),
    forge,
    project: toProject(row.project),
    event: row.body,
    at: row.at,
    seenAt: row.created_at,
  };
}

/** Of the happening, not of the row: what another account of the person saw has the same. */
function nameOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);
}
