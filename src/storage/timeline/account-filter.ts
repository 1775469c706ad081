import type { TimelineFilter } from '../../domain/ports/timeline-store.js';

/** A filter in the eyes of one account: of the project there is left what it may see. */
export interface AccountFilter extends Omit<TimelineFilter, 'projectPath'> {
  readonly accountId: string;
  readonly projectIds: readonly string[];
}

/** The values of a statement in the making. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** What `e` has to be, all of it: every search ends with this, whatever index it went by. */
export function conditionsOf(filter: AccountFilter, parameters: Parameters): string {
  const { projectIds, types, actor, branches } = filter;
  return [
    `e.project_id = ANY(${parameters.add(projectIds)}::text[])`,
    ...(types === null ? [] : [`e.type = ANY(${parameters.add(types)}::text[])`]),
    ...(actor === null ? [] : [`e.actor = ${parameters.add(actor)}`]),
    ...(branches === null ? [] : [`e.branches && ${parameters.add(branches)}::text[]`]),
    ...timesOf(filter, parameters),
  ].join(' AND ');
}

export function timesOf({ from, to }: AccountFilter, parameters: Parameters): readonly string[] {
  return [
    ...(from === null ? [] : [`e.at >= ${parameters.add(from)}::timestamptz`]),
    ...(to === null ? [] : [`e.at < ${parameters.add(to)}::timestamptz`]),
  ];
}
