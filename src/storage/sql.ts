import type { EntityManager } from 'typeorm';
import { cleanText, toCleanJson } from './clean-text.js';

/** Runs one statement and returns its rows; texts are cleaned of what PostgreSQL refuses. */
export type Sql = <Row = Record<string, unknown>>(
  text: string,
  parameters?: readonly unknown[],
) => Promise<Row[]>;

export function sqlOf(manager: EntityManager): Sql {
  return async <Row>(text: string, parameters: readonly unknown[] = []) => {
    const result: unknown = await manager.query(text, parameters.map(cleanParameter));
    return rowsOf(result) as Row[];
  };
}

/** A `jsonb` parameter. Arrays need it above all: `pg` would write them as PostgreSQL arrays. */
export function json(value: unknown): string | null {
  return value === null ? null : toCleanJson(value);
}

function cleanParameter(parameter: unknown): unknown {
  if (typeof parameter === 'string') return cleanText(parameter);
  if (Array.isArray(parameter)) return parameter.map(cleanParameter);
  return parameter;
}

/** TypeORM answers `[rows, count]` to UPDATE and DELETE, and rows to everything else. */
function rowsOf(result: unknown): unknown[] {
  if (!Array.isArray(result)) return [];
  const isPair = result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number';
  return isPair ? (result[0] as unknown[]) : result;
}
