import type { Onlookers, TimelineFilter, TimelineStore } from '../../domain/ports/timeline-store.js';

export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

type NewestQuery = Parameters<TimelineStore['newest']>[0];
type SinceQuery = Parameters<TimelineStore['since']>[0];

/** Projects that the accounts `$1` watch, but for those that their forges keep from them now. */
export const READABLE = `readable AS MATERIALIZED (
  SELECT p.* FROM project p
  WHERE p.account_id = ANY($1::uuid[]) AND NOT EXISTS (
    SELECT 1 FROM snapshot s WHERE s.account_id = p.account_id AND s.key = 'project-access:' || p.id
      AND (s.body->>'isLost')::boolean))`;

export function newestSql({ onlookers, filter, before, limit }: NewestQuery): Statement {
  const draft = new Draft(onlookers, filter);
  if (before !== null) {
    const end = `(${draft.add(before.at)}::timestamptz, ${draft.add(before.position)}::bigint)`;
    draft.where(`(e.at, e.id) < ${end}`);
  }
  return draft.statement('e.at DESC, e.id DESC', limit);
}

export function sinceSql({ onlookers, filter, after, limit }: SinceQuery): Statement {
  const draft = new Draft(onlookers, filter);
  const known = [...after];
  const accounts = draft.add(known.map(([id]) => id));
  const positions = draft.add(known.map(([, position]) => position));
  draft.where(`e.id > coalesce((SELECT k.position FROM unnest(${accounts}::uuid[], ${positions}::bigint[])
    AS k (id, position) WHERE k.id = a.id), 0)`);
  return draft.statement('e.id', limit);
}

/** A statement in the making: each value is a parameter. */
class Draft {
  readonly #parameters: unknown[];
  readonly #conditions: string[] = ['e.account_id = a.id'];

  constructor(onlookers: Onlookers, filter: TimelineFilter) {
    this.#parameters = [idsOf(onlookers)];
    const readable = 'SELECT r.id FROM readable r WHERE r.account_id = a.id';
    if (filter.projectPath === null) this.where(`e.project_id = ANY(ARRAY(${readable}))`);
    else this.where(`e.project_id = (${readable} AND r.path = ${this.add(filter.projectPath)} LIMIT 1)`);
    if (filter.types !== null) this.where(`e.type = ANY(${this.add(filter.types)}::text[])`);
    if (filter.actor !== null) this.where(`e.actor = ${this.add(filter.actor)}`);
    if (filter.branch !== null) this.where(`${this.add(filter.branch)} = ANY(e.branches)`);
    if (filter.from !== null) this.where(`e.at >= ${this.add(filter.from)}::timestamptz`);
    if (filter.to !== null) this.where(`e.at < ${this.add(filter.to)}::timestamptz`);
  }

  add(value: unknown): string {
    this.#parameters.push(value);
    return `$${this.#parameters.length}`;
  }

  where(condition: string): void {
    this.#conditions.push(condition);
  }

  /** Each account by itself, so that an index gives the order; who else saw it is asked of what is left. */
  statement(order: string, limit: number): Statement {
    const most = this.add(limit);
    const text = `WITH ${READABLE}, page AS MATERIALIZED (
        SELECT e.*, a.forge_kind, a.forge_url
        FROM account a CROSS JOIN LATERAL (
          SELECT e.* FROM event e WHERE ${this.#conditions.join(' AND ')} ORDER BY ${order} LIMIT ${most}
        ) e
        WHERE a.id = ANY($1::uuid[]) ORDER BY ${order} LIMIT ${most})
      SELECT e.id::text AS position, e.account_id, e.key, e.body, e.at, e.created_at, e.forge_kind, e.forge_url,
        to_jsonb(r) AS project, ${IS_FIRST} AS is_first
      FROM page e JOIN readable r ON r.account_id = e.account_id AND r.id = e.project_id ORDER BY ${order}`;
    return { text, parameters: this.#parameters };
  }
}

export function idsOf(onlookers: Onlookers): readonly string[] {
  return onlookers.map(({ id }) => id);
}

/** No other account of the person on this forge kept the same happening before. */
const IS_FIRST = `NOT EXISTS (
  SELECT 1 FROM account o JOIN event d ON d.account_id = o.id AND d.key = e.key
  WHERE o.id = ANY($1::uuid[]) AND o.id <> e.account_id AND o.forge_url = e.forge_url AND d.id < e.id
    AND EXISTS (SELECT 1 FROM readable q WHERE q.account_id = o.id AND q.id = d.project_id))`;
