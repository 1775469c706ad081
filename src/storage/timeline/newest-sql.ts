import type { PageEnd } from '../../domain/ports/timeline-store.js';
import { type AccountFilter, conditionsOf, Parameters, timesOf } from './account-filter.js';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface NewestSearch {
  readonly filter: AccountFilter;
  readonly before: PageEnd | null;
  readonly limit: number;
}

/** An index that has the events of one value in the order of time; `OR` would lose that order, so it is a list. */
export interface Lead {
  readonly column: 'branch' | 'actor' | 'project' | 'type' | 'time';
  readonly values: readonly string[];
}

/** Of parameters: one of the values, and all of them. */
type Arm = (value: string, all: () => string) => string;

const ARMS: { readonly [C in Lead['column']]: readonly Arm[] } = {
  // Nothing has more than two, a merge request its source and its target, and is to come once.
  branch: [
    (value) => `e.branches[1] = ${value}`,
    (value, all) => `e.branches[2] = ${value} AND e.branches[1] <> ALL(${all()}::text[])`,
  ],
  actor: [(value) => `e.actor = ${value}`],
  project: [(value) => `e.project_id = ${value}`],
  type: [(value) => `e.type = ${value}`],
  time: [],
};

const ORDER = 'e.at DESC, e.id DESC';
const FACETS = 'e.at, e.project_id, e.type, e.actor, e.branches';
const PAIR_COLUMNS = 'e.account_id, e.project_id, e.type, e.actor, e.branches';

/** The most telling first. */
export function leadsOf({ branches, actor, projectIds, types }: AccountFilter): readonly Lead[] {
  const leads: readonly Lead[] = [
    ...(branches === null ? [] : [{ column: 'branch', values: branches } as const]),
    ...(actor === null ? [] : [{ column: 'actor', values: [actor] } as const]),
    ...(projectIds.length === 1 ? [{ column: 'project', values: projectIds } as const] : []),
    ...(types === null ? [] : [{ column: 'type', values: types } as const]),
  ];
  return leads.length === 0 ? [{ column: 'time', values: [] }] : leads;
}

/**
 * What fits among the newest `stretch` events of a lead. The rows are `{ isAll, id, at }`, one at least: `isAll` when
 * the lead has no others. Each value is limited by itself, so that no statistics are needed to see that its index
 * gives the order.
 */
export function stretchSql({ filter, before, limit }: NewestSearch, lead: Lead, stretch: number): Statement {
  const parameters = new Parameters();
  const bounds = [
    `e.account_id = ${parameters.add(filter.accountId)}::uuid`,
    ...timesOf(filter, parameters),
    ...olderThan(before, parameters),
  ].join(' AND ');
  const columnArms = ARMS[lead.column];
  const all = (): string => parameters.add(lead.values);
  const conditions = lead.values.flatMap((value) => {
    const parameter = parameters.add(value);
    return columnArms.map((arm) => `${bounds} AND ${arm(parameter, all)}`);
  });
  const wheres = lead.column === 'time' ? [bounds] : conditions;
  const most = parameters.add(Math.max(limit, Math.ceil(stretch / wheres.length)));
  const arms = wheres.map(
    (where) => `(SELECT e.id, ${FACETS} FROM event e WHERE ${where} ORDER BY ${ORDER} LIMIT ${most})`,
  );
  const text = `WITH stretch AS MATERIALIZED (
      SELECT * FROM (${arms.join(' UNION ALL ')}) e ORDER BY ${ORDER} LIMIT ${most})
    SELECT n.scanned < ${most} AS "isAll", m.id, m.at FROM (SELECT count(*) AS scanned FROM stretch) n
    LEFT JOIN (SELECT e.id::text, e.at FROM stretch e WHERE ${conditionsOf(filter, parameters)}
      ORDER BY ${ORDER} LIMIT ${parameters.add(limit)}) m ON true`;
  return { text, values: parameters.values };
}

/** The newest of each project by itself: finds them however many others lie between. */
export function eachProjectSql({ filter, before, limit }: NewestSearch): Statement {
  const parameters = new Parameters();
  const most = parameters.add(limit);
  const where = [
    `e.account_id = ${parameters.add(filter.accountId)}::uuid AND e.project_id = p.id`,
    ...timesOf(filter, parameters),
    ...olderThan(before, parameters),
  ].join(' AND ');
  const text = `SELECT e.id::text, e.at FROM unnest(${parameters.add(filter.projectIds)}::text[]) AS p (id)
    CROSS JOIN LATERAL (SELECT e.id, e.at FROM event e WHERE ${where} ORDER BY ${ORDER} LIMIT ${most}) e
    ORDER BY ${ORDER} LIMIT ${most}`;
  return { text, values: parameters.values };
}

/** Fields of an event whose pairs of values an index has, the most telling first. */
const PAIRED = ['branch', 'actor', 'type', 'project'] as const;

type Paired = (typeof PAIRED)[number];

/**
 * What has all the pairs of values that the filter asks for, for filters that hardly anything fits: two common values
 * that never meet have no pair, and whoever is seen in hidden projects only has none with the others. The pairs are
 * subqueries, and stand alone, so that the planner, which takes the common ones for unselective, does not choose
 * another way by them.
 */
export function pairedSql({ filter, before, limit }: NewestSearch): Statement {
  const parameters = new Parameters();
  const account = `${parameters.add(filter.accountId)}::uuid`;
  const { projectIds, types, actor, branches } = filter;
  const wanted: Readonly<Record<Paired, readonly string[] | null>> = {
    branch: branches,
    actor: actor === null ? null : [actor],
    type: types,
    project: projectIds,
  };
  const fields = PAIRED.flatMap((field) => {
    const values = wanted[field];
    return values === null ? [] : [{ field, values: `unnest(${parameters.add(values)}::text[])` }];
  });
  const hasPairs = fields.flatMap((one, index) =>
    fields.slice(index + 1).map(
      (other) =>
        `event_pairs(${PAIR_COLUMNS}) && ARRAY(SELECT event_pair(${account}, '${one.field}+${other.field}', o.v, p.v)
          FROM ${one.values} AS o (v), ${other.values} AS p (v))`,
    ),
  );
  const where = [
    `e.account_id = ${account}`,
    conditionsOf(filter, parameters),
    ...olderThan(before, parameters),
  ].join(' AND ');
  const text = `WITH paired AS MATERIALIZED (
      SELECT e.id, e.account_id, ${FACETS} FROM event e WHERE ${hasPairs.join(' AND ')})
    SELECT e.id::text, e.at FROM paired e WHERE ${where} ORDER BY ${ORDER} LIMIT ${parameters.add(limit)}`;
  return { text, values: parameters.values };
}

function olderThan(before: PageEnd | null, parameters: Parameters): readonly string[] {
  if (before === null) return [];
  const [at, position] = [parameters.add(before.at), parameters.add(before.position)];
  return [`(e.at, e.id) < (${at}::timestamptz, ${position}::bigint)`];
}
