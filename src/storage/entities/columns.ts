import type { EntitySchemaColumnOptions } from 'typeorm';

type Column = EntitySchemaColumnOptions;
type Extra = Partial<Column>;

/** Column kinds that tables share; every type is explicit, so that nothing depends on reflection. */
export const column = {
  text: (name: string, extra: Extra = {}): Column => ({ name, type: 'text', ...extra }),
  uuid: (name: string, extra: Extra = {}): Column => ({ name, type: 'uuid', ...extra }),
  /** Reaches JavaScript as a string: 64 bits do not fit a number. */
  bigint: (name: string, extra: Extra = {}): Column => ({ name, type: 'bigint', ...extra }),
  integer: (name: string, extra: Extra = {}): Column => ({ name, type: 'integer', ...extra }),
  flag: (name: string, extra: Extra = {}): Column => ({ name, type: 'boolean', ...extra }),
  time: (name: string, extra: Extra = {}): Column => ({ name, type: 'timestamp with time zone', ...extra }),
  json: (name: string, extra: Extra = {}): Column => ({ name, type: 'jsonb', ...extra }),
} as const;

export function primary(constraint: string): Extra {
  return { primary: true, primaryKeyConstraintName: constraint };
}

export const optional: Extra = { nullable: true };
